package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/store"
)

// TestAnyTextSurvivesOrIsMadeValid sends text through every column and every look-up.
func TestAnyTextSurvivesOrIsMadeValid(t *testing.T) {
	s := open(t)
	for name, c := range map[string]struct{ in, want string }{
		"empty":            {"", ""},
		"emoji":            {"🦄 \U0001F9D1\u200d\U0001F4BB :tada:", "🦄 \U0001F9D1\u200d\U0001F4BB :tada:"},
		"right to left":    {"\u202eמה עדיף, Django או Node?", "\u202eמה עדיף, Django או Node?"},
		"SQL":              {`'; DROP TABLE records; -- " $1 ?1 \`, `'; DROP TABLE records; -- " $1 ?1 \`},
		"NUL":              {"a\x00b", "a\uFFFDb"},
		"invalid UTF-8":    {"a\xff\xfe\xedb", "a\uFFFDb"},
		"40,000 of them":   {strings.Repeat("学", 40_000), strings.Repeat("学", 40_000)},
		"newlines, spaces": {" \r\n\t ", " \r\n\t "},
	} {
		t.Run(name, func(t *testing.T) {
			d := store.Delivery{ID: "d" + c.in, Team: c.in, Keys: []string{"k" + c.in}, Payload: []byte(c.in), Accepted: at(1)}
			accept(t, s, d, true)
			accept(t, s, d, false)
			waiting := pending(t, s)
			if len(waiting) != 1 || string(waiting[0].Payload) != c.in || waiting[0].Keys[0] != "k"+c.want || waiting[0].ID != "d"+c.want {
				t.Errorf("pending: %.200q", waiting)
			}
			r := &store.Record{ID: c.in, Team: c.in, Channel: c.in, Thread: c.in, TS: c.in, User: c.in, Surface: c.in, Question: c.in, At: at(1)}
			w := c.want
			want := &store.Record{ID: w, Team: w, Channel: w, Thread: w, TS: w, User: w, Surface: w, Question: w, At: at(1), Answer: &bot.Answer{Text: w}}
			r.Answer = &bot.Answer{Text: strings.ReplaceAll(c.in, "\x00", "\uFFFD")} // JSON keeps a NUL
			if !utf8.ValidString(c.in) {
				want.Answer.Text = "a\uFFFD\uFFFD\uFFFDb"
			}
			must(t, s.Finish(t.Context(), d.ID, r))
			got, err := s.Answer(t.Context(), c.in, c.in)
			must(t, err)
			check(t, "record", got, want)
			records, _, err := s.Thread(t.Context(), c.in, c.in, c.in, 5)
			must(t, err)
			check(t, "thread", records, []store.Record{*want})
			recent, err := s.Recent(t.Context(), c.in, c.in, 5)
			must(t, err)
			check(t, "recent", recent, []store.Record{*want})
			must(t, s.Hush(t.Context(), c.in, c.in, c.in))
			must(t, s.Vote(t.Context(), store.Vote{Answer: c.in, Team: c.in, User: c.in, Reason: c.in, Words: c.in}))
			_, reason, words, _ := vote(t, s)
			check(t, "vote", reason+words, w+w)
			must(t, s.Forget(t.Context(), c.in))
			check(t, "counts", counts(t, s), store.Counts{})
		})
	}
}

// TestWhatIsErasedLeavesTheFile looks for erased text in the bytes of the file.
func TestWhatIsErasedLeavesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	const payload, question = "SECRET-PAYLOAD ", "SECRET-QUESTION "
	found := func(s *store.Store) [2]bool {
		must(t, s.Close())
		data, err := os.ReadFile(path)
		must(t, err)
		return [2]bool{strings.Contains(string(data), payload), strings.Contains(string(data), question)}
	}

	s := openAt(t, path)
	for i := range 20 {
		d := delivery(fmt.Sprint("d", i), 1, fmt.Sprint("Ev", i))
		d.Payload = []byte(strings.Repeat(payload, i*50+1))
		accept(t, s, d, true)
	}
	check(t, "accepted", found(s), [2]bool{true, false})

	s = openAt(t, path)
	for i := range 20 {
		id := fmt.Sprint("d", i)
		must(t, s.Finish(t.Context(), id, record(id, 1, func(r *store.Record) { r.Question = strings.Repeat(question, i*50+1) })))
	}
	check(t, "finished", found(s), [2]bool{false, true})

	s = openAt(t, path)
	must(t, s.Forget(t.Context(), "T1"))
	check(t, "forgotten", found(s), [2]bool{false, false})
	files, err := filepath.Glob(path + "*")
	must(t, err)
	check(t, "files", files, []string{path})
}
