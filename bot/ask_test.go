package bot

import (
	"reflect"
	"testing"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// Answers leave out what is not held and add needs that the evidence brings; the ask stays as it was understood.
func TestAnAskStaysAsItWasUnderstood(t *testing.T) {
	lib, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	b := New(lib, ix, "test")
	for _, text := range []string{
		"is Django a framework?", "Django or Node for a startup?", "Django or Node for many functionalities?", "compare Django and Node",
		"should we use Django or Laravel?", "what does hosting of Django cost?", "has Django good security and cheap hosting?",
		"any success story of Node with streaming video?", "Django or Node? Or compare them?",
	} {
		d := newDraft(b, text)
		before, asks := b.reader.Understand(Question{Text: text}), b.reader.Understand(Question{Text: text})
		for i, a := range asks {
			e, err := b.gather(t.Context(), a)
			if err != nil {
				t.Fatal(err)
			}
			d.compose(a, e)
			if !reflect.DeepEqual(a, before[i]) {
				t.Errorf("%q: ask %d is not as it was understood: %+v", text, i, a)
			}
		}
	}
}
