package markup_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdownShowsWhatAReaderSees(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"mark-up":                           {"A **b** *c* `d_e` [f](http://x) <http://y.z> g\\* &amp; &#65;.", "A b c d_e f http://y.z g* & A."},
		"lines of a paragraph":              {"a\nb  \nc<br>d.", "a b c d."},
		"images":                            {"See ![a picture](p.png) it.", "See it."},
		"text that is struck through":       {"Use ~~Heroku~~ Fly.", "Use Fly."},
		"comments":                          {"A <!-- hidden --> b.\n\n<!-- hidden\n\nhidden -->\n\nC.", "A b. / C."},
		"HTML blocks":                       {"<details>\n<summary>A <b>b</b></summary>\n\nShown.\n\n</details>\n\n<p align=center><img src=x alt=hidden>C.\n</p>\n\n<table><tr><th>D</th></tr>\n<tr><td hidden>hidden</td><td>1</td></tr></table>", "A b / Shown. / C. / D: 1"},
		"formulas":                          {"Text.\n\n$$\n\\alpha\n$$\n\nIt costs $5 or $6.", "Text. / It costs $5 or $6."},
		"hidden elements around paragraphs": {"A.\n\n<div style=\"color:red; DISPLAY : none\">\n\nhidden\n\n<div>\n\nhidden\n\n</div>\n\nhidden\n\n</div>\n\nB.", "A. / B."},
		"hidden elements in a paragraph":    {"A <span hidden>hidden</span><span aria-hidden=\"true\">hidden</span> b.", "A b."},
		"scripts":                           {"A.\n\n<script>\nhidden()\n</script>\n\nB <script>hidden()</script>c.", "A. / B c."},
		"nested lists":                      {"- a\n  - b\n\n    more b\n- c\n\n1. d", "a / b more b / c / d"},
		"tasks":                             {"- [x] done\n- [ ] open", "done / open"},
		"quotes":                            {"> A b.\n>\n> > C.", "A b. / C."},
		"cells that are sentences":          {"|A|B|\n|-|-|\n|Bake it.|Eat it.|", "A: Bake it; B: Eat it."},
		"tables":                            {"|A|B|\n|-|-|\n|1|`x\\|y`|\n||2|", "A: 1; B: x|y / B: 2"},
		"code":                              {"Run:\n\n```go\nif x {\n\ty()\n}\n```", "Run: / if x { /  y() / }"},
		"a list of contents":                {"**Table of contents**\n\n- [A](#a)\n- [B](#b)\n- [C](#c)\n\nText.", "Text."},
		"a list of jumps":                   {"- [A](#a)\n  - [*B*](#b)\n- [C](#c)\n\nText. [D](#d)\n\n- [E](#e)\n- [F](#f)", "Text. D / E / F"},
		"a line of jumps":                   {"[A](#a) | [B](#b) · [C](#c)\n\nText.", "Text."},
		"files put in the place of code":    {"It is so:\n\n```markdown\n{% include_relative decisions/form.md %}\n```\n\n```\n{% if x %}\n```", "It is so: / {% if x %}"},
		"drawings in code":                  {"Text.\n\n```mermaid\ngraph TD\n```\n\n``` {dot}\ndigraph\n```\n\n```go\nx\n```", "Text. / x"},
		"a note of GitHub's":                {"> [!WARNING]\n> Text.", "Text."},
		"imports of a page's parts":         {"import Tabs from '@theme/Tabs';\nimport {A, B} from \"./ab\"\nimport './x.css'\n\nimport duties from the port of 'Rye' are paid.\n\n    import x from 'y'", "import duties from the port of 'Rye' are paid. / import x from 'y'"},
		"lines for site programs":           {"{% include x.html %}\n\n{%include y.html a=\"1\" %} A {{ site.x }} {% if y %}b{% endif %}.\n{: .note}\n\n{{< hint >}}\nC.\n{{< /hint >}}\n\n::: tip\nD.\n:::\n\n`{% raw %}`\n\n    {% code %}", "A {{ site.x }} b. / C. / D. / {% raw %}"},
		"blocks and marks of MyST":          {"C {term}`D`, {ref}`e <f>`, see [](#a:b) and [](../g-h.md).\n\n```{admonition} I\n:class: warning\nJ.\n```\n\n````{tab-item} K\n```{note}\nL.\n```\n````\n\n```\n(m)=\n{term}`n`\n```\n\n(a:b)=\n", "C D, e, see a b and g h. / I: / J. / K: / L. / (m)= / {term}`n`"},
		"blocks of MkDocs":                  {"!!! warning \"Careful\"\n    A\n    b.\n\n    - c\n\n??? question \"Who d?\"\n\n    ```\n    === \"x\"\n    ```\n\n    !!! note\n        E.\n\n=== \"F\"\n\n    G.\n\nH.\n\n```\n!!! note\n    i\n```\n\n!!! wow", "Careful: A b. / c / Who d? / === \"x\" / E. / F: / G. / H. / !!! note /     i"},
		"attributes and short codes amid":   {"See [a](http://x){:target=\"_blank\"} and [b](http://x){ .c #d } {e}.{: .f } `{: .g}` here.\n\nH {{< i >}} j{{% k \"l\" %}}.", "See a and b {e}. {: .g} here. / H j."},
		"footnotes":                         {"Kafka is fast.[^1] `[^a-z]` stays, [^2] too.\n\n[^1]: In our test.", "Kafka is fast. [^a-z] stays, [^2] too. / In our test."},
		"furniture":                         {"Read more\n\nShare this article\n\nWe read more books than they do.", "We read more books than they do."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := shape(article(t, "a.md", "# T\n\n"+tt.text))
			if diff := cmp.Diff([]string{"T: " + tt.want}, got); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRSTShowsWhatAReaderSees(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"mark-up":                   {"A **b** *c* ``d_e*`` `f`_ `g <http://x>`_ h_i \\*j\\* 2*3*4 k\\ l.", "A b c d_e* f g h_i *j* 2*3*4 kl."},
		"links by name":             {"See Rye_ and `the mill`__, not snake_ or __init__.\n\n.. _Rye: https://e.com\n\n__ https://e.com", "See Rye and the mill, not snake_ or __init__."},
		"roles":                     {":doc:`a <b>`, :func:`~m.f`, :rfc:`12`, :abbr:`ADR (a record)`, `x`:sup:, :ref:`lost`.", "a, f, RFC 12, ADR, x, lost."},
		"names for text":            {"|a| of |c|.\n\n.. |a| replace:: The *end*\n   |b|\n.. |b| replace:: here", "The end here of |c|."},
		"footnotes":                 {"Rye grows [1]_ well [#x]_. See [Lind2020]_.\n\n.. [1] In sand.\n.. [#x] Here.\n   Too.", "Rye grows well. See [Lind2020]. / In sand. / Here. Too."},
		"comments":                  {"Ash.\n\n.. hidden\n   hidden\n\n..\n\n   Bay.\n\n.. hidden::hidden\n\nElm.", "Ash. / Bay. / Elm."},
		"nested lists":              {"- a\n\n  - b\n\n    more b\n- c\n\n1. d\n2. e\n\n#) f\n\n3. is no\nitem.", "a / b more b / c / d / e / f / 3. is no item."},
		"terms":                     {"Rye : grain\n  It is\n  dark.\nOats\n  They are light.", "Rye : grain / It is dark. / Oats / They are light."},
		"quotes and lines":          {"Ash.\n\n   Bay b.\n\n      Elm.\n\n| D\n| e.", "Ash. / Bay b. / Elm. / D e."},
		"code":                      {"Run::\n\n    if x:\n\n        y()\n\nThen::\n\n  z = 1\n\n.. code-block:: go\n   :linenos:\n   :caption: The *w*.\n\n   w\n\n>>> 1 + 1\n2\n\n::\n\n  v", "Run: / if x: /  /     y() / Then: / z = 1 / The w. / w / >>> 1 + 1 / 2 / v"},
		"notes":                     {".. note:: A\n   b.\n\n   - Ash.\n\n.. warning::\n\n   Bay.\n\n.. admonition:: Elm e\n\n   Fir.\n\n.. deprecated:: 2.1 Use G.", "A b. / Ash. / Bay. / Elm e / Fir. / Deprecated since version 2.1: Use G."},
		"what is shown elsewhere":   {".. contents:: A\n.. toctree::\n\n   b\n.. include:: c.rst\n.. math:: d\n.. graphviz::\n\n   e\n.. figure:: f.png\n   :alt: g\n\n   Here.", "Here."},
		"tables drawn":              {"+---+-------+\n| A | B     |\n+===+=======+\n| 1 | ``x`` |\n|   |       |\n|   | - y   |\n+---+-------+\n| 3 4 5     |\n+---+-------+", "A: 1; B: x y / A: 3 4 5"},
		"tables of words":           {"===  =====\nA    B b\n===  =====\n1    två ä\n     y\n2\n===  =====\n\nElm.", "A: 1; B b: två ä y / A: 2 / Elm."},
		"tables as lists":           {".. list-table:: T t\n   :header-rows: 1\n\n   * - A\n     - B\n   * - 1\n     -\n   * - *2*\n     - x\n\n       y", "T t / A: 1 / A: 2; B: x y"},
		"tables without a head":     {".. list-table::\n\n   * - A\n     - B", "A; B"},
		"tables of values":          {".. csv-table::\n   :header: A, \"B, b\"\n\n   1, \"2, ``3``\"", "A: 1; B, b: 2, 3"},
		"labels":                    {"**Rye:** It grows.\n**Oats:** They\ngrow.", "Rye: It grows. / Oats: They grow."},
		"fields":                    {"Ash.\n\n:Rye: It grows\n  in sand.\n:Oats: :ref:`b`", "Ash. / Rye: It grows in sand. / Oats: b"},
		"a line across the page":    {"Ash.\n\n-----\n\nBay.", "Ash. / Bay."},
		"numbers that are no items": {"Born in\n1950. It grew.", "Born in 1950. It grew."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := shape(article(t, "a.rst", "=\nT\n=\n\n"+tt.text))
			if diff := cmp.Diff([]string{"T: " + tt.want}, got); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAsciiDocShowsWhatAReaderSees(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"mark-up":                  {"A *b* _c_ `d_e*` `*x*` `+*y*+` `\\` so`'s **f**g #h# [.i]#j# k_l m^2^ H~2~O +*n*+ \"`o`\" p -- \\*q* &amp; &#65; 2*3*4.", "A b c d_e* x *y* \\ so's fg h j k_l m2 H2O *n* \"o\" p -- *q* & A 2*3*4."},
		"links":                    {"https://e.com[A b^] link:c.adoc[] http://e.com/d_e_f <https://e.com> xref:g.adoc#h[\"I, j\",window=_blank] mailto:k@e.com[L].", "A b c.adoc http://e.com/d_e_f https://e.com I, j L."},
		"links to sections":        {"See <<own>>, <<_part_two>>, <<part-two,there>> or xref:#own[].\n\n[#own]\n== Part *two*\n\n", "See Part two, Part two, there or Part two."},
		"macros":                   {"Press kbd:[Ctrl+C] or btn:[OK] in menu:File[Save > As]. image:a.png[hidden]((Rye)) grows(((hidden))).footnote:[In link:a[sand].] xlink:a[b]", "Press Ctrl+C or OK in File › Save › As. Rye grows. xlink:a[b] / In sand."},
		"attributes":               {":grain: the *rye*\n:field: {grain} \\\n  of Lind\n\n{field}, {lost}, C{plus}{plus}, {backslash}{startsb}b{endsb}{deg}, `{grain}`.", "the rye of Lind, {lost}, C++, \\[b]°, the rye."},
		"switches":                 {"Ash.\n\nifdef::env-github[]\nBay.\nendif::[]\nifndef::env-github[]\nhidden\nendif::[]\nifdef::x,asciidoctor[Elm.]", "Ash. / Bay. Elm."},
		"comments":                 {"Ash\n// hidden\nbay.\n\n////\nhidden\n\nhidden\n////\n\n----\n// shown\n----", "Ash bay. / // shown"},
		"nested lists":             {"* a\n** b\nmore b\n. c\n** d\n\n* [x] e\n+\n--\nf\n--\n+\n----\ng()\nh()\n----\n\n- i\n1. j", "a / b more b / c / d / e / f / g() / h() / i / j"},
		"terms":                    {"Rye:: It is\ndark.\nOats::\n  They are light.\nGrain::\n* Rye\n* Oats", "Rye / It is dark. / Oats / They are light. / Grain / Rye / Oats"},
		"code":                     {"Run:\n\n[source,go]\n----\nif x {\n\ty()\n}\n----\n\n....\na {b}\n  c\n....\n\n d\n  e\n\n```go\nf()\ng()\n```\n\n[listing]\nh\ni", "Run: / if x { /  y() / } / a {b} /   c / d /  e / f() / g() / h / i"},
		"notes":                    {"NOTE: Ash.\n\n[WARNING]\n.Bay\n====\nElm.\n\n* Fir\n====\n\n____\nOak.\n____\n\n****\nYew.\n****", "Ash. / Bay / Elm. / Fir / Oak. / Yew."},
		"what is shown nowhere":    {"toc::[]\n\nimage::a.png[hidden]\n\n[mermaid]\n----\nhidden\n----\n\n[plantuml,x,png]\n....\nhidden\n....\n\n++++\nhidden\n++++\n\n'''\n\n<<<\n\nAsh.", "Ash."},
		"tables":                   {"|===\n|A |B `b`\n\n|1 +\n0 |x \\| y\n|\n|2\nz\n|===", "A: 1 0; B b: x | y / B b: 2 z"},
		"tables that are laid out": {"[cols=\"1,1,2*a\",options=\"header\"]\n|===\n|A|B\n|C|D\n.2+|1 2+|2 |* 3\n* 4\n3*|5\n|===", "A: 1; B: 2; D: 3 4 / A: 1; B: 5; C: 5; D: 5"},
		"tables without a head":    {"|===\n|A |B\n|C |D\n|===", "A; B / C; D"},
		"tables of values":         {"[%header,format=csv]\n|===\nA,\"B, b\"\n1,\"2, *3*\"\n|===", "A: 1; B, b: 2, 3"},
		"labels":                   {"*Rye:* It grows.\n*Oats*: They\ngrow. +\n**Bay:** too.", "Rye: It grows. / Oats: They grow. / Bay: too."},
		"lists amid paragraphs":    {"Ash:\n* bay\n* elm", "Ash: * bay * elm"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := shape(article(t, "a.adoc", "= T\n\n"+tt.text))
			if diff := cmp.Diff([]string{"T: " + tt.want}, got); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPagesShowWhatAReaderSees(t *testing.T) {
	tests := map[string]struct{ page, want string }{
		"hidden elements":        {"<p>A.</p><p hidden>x</p><p style='display:none'>x</p><p aria-hidden=true>x</p><template><p>x</p></template><!-- x --><script>x</script><style>x</style>", "A."},
		"what stands beside":     {"<nav>x</nav><header>x</header><p>A.</p><aside>x</aside><form><p>x</p></form><footer>x</footer>", "A."},
		"inline elements":        {"<p>A <b>b</b><i>c</i> <a href=/>d</a><br>e &eacute; <del>x</del>f.</p>", "A bc d e é f."},
		"two breaks":             {"<p>A.<br><br>B.</p>", "A. / B."},
		"text outside of blocks": {"<div>A.<p>B.</p>C.</div>", "A. / B. / C."},
		"lists":                  {"<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul><dl><dt>e</dt><dd>f</dd></dl>", "a / b / c / d / e / f"},
		"tables":                 {"<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td><p>2</p></td></tr></table>", "A: 1; B: 2"},
		"tables for layout":      {"<table><tr><td><h3>H</h3><p>A.</p></td></tr></table>", ""},
		"code":                   {"<pre><code>if x {\n  y()\n}</code></pre>", "if x { /   y() / }"},
		"furniture in lists":     {"<ul><li>Tweet</li><li>Share on Facebook</li></ul><p>A.</p>", "A."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := shape(article(t, "a.html", "<body><h1>T</h1>"+tt.page))
			want := []string{"T: " + tt.want}
			if tt.want == "" {
				want = []string{"H: A."}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPageTellsWhereItIsFound(t *testing.T) {
	for name, tt := range map[string]struct{ head, want string }{
		"canonical link": {"<link rel=canonical href=https://e.com/a><meta property=og:url content=https://e.com/b>", "https://e.com/a"},
		"og:url":         {"<link rel=canonical href=/a><meta property=og:url content=https://e.com/b>", "https://e.com/b"},
		"neither":        {"<link rel=stylesheet href=https://e.com/c.css>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := article(t, "a.html", tt.head+"<p>Text.</p>").Source; got != tt.want {
				t.Errorf("source %q, want %q", got, tt.want)
			}
		})
	}
}

func TestArticleIsFoundInAPageWithoutLandmarks(t *testing.T) {
	var page strings.Builder
	page.WriteString("<div class=menu><ul><li><a href=/>Home</a><li><a href=/b>Blog</a></ul></div><div class=post>")
	for range 8 {
		page.WriteString("<p>Queues keep work that can wait, and they keep it in order, so that nothing is lost when a worker stops.</p>")
	}
	page.WriteString("</div><div class=sidebar><ul><li><a href=/c>Twelve queues, ranked</a></ul></div>")
	got := strings.Join(shape(article(t, "a.html", page.String())), "\n")
	if strings.Contains(got, "Home") || strings.Contains(got, "ranked") || strings.Count(got, "Queues keep") != 8 {
		t.Errorf("text:\n%s", got)
	}
}

func TestArticleIsFoundAmongTeasers(t *testing.T) {
	var page strings.Builder
	page.WriteString("<main><article><h1>Queues</h1>")
	for range 20 {
		page.WriteString("<p>Queues keep work that can wait, and they keep it in order, so that nothing is lost when a worker stops.</p>")
	}
	page.WriteString("</article><div class=more>")
	for range 30 {
		page.WriteString("<h3><a href=/x>Twelve queues, ranked by how they feel to someone who has never run one</a></h3><p><a href=/x>Ranked lists are read by many.</a></p>")
	}
	page.WriteString("</div></main>")
	got := strings.Join(shape(article(t, "a.html", page.String())), "\n")
	if strings.Contains(got, "anked") || strings.Count(got, "Queues keep") != 20 {
		t.Errorf("text:\n%s", got)
	}
}

func TestPlainText(t *testing.T) {
	const text = "This is a line of running text that a writer has put here."
	tests := map[string]struct {
		text string
		want []string
	}{
		"wrapped paragraph":                 {"T title\n\nThis paragraph is wrapped by hand at about sixty characters,\nand Redis starts a line of it with a capital, too, which does\nnot matter.", []string{"T title: This paragraph is wrapped by hand at about sixty characters, and Redis starts a line of it with a capital, too, which does not matter."}},
		"lines that nothing has wrapped":    {"T title\n\n" + text + "\n\n" + strings.Repeat("illustration ", 9) + "Ten Queues Compared\nof an illustration Why One Queue Is Enough for Most of the Teams That We Know", []string{"T title: " + text}},
		"heading without a blank line":      {"T title\n\nWhat is it?\n" + text, []string{"What is it?: " + text}},
		"underlined and hashed headings":    {"T title\n=======\n\n" + text + "\n\nA b\n---\nOne.\n\n## C d\nTwo.", []string{"T title: " + text, "A b: One.", "C d: Two."}},
		"capitals":                          {"T title\n\nKNOWN ISSUES\n\n" + text, []string{"KNOWN ISSUES: " + text}},
		"numbered headings":                 {"T title\n\n1. One thing\n\n" + text + "\n\n2. Another thing\n\n" + text, []string{"1. One thing: " + text, "2. Another thing: " + text}},
		"numbered list":                     {"T title\n\nDo this:\n\n1. One thing\n\n2. Another thing\n\n" + text, []string{"T title: Do this: / One thing / Another thing / " + text}},
		"line above a heading heads none":   {"T title\n\nIn this article\n- First part\n- Last part\n\nFirst part\n\n" + text + "\n\nMore On This\n\nLast part\n\n" + text, []string{"First part: " + text, "Last part: " + text}},
		"short lines that are all the text": {"Notes\n\nfast\nNot durable\nvery cheap", []string{"Notes: fast / Not durable / very cheap"}},
		"a rule":                            {"T title\n\n" + text + "\n\n* * *\n\n" + text, []string{"T title: " + text + " / " + text}},
		"what stands below the signature":   {"T title\n\n" + text + "\n-- \nAnn\nhttps://e.com", []string{"T title: " + text}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shape(article(t, "a.txt", tt.text))); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}
