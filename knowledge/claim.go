package knowledge

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unique"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// An annotator turns a document's sentences into claims. It knows which options the document judges, so that
// a sentence on Python in an article on Django and Node.js counts for Django.
type annotator struct {
	v        *vocabulary.Lexicon
	subjects []string
	speaks   map[string]string // language → the one subject used from it
}

// annotate fills in what a document's passages claim, and about which options. Standings says how a radar's
// blips stand.
func annotate(v *vocabulary.Lexicon, d *Document, standings []standing) {
	if d.Record != nil {
		for i := range d.Passages {
			d.Passages[i].setPart(d.Record)
		}
		d.openOutcome()
		d.resolve(v)
	}
	a := newAnnotator(v, d)
	d.Options = slices.DeleteFunc(slices.Clone(a.subjects), func(o string) bool { _, ok := v.Option(o); return !ok })
	if d.Record != nil {
		a.annotateRecord(d)
		return
	}
	if len(d.Blips) > 0 {
		a.annotateRadar(d, standings)
		d.Options = nil
		for _, b := range d.Blips {
			if _, ok := v.Option(b.Option); ok {
				d.Options = appendNew(d.Options, b.Option)
			}
		}
		return
	}
	for i := range d.Passages {
		a.passage(&d.Passages[i])
	}
}

// newAnnotator finds the options a document judges: those of its front matter, else of its title and headings,
// else of its folder's name, else those named more than once in its text.
func newAnnotator(v *vocabulary.Lexicon, d *Document) *annotator {
	a := &annotator{v: v, speaks: map[string]string{}}
	for _, name := range d.Options {
		a.addSubject(optionNamed(v, name))
	}
	if d.Record != nil && len(a.subjects) == 0 {
		for _, name := range slices.Concat(d.Record.Chosen, d.Record.Rejected, d.Record.names) {
			a.addSubject(name)
		}
	}
	if len(a.subjects) == 0 {
		a.addMentioned(d.Title, 1)
	}
	if len(a.subjects) == 0 {
		var headings strings.Builder
		for _, p := range d.Passages {
			headings.WriteString(p.Heading + " . " + strings.Join(p.Path, " . ") + " . ")
		}
		a.addMentioned(headings.String(), 1)
	}
	if len(a.subjects) == 0 && d.Record == nil {
		a.addMentioned(filepath.Base(filepath.Dir(d.File)), 1) // "python/linters.md"
	}
	if len(a.subjects) == 0 {
		var text strings.Builder
		for _, p := range d.Passages {
			text.WriteString(p.Text + "\n")
		}
		a.addMentioned(text.String(), 2)
	}
	a.learnLanguages()
	return a
}

// optionNamed returns the vocabulary's spelling of an option's name, or the name itself.
func optionNamed(v *vocabulary.Lexicon, name string) string {
	if o := v.OptionCalled(name); o != nil {
		return o.Name
	}
	return strings.TrimSpace(name)
}

func (a *annotator) addSubject(name string) {
	if name != "" && !slices.Contains(a.subjects, name) {
		a.subjects = append(a.subjects, name)
	}
}

func (a *annotator) addMentioned(text string, least int) {
	count := map[string]int{}
	for _, m := range a.v.Mentions(vocabulary.Words(blankAddresses(text)), "") {
		if m.Option != nil && !m.Related {
			count[m.Option.Name]++
			if count[m.Option.Name] == least {
				a.addSubject(m.Option.Name)
			}
		}
	}
}

// learnLanguages notes which language stands for which subject. A language that two subjects share, or that
// is a subject itself, stands for none.
func (a *annotator) learnLanguages() {
	shared := map[string]int{}
	for _, s := range a.subjects {
		if o, ok := a.v.Option(s); ok && o.Language != "" {
			shared[o.Language]++
			a.speaks[o.Language] = s
		}
	}
	for language, n := range shared {
		if n > 1 || slices.Contains(a.subjects, language) {
			delete(a.speaks, language)
		}
	}
}

// standsFor returns the option that a mention is about.
func (a *annotator) standsFor(m vocabulary.Mention) string {
	if s, ok := a.speaks[m.Option.Name]; ok {
		return s
	}
	return m.Option.Name
}

// passage makes the claims of one passage. A sentence without a subject speaks of what the one before spoke
// of, and the first of what the heading names.
func (a *annotator) passage(p *Passage) {
	heading := a.headingOf(p)
	p.Topics = heading.concepts
	last := heading.options
	sentences := 0
	for _, paragraph := range p.paragraphs {
		sentences += len(paragraph)
	}
	p.Claims = slices.Grow(p.Claims, sentences)
	for _, paragraph := range p.paragraphs {
		for _, sentence := range paragraph {
			if isAddress(sentence) {
				continue // it says nothing
			}
			c := a.claim(sentence, last, heading)
			if n := len(p.Claims); n > 0 && referring.MatchString(sentence) {
				c.Terms = appendNew(c.Terms, p.Claims[n-1].Terms...) // "Some lack …": of what was spoken of before
			}
			if len(c.About) > 0 {
				last = aboutOf(c.About)
			}
			p.Claims = append(p.Claims, c)
			p.Concepts = appendNew(p.Concepts, c.Concepts...)
			p.Options = appendNew(p.Options, aboutOf(c.About)...)
		}
	}
}

