package exam

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot"
)

// An Item is one question with what a right answer to it must show. Texts are compared in any case. An entry of
// Sections, Facts, Gaps and Absent may name alternatives, "A|B", or be a regular expression between slashes, "/A.*B/".
type Item struct {
	File string // as Read was given it
	Line int    // where it begins in File, from 1

	ID       string // for people; unique in its file where given
	Kind     string // groups the report; may be ""
	Question string
	Thread   []bot.Turn // earlier turns, oldest first

	Outcome  []bot.Outcome // those that would do; none given: any
	Pick     []string      // options that would do where the answer recommends one; none given: any
	Sections []Want        // each must be cited: a part of a section's name or of a passage's ID
	Facts    []Want        // each must be said
	Gaps     []Want        // each must be named as missing
	Absent   []Want        // none may be said
}

// Place is where the item stands, as file:line.
func (it *Item) Place() string { return fmt.Sprintf("%s:%d", it.File, it.Line) }

// Limits of an item, far beyond what a person writes.
const (
	maxQuestion = 40_000 // bytes: what Slack takes in one message
	maxEntries  = 100    // of one list
	maxEntry    = 1_000  // bytes
)

// outcomes are the outcomes that an item may name.
func outcomes() []bot.Outcome {
	return []bot.Outcome{bot.Recommended, bot.Compared, bot.Facts, bot.NotCovered, bot.Clarify, bot.Help}
}

// valid says what is wrong with an item, nil for nothing.
func (it *Item) valid() error {
	switch {
	case strings.TrimSpace(it.Question) == "":
		return errors.New("no question: write it as question: …")
	case len(it.Question) > maxQuestion:
		return fmt.Errorf("the question is longer than %d bytes", maxQuestion)
	case len(it.Outcome)+len(it.Pick)+len(it.Sections)+len(it.Facts)+len(it.Gaps)+len(it.Absent) == 0:
		return errors.New("nothing is expected: give outcome, pick, sections, facts, gaps or absent")
	}
	for _, o := range it.Outcome {
		if !slices.Contains(outcomes(), o) {
			return fmt.Errorf("there is no outcome %q: choose from %s", o, list(outcomes(), ", "))
		}
	}
	return nil
}

// refusal reports whether an answer of this outcome refuses, asks back or only greets, and so holds no facts.
func refusal(o bot.Outcome) bool { return o == bot.NotCovered || o == bot.Clarify || o == bot.Help }

// mustRefuse reports whether only a refusal would do.
func (it *Item) mustRefuse() bool {
	return len(it.Outcome) > 0 && !slices.ContainsFunc(it.Outcome, func(o bot.Outcome) bool { return !refusal(o) })
}

// mustAnswer reports whether no refusal would do.
func (it *Item) mustAnswer() bool { return !slices.ContainsFunc(it.Outcome, refusal) }

// A Want is a text that is looked for in an answer.
type Want struct {
	text string         // as written
	any  []string       // the alternatives, in lower case
	re   *regexp.Regexp // instead of any, or nil
}

// newWant reads an entry of an item.
func newWant(text string) (Want, error) {
	w := Want{text: text}
	if inner, ok := strings.CutPrefix(text, "/"); ok && len(inner) > 1 && strings.HasSuffix(inner, "/") {
		re, err := regexp.Compile("(?i)" + strings.TrimSuffix(inner, "/"))
		if err != nil {
			return w, fmt.Errorf("%s is no regular expression: %w", text, err)
		}
		w.re = re
		return w, nil
	}
	for _, alternative := range strings.Split(strings.ToLower(text), "|") {
		if strings.TrimSpace(alternative) == "" {
			return w, fmt.Errorf("%q has an empty alternative, which everything would fit", text)
		}
		w.any = append(w.any, alternative)
	}
	return w, nil
}

// in reports whether one of the alternatives stands in one of the texts.
func (w Want) in(texts []string) bool {
	return slices.ContainsFunc(texts, func(text string) bool {
		if w.re != nil {
			return w.re.MatchString(text)
		}
		text = strings.ToLower(text)
		return slices.ContainsFunc(w.any, func(a string) bool { return strings.Contains(text, a) })
	})
}

// String is the entry as people read it.
func (w Want) String() string { return strings.ReplaceAll(w.text, "|", " or ") }

// list joins words for people.
func list[T ~string](words []T, between string) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = string(w)
	}
	return strings.Join(parts, between)
}
