package blocks_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
)

// evil are texts that would ping, link, format, hide or break something, if they could.
func evil() []string {
	return []string{
		"", " ", "\n\n", "\x00", "\u200b\u2060\ufeff", "\u3164", "\xff\xfe",
		"<!channel> <!here> <!everyone> <!subteam^S012|@team> <@U012ABCDEF> <#C012|general>",
		"@here @channel @everyone \uff20here", "&lt;!channel&gt; &amp;lt;@U1&amp;gt;",
		"<https://evil.example|click> https://evil.example www.evil.example mailto:a@evil.example",
		"[click](https://evil.example) ![x](https://evil.example/x.png)",
		"*bold* _it_ ~no~ `code` ```fence``` > quote\n> quote\n>>> all", ":x: :smile::skin-tone-2: :a:b:",
		"\u202egnirts\u202c \u2066x\u2069 \U000e0041\U000e0042 soft\u00adhyphen",
		"👩‍👩‍👧‍👦🏳️‍🌈 e\u0301 日本語 עברית العربية", "</script><img src=x onerror=alert(1)>", `{"type":"header"}`, "a|b>c<d",
		"Pick: either. ", "what you need is : then ", " Try: ", "Missing: ", "[1] [2]", strings.Repeat("&", 4000),
		strings.Repeat("no end ", 800), strings.Repeat("😀", 3000), strings.Repeat("x", 40_000), strings.Repeat("<", 12_000),
		strings.Repeat("A sentence that stands for itself. ", 150),
	}
}

func evilAddresses() []string {
	return []string{
		"", "javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd", "//evil.example", "https:evil.example", "https://",
		"https://user:secret@evil.example/", "https://good.example@evil.example/", "ftp://evil.example", "slack://user?id=U1", "mailto:a@b",
		"https://good.example/a|b>c<d\"e'f`g h", "HTTPS://good.example/Case", "https://good.example/\u202eevil", "https://good.example/\n<!channel>",
		"https://good.example/" + strings.Repeat("p", 2900), "https://good.example/" + strings.Repeat("p", 5000), "https://good.example/?a=1&b=<2>#c|d",
		"http://[::1]:80/%7C", "https://good.example\\@evil.example/",
	}
}

func TestHostileAnswersStayWithinLimitsAndHarmless(t *testing.T) {
	for i, outcome := range outcomes() {
		for many := range 4 {
			t.Run(fmt.Sprintf("%s-%d", outcome, many), func(t *testing.T) {
				next := cycle(evil(), 5*i+many)
				a := hostile(outcome, many, next, cycle(evilAddresses(), 3*i+many))
				checkAll(t, a, blocks.Options{ID: answerID, Asked: next(), AskedBy: next(), Share: true, Confirm: true, Notes: []string{next(), next()}})
			})
		}
	}
	for _, text := range evil() {
		checkAll(t, &bot.Answer{Outcome: bot.Facts, Text: text, Statements: []bot.Statement{{Text: "fine"}}}, blocks.Options{ID: text, Share: true})
	}
}

func TestHugeAnswersStayWithinLimits(t *testing.T) {
	for i, text := range []string{"", "no end ", "A longer sentence that stands for itself, with a date. ", "日本語 & <!channel>"} {
		for _, outcome := range []bot.Outcome{bot.Recommended, bot.Compared} {
			t.Run(fmt.Sprintf("%s-%d", outcome, i), func(t *testing.T) {
				a := hostile(outcome, 30, cycle([]string{text}, 0), cycle([]string{"https://good.example/" + strings.Repeat("p", 100)}, 0))
				checkAll(t, a, blocks.Options{ID: answerID, Share: true})
			})
		}
	}
}

// cycle returns one text after the other, beginning at start, without end.
func cycle(texts []string, start int) func() string {
	return func() string {
		start++
		return texts[start%len(texts)]
	}
}

func outcomes() []bot.Outcome {
	return []bot.Outcome{bot.Recommended, bot.Compared, bot.Facts, bot.NotCovered, bot.Clarify, bot.Help, "", "unheard of"}
}

