package prompts

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func decoded(text string, size int) ([]said, error) {
	var got []said
	d := newDecoder(func(s said) { got = append(got, s) })
	for len(text) > 0 {
		n := min(size, len(text))
		d.add(text[:n])
		text = text[n:]
	}
	return got, d.end()
}

func TestRepliesAreReadInManyForms(t *testing.T) {
	one, two := said{"One.", []int{1}}, said{"Two.", []int{2, 3}}
	for name, text := range map[string]string{
		"the form":        `{"sentences": [{"text": "One.", "claims": [1]}, {"text": "Two.", "claims": [2, 3]}]}`,
		"fenced":          "```json\n{\"sentences\": [{\"text\": \"One.\", \"claims\": [1]}, {\"text\": \"Two.\", \"claims\": [2, 3]}]}\n```",
		"with a foreword": "Sure! Here it is:\n{\"sentences\": [{\"text\": \"One.\", \"claims\": [1]}, {\"text\": \"Two.\", \"claims\": [2, 3]}]} Anything else?",
		"a bare list":     `[{"text": "One.", "claims": [1]}, {"text": "Two.", "claims": [2, 3]}]`,
		"loose numbers":   `{"sentences": [{"text": "One.", "claims": 1}, {"text": "Two.", "claims": ["2", "[3]"]}]}`,
		"other names":     `{"sentences": [{"sentence": "One.", "citations": [1]}, {"text": "Two.", "claim": "2, 3"}]}`,
		"marks in text":   `{"sentences": [{"text": "One. [1]", "claims": [1]}, {"text": "Two. [2][3]"}]}`,
		"texts":           `{"sentences": ["One. [1]", "Two. [2, 3]"]}`,
		"lines":           "One. [1]\nTwo. [2, 3]\n",
		"after a thought": "<think>[1] or [2]?</think>\nOne. [1]\nTwo. [2, 3]",
		"unknown fields":  `{"note": "x", "sentences": [{"id": 7, "text": "One.", "claims": [1]}, {"text": "Two.", "claims": [2, 3], "why": {}}], "more": []}`,
		"without its end": `{"sentences": [{"text": "One.", "claims": [1]}, {"text": "Two.", "claims": [2, 3]}, {"text": "Thr`,
	} {
		for _, size := range []int{1, 7, 4096} {
			got, err := decoded(text, size)
			if diff := cmp.Diff([]said{one, two}, got); diff != "" || err != nil {
				t.Errorf("%s in parts of %d: %v\n%s", name, size, err, diff)
			}
		}
	}
}

func TestAMarkBesideTheListCountsToo(t *testing.T) {
	got, err := decoded(`{"sentences": [{"text": "One [9].", "claims": [1]}]}`, 100)
	if diff := cmp.Diff([]said{{"One.", []int{1, 9}}}, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestWhatIsNoReplyIsSaidToBeNone(t *testing.T) {
	for _, text := range []string{"", "{}", "null", "[]", "Hello.", `{"sentences": "One."}`, `{"sentences": {}}`, `{"sentences": [`, "{", "\x00\xff"} {
		if got, err := decoded(text, 3); err == nil {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func FuzzReplies(f *testing.F) {
	f.Add(`{"sentences": [{"text": "One.", "claims": [1]}]}`, 3)
	f.Add("One. [1]\nTwo. [2]", 1)
	f.Add(`[[[[{"text":`, 2)
	f.Fuzz(func(t *testing.T, text string, size int) {
		whole, _ := decoded(text, len(text)+1)
		parts, _ := decoded(text, max(1, size&0xff))
		if len(whole) > maxSentences {
			t.Errorf("%d sentences", len(whole))
		}
		if diff := cmp.Diff(whole, parts); diff != "" {
			t.Errorf("in parts it is read otherwise:\n%s", diff)
		}
	})
}

// TestALongForewordIsReadOnce has a model think for long, in brackets: what has been looked through is not looked through
// again with every word.
func TestALongForewordIsReadOnce(t *testing.T) {
	var got []said
	d := newDecoder(func(s said) { got = append(got, s) })
	d.add("Well. \"sentences\"" + strings.Repeat(" thought", 100_000))
	for range 100 {
		d.add("[")
	}
	if left := len(d.text) - d.sought; left > 2*longBeginning {
		t.Errorf("%d bytes are looked through with every part", left)
	}
	d.add(`] {"sentences" : [{"text": "One.", "claims": [1]}]}`)
	if diff := cmp.Diff([]said{{"One.", []int{1}}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAnEndlessSentenceIsNotWaitedFor(t *testing.T) {
	var got []said
	d := newDecoder(func(s said) { got = append(got, s) })
	d.add(`{"sentences": [{"text": "First.", "claims": [1]}, {"text": "`)
	for range maxSaid {
		d.add("ab")
	}
	d.add(`", "claims": [2]}, {"text": "Third.", "claims": [3]}]}`)
	if err := d.end(); err != nil || len(got) != 1 || got[0].Text != "First." {
		t.Errorf("%d sentences, %v", len(got), err)
	}
}
