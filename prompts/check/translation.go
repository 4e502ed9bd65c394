package check

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// Translation returns why a question in English may not stand for one in another language, or "" where it may.
func (c *Checker) Translation(question, english, language string) string {
	if reason := clean(english, nil); reason != "" {
		return reason
	}
	ours, theirs := c.read(english, nil), c.readForeign(question, language)
	if code, name := c.vocabulary.Language(ours.words); code != "en" {
		return "it is in " + name
	}
	if share := float64(utf8.RuneCountInString(english)) / float64(utf8.RuneCountInString(question)); share > 4 && dense(language) || share > 2.5 && !dense(language) {
		return "it is too long for what it translates"
	}
	asked, said := c.subjectsOf(theirs, language), c.subjectsOf(ours, "en")
	for name := range said {
		if !asked[name] && (strings.HasPrefix(name, "option ") || strings.HasPrefix(name, "figure ")) {
			return "it asks about " + strings.TrimPrefix(strings.TrimPrefix(name, "option "), "figure ")
		}
	}
	for name := range asked {
		if !said[name] {
			return "it does not ask about " + name[strings.IndexByte(name, ' ')+1:]
		}
	}
	return ""
}

// subjectsOf returns what a question is about: its options, figures and criteria.
func (c *Checker) subjectsOf(t *text, language string) map[string]bool {
	about := map[string]bool{}
	for _, m := range c.vocabulary.Mentions(t.words, language) {
		switch {
		case m.Option != nil:
			about["option "+m.Option.Name] = true
		case !m.Asked:
			about["need "+m.Concept.Name] = true
		}
	}
	for _, s := range t.stated() {
		if !math.IsNaN(s.value) && t.tokens[s.first].text[0] <= '9' {
			about[fmt.Sprintf("figure %g", s.value)] = true
		}
	}
	return about
}
