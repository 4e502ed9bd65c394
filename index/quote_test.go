package index_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

func TestQuotes(t *testing.T) {
	ix := open(t, samples())
	p := func(text string) *knowledge.Passage { return &knowledge.Passage{Text: text} }
	for _, test := range []struct{ text, passage, want string }{
		{"injection", "Django is here. It ships protection against injection! And more.", "It ships protection against injection!"},
		{"the event loop", "One loop runs.\nÜber die event loop läuft — „alles“.\nThe rest", "Über die event loop läuft — „alles“."},
		{"node", "e.g. node.js v2.6 is it. Or not.", "e.g. node.js v2.6 is it."},
		{"loops", "First: the loop. Second: the loop.", "First: the loop."},
		{"survey", "A loop.\n\n  The survey \xff counted \n", "The survey \xff counted"},
		{"quantum", "Nothing of it.", ""},
		{"of the", "Nothing of the kind.", ""},
		{"loop", "", ""},
	} {
		quotes, err := ix.Quotes(test.text, []*knowledge.Passage{p(test.passage)})
		if err != nil {
			t.Fatal(err)
		}
		if got := test.passage[quotes[0].From:quotes[0].To]; got != test.want {
			t.Errorf("%q in %q: got %q, want %q", test.text, test.passage, got, test.want)
		}
	}
}

func FuzzQuotes(f *testing.F) {
	f.Add("event loop", "One. Two? The \xff event\nloop…")
	ix := open(f, samples())
	f.Fuzz(func(t *testing.T, text, passage string) {
		quotes, err := ix.Quotes(text, []*knowledge.Passage{{Text: passage}})
		if err != nil {
			t.Fatal(err)
		}
		q := quotes[0]
		if q.From < 0 || q.To < q.From || q.To > len(passage) {
			t.Fatalf("%+v of %d bytes", q, len(passage))
		}
		if got := passage[q.From:q.To]; got != strings.TrimSpace(got) {
			t.Fatalf("%q has space around it", got)
		}
	})
}

func BenchmarkQuotes(b *testing.B) {
	lib := large(builtinSize)
	ix := open(b, lib)
	var passages []*knowledge.Passage
	for _, h := range search(b, ix, index.Query{Text: benchQuestion}) {
		passages = append(passages, h.Passage)
	}
	for b.Loop() {
		if _, err := ix.Quotes(benchQuestion, passages); err != nil {
			b.Fatal(err)
		}
	}
}