// hostile is an answer with so many of everything, and ten times as many criteria, that takes each text from next.
func hostile(outcome bot.Outcome, many int, next, address func() string) *bot.Answer {
	a := &bot.Answer{
		Question: next(), Outcome: outcome, Text: next() + " Missing: " + next() + " Try: " + next(), PhrasedBy: "llm:" + next(),
		Receipt: bot.Receipt{Knowledge: next(), Version: next()}, Comparison: &bot.Comparison{},
	}
	if outcome == bot.Recommended {
		a.Recommendation = &bot.Recommendation{Option: next(), Strength: bot.Strength(next()), Unless: next()}
	}
	for i := range many {
		a.Statements = append(a.Statements, bot.Statement{Text: fmt.Sprint(next(), i), Citations: []int{i + 1, -1, 1 << 40, 0}})
		a.Plain = append(a.Plain, bot.Statement{Text: next(), Citations: []int{i + 1, -1, 1 << 40, 0}})
		a.Gaps = append(a.Gaps, next())
		a.FollowUps = append(a.FollowUps, next(), next())
		a.Notes = append(a.Notes, next())
		a.Sources = append(a.Sources, bot.Source{N: i + 1 + i/20, ID: next(), Document: next(), Section: fmt.Sprint(next(), i), Kind: next(), URL: address(), Date: next(), Passage: next()})
		a.Comparison.Options = append(a.Comparison.Options, next())
		if a.Recommendation != nil {
			a.Recommendation.Because = append(a.Recommendation.Because, next())
		}
	}
	for i := range 10 * many {
		r := bot.ComparisonRow{Criterion: next()}
		for j := range many + i%3 - 1 { // too few, just enough, too many
			cell := bot.ComparisonCell{Option: next(), Stance: []string{"for", "against", "none", "neutral", next()}[(i+j)%5], Citations: []int{j}}
			if (i+j)%3 > 0 {
				said := fmt.Sprint(next(), i*j)
				cell.Text = &said
			}
			r.Cells = append(r.Cells, cell)
		}
		a.Comparison.Rows = append(a.Comparison.Rows, r)
	}
	return a
}

func TestAnswersWithoutAnythingAreMessages(t *testing.T) {
	for _, a := range []*bot.Answer{
		{Text: "x"}, {Outcome: bot.Recommended, Text: "x", Recommendation: &bot.Recommendation{}},
		{Outcome: bot.Compared, Text: "x", Comparison: &bot.Comparison{Options: []string{"A", "B"}, Rows: []bot.ComparisonRow{{}, {Criterion: "C", Cells: []bot.ComparisonCell{{}}}}}},
		{Outcome: bot.Facts, Text: "x", Statements: []bot.Statement{{}}}, {Outcome: bot.NotCovered, Text: "x", Gaps: []string{""}},
	} {
		checkAll(t, a, blocks.Options{})
		checkAll(t, a, blocks.Options{ID: answerID})
	}
}

func TestHostileDocumentsFieldsAndQuestionsAreHarmless(t *testing.T) {
	for i, text := range evil() {
		address := evilAddresses()[i%len(evilAddresses())]
		var docs []blocks.Document
		var fields []blocks.Field
		var recent []blocks.Recent
		for n := range 45 {
			docs = append(docs, blocks.Document{Title: text, Date: text, URL: address, Passages: n})
			fields = append(fields, blocks.Field{Name: text, Text: text})
			recent = append(recent, blocks.Recent{Question: text, Outcome: text, When: time.Unix(int64(n), 0)})
		}
		may := []string{address}
		examples := []string{text, text, text, text, text, text, text}
		checkMessage(t, blocks.Help(blocks.HelpData{Covers: text, Commands: fields, Examples: examples}), "", may)
		checkMessage(t, blocks.Sources(docs, 1<<40), "", may)
		checkMessage(t, blocks.Status(fields), "", may)
		checkMessage(t, blocks.Notice("I failed: "+text), "", nil)
		checkView(t, blocks.WhyNot(answerID, text), nil)
		checkView(t, blocks.Home(blocks.HomeData{Covers: text, Commands: fields, Examples: examples, Recent: recent, Documents: docs, More: -5,
			Retention: -1, Version: text, Knowledge: text}), may)
	}
}

func FuzzAnswer(f *testing.F) {
	for i, text := range evil() {
		f.Add(text, evilAddresses()[i%len(evilAddresses())], uint8(i))
	}
	f.Fuzz(func(t *testing.T, text, address string, kind uint8) {
		a := hostile(outcomes()[int(kind)%len(outcomes())], int(kind)%3, cycle([]string{text}, 0), cycle([]string{address}, 0))
		checkAll(t, a, blocks.Options{ID: answerID, Asked: text, AskedBy: text, Share: kind%2 == 0, Confirm: true, Notes: []string{text}})
	})
}
