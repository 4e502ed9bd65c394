package bot_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// What most tests here begin with: a bot, and what it answers.

// openBot returns a bot that knows a source, of which no file may be left out.
func openBot(t testing.TB, source knowledge.Source) *bot.Bot {
	t.Helper()
	lib, err := knowledge.Open(source)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range lib.Problems {
		if p.Fatal { // rates may even rise where a file is lost
			t.Errorf("left out: %s", p)
		}
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return bot.New(lib, ix, "test")
}

// openFolder writes files, by their names, to a folder of their own and returns a bot that knows only those.
func openFolder(t testing.TB, files map[string]string) *bot.Bot {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return openBot(t, knowledge.Source{Paths: []string{folder}})
}

// mustAsk asks a question after the earlier turns of its thread, oldest first.
func mustAsk(t testing.TB, b *bot.Bot, question string, thread ...bot.Turn) *bot.Answer {
	t.Helper()
	a, err := b.Ask(context.Background(), bot.Question{Text: question, Thread: thread})
	if err != nil {
		t.Fatalf("%q: %v", question, err)
	}
	return a
}

// talk asks questions one after the other, each after the turns before it, and returns the last answer.
func talk(t testing.TB, b *bot.Bot, questions ...string) *bot.Answer {
	t.Helper()
	var thread []bot.Turn
	var a *bot.Answer
	for _, q := range questions {
		a = mustAsk(t, b, q, thread...)
		if faults := ungrounded(a); len(faults) > 0 {
			t.Errorf("%q: %v", q, faults)
		}
		thread = append(thread, bot.Turn{Question: q, Answer: a.Text})
	}
	return a
}

// mustJSON returns a value as JSON.
func mustJSON(t testing.TB, v any) string {
	t.Helper()
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A telling is a question with what the answer must say, and what it must not where that is given.
type telling struct{ question, says, not string }

// mustTell asks a telling's question; the answer must be facts that say what they must.
func mustTell(t *testing.T, b *bot.Bot, c telling) *bot.Answer {
	t.Helper()
	a := mustAsk(t, b, c.question)
	if a.Outcome != bot.Facts || !strings.Contains(a.Text, c.says) || c.not != "" && strings.Contains(a.Text, c.not) {
		t.Errorf("%q: %s, want %q and not %q: %s", c.question, a.Outcome, c.says, c.not, a.Text)
	}
	return a
}
