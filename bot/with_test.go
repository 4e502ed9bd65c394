package bot_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

func TestABotForAnotherLibraryIsAsGoodAsNew(t *testing.T) {
	dir := t.TempDir()
	src := knowledge.Source{Paths: []string{dir}, Cache: &knowledge.Cache{}}
	var before *bot.Bot
	for i, change := range []map[string]string{
		{"a.md": "# Django\n\n## Performance\n\nDjango is slow in our shop.\n", "b.md": "# Node.js\n\n## Performance\n\nNode.js is fast, says Frobnicator.\n"},
		{"b.md": "# Node.js\n\n## Performance\n\nNode.js is quick, says Quibberation.\n"},
		{"c.md": "# Rails\n\n## Security\n\nRails is secure.\n", "a.md": ""},
		{"vocabulary.yaml": "options:\n  - name: Grimoire\n    aliases: [Quibberation]\n"},
	} {
		for name, text := range change {
			file := filepath.Join(dir, name)
			err := os.WriteFile(file, []byte(text), 0o644)
			if text == "" {
				err = os.Remove(file)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		lib, err := knowledge.Open(src)
		if err != nil {
			t.Fatal(err)
		}
		ix, err := index.New(lib)
		if err != nil {
			t.Fatal(err)
		}
		defer ix.Close()
		anew := bot.New(lib, ix, "test")
		if before == nil {
			before = anew
			continue
		}
		before = before.With(lib, ix)
		for _, question := range []string{
			"Is Django fast?", "Is node fst?", "what does Frobnicator say", "what does quiberation say?", "Rails or Node.js on security?", "hello",
		} {
			want, err := anew.Ask(t.Context(), bot.Question{Text: question})
			if err != nil {
				t.Fatal(err)
			}
			got, err := before.Ask(t.Context(), bot.Question{Text: question})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(bot.Answer{}, "Ledger")); diff != "" {
				t.Errorf("change %d, %q is answered otherwise than by a new bot (-new +changed):\n%s", i, question, diff)
			}
		}
	}
}