// A headline is what a passage's headings say about its sentences.
type headline struct {
	options  []string
	concepts []string
	stance   Stance // For under "Reasons to choose X", Against under "Drawbacks of X", else Neutral
}

// referring matches sentences whose subject is that of the sentence before.
var referring = regexp.MustCompile(`^(?:They|These|Those|Some|Many|Most|Others|It|This|That|Doing so|He|She)\b`)

// signpost reports whether a sentence only leads to what follows, or speaks of the writer's own business.
func signpost(sentence string) bool {
	return strings.HasSuffix(sentence, ":") || leading.MatchString(sentence) || strings.Contains(strings.ToLower(sentence), " us") && inviting.MatchString(sentence)
}

var (
	leading  = regexp.MustCompile(`(?i)^(?:let['’]s (?:see|look|take|dive|start|explore|find)|in this (?:article|post|section|guide)|to (?:quickly )?sum up|read (?:more|on)|(?:feel free to )?(?:contact|drop|leave) us|subscribe)`)
	inviting = regexp.MustCompile(`(?i)\b(?:leave us a message|get in touch with us|working with us)\b`)
)

func (a *annotator) headingOf(p *Passage) headline {
	h := headline{stance: Neutral}
	switch {
	case blaming.MatchString(p.Heading):
		h.stance = Against
	case praising.MatchString(p.Heading):
		h.stance = For
	}
	for _, text := range append([]string{p.Heading}, lastOf(p.Path)...) {
		for _, m := range a.v.Mentions(vocabulary.Words(text), "") {
			switch {
			case m.Option != nil && len(h.options) == 0:
				h.options = append(h.options, a.standsFor(m))
			case m.Option != nil && text == p.Heading:
				h.options = appendNew(h.options, a.standsFor(m))
			case m.Concept != nil && text == p.Heading && p.Kind != KindCaseStudy:
				h.concepts = appendNew(h.concepts, m.Concept.Name)
			}
		}
	}
	return h
}

func lastOf(path []string) []string {
	if len(path) == 0 {
		return nil
	}
	return path[len(path)-1:]
}

var address = regexp.MustCompile(`(?i)\bhttps?://[^\s)\]>]+`)

// isAddress reports whether a sentence is nothing but web addresses.
func isAddress(sentence string) bool {
	return strings.Contains(sentence, "://") && !strings.ContainsFunc(blankAddresses(sentence), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// blankAddresses puts spaces in the place of web addresses, which name no technology: github.com in a link is not
// a word on GitHub.
func blankAddresses(text string) string {
	if !strings.Contains(text, "://") {
		return text
	}
	return address.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
}

// claim makes the claim of one sentence. Last are the options that the sentence before was about.
func (a *annotator) claim(sentence string, last []string, heading headline) Claim {
	words := vocabulary.Words(blankAddresses(sentence))
	mentions := a.v.MentionsAmong(words, a.subjects)
	c := Claim{Text: sentence, Terms: shared(a.v.Terms(words)), Names: properNames(a.v, sentence, words, mentions)}
	c.About = a.judged(a.stands(words, mentions, last))
	for _, o := range optionsIn(a, mentions) {
		if !a.judges(o) {
			c.Names = appendNew(c.Names, o)
		}
	}
	c.Concepts = ownConcepts(mentions, heading.concepts)
	c.Own = len(c.Concepts)
	if signpost(sentence) {
		c.About, c.Concepts, c.Own = nil, nil, 0
		return c
	}
	if verdict(sentence) && (c.Own > 0 || len(optionsIn(a, mentions)) == 1) {
		a.recommend(&c, words, mentions)
		return c
	}
	if heading.stance != Neutral {
		for i := range c.About {
			c.About[i].Stance = heading.stance
		}
	}
	c.Concepts = appendNew(c.Concepts, heading.concepts...)
	return c
}

// shared has equal words share their memory: a library has each some thousand times.
func shared(words []string) []string {
	for i, w := range words {
		words[i] = unique.Make(w).Value()
	}
	return words
}

// ownConcepts returns the concepts that a sentence names. Words of mere praise or blame ("fast", "cheap") name
// theirs only where neither the sentence nor its heading speaks of another: developers can pick a thing up
// fast, too.
func ownConcepts(mentions []vocabulary.Mention, heading []string) []string {
	var named, leaning []string
	for _, m := range mentions {
		switch {
		case m.Concept == nil:
		case m.Lean == 0:
			named = appendNew(named, m.Concept.Name)
		default:
			leaning = appendNew(leaning, m.Concept.Name)
		}
	}
	for _, name := range leaning {
		if len(named)+len(heading) == 0 || slices.Contains(heading, name) {
			named = appendNew(named, name)
		}
	}
	return named
}

func optionsIn(a *annotator, mentions []vocabulary.Mention) []string {
	var names []string
	for _, m := range mentions {
		if m.Option != nil {
			names = appendNew(names, a.standsFor(m))
		}
	}
	return names
}

// judges reports whether the document judges an option. Others that it mentions ("52% against 48% for React")
// are names to it.
func (a *annotator) judges(option string) bool {
	return len(a.subjects) == 0 || slices.Contains(a.subjects, option)
}

func (a *annotator) judged(stands []Stand) []Stand {
	return slices.DeleteFunc(stands, func(s Stand) bool { return !a.judges(s.Option) })
}

func aboutOf(stands []Stand) []string {
	var names []string
	for _, s := range stands {
		names = append(names, s.Option)
	}
	return names
}

func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
