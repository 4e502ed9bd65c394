package bot_test

import (
	"context"
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// FuzzAsk sends any message, after any earlier turn, down the whole path: no panic, no error, and an answer
// that is grounded, worded and fit for JSON.
func FuzzAsk(f *testing.F) {
	b := openBot(f, knowledge.Source{Builtin: true})
	for _, it := range readItems(f, "tuned") {
		earlier := ""
		if len(it.Thread) > 0 {
			earlier = it.Thread[0].Question
		}
		f.Add(it.Question, earlier)
	}
	for _, s := range []string{"", " ", "\x00\xff", "+ - * ~ /re/ field:x \"", "\u202eDjango\u200b?", "<b>Node</b>", "> quoted", "?????", "a or b or", "...", "’s", "1,", ".net .", "C++#+"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, question, earlier string) {
		a, err := b.Ask(context.Background(), bot.Question{Text: question, Thread: []bot.Turn{{Question: earlier, Answer: question}}})
		if err != nil {
			t.Fatal(err)
		}
		if a.Text == "" || a.Outcome == "" {
			t.Errorf("no answer: %+v", a)
		}
		if faults := ungrounded(a); len(faults) > 0 {
			t.Errorf("%q: %v", question, faults)
		}
		data, err := json.Marshal(a)
		if err != nil || !utf8.Valid(data) {
			t.Errorf("not JSON: %v", err)
		}
	})
}
