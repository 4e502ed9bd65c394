package bot

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// openArtsy returns a bot that answers from a handbook.
func openArtsy(t *testing.T) *Bot {
	t.Helper()
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{"testdata/real/artsy-readme"}})
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return New(lib, ix, "")
}

// lastAsk returns the last thing that a message asks.
func lastAsk(b *Bot, text string) *question.Ask {
	asks := b.reader.Understand(question.Message{Text: text})
	return asks[len(asks)-1]
}

// TestTheSettingIsLookedUp: in a handbook all words of what is told before a question are looked up with it.
func TestTheSettingIsLookedUp(t *testing.T) {
	b := openArtsy(t)
	got := b.searchText(lastAsk(b, "Somebody fell off the ladder four days ago. What happens to the broken rung?"))
	if !strings.Contains(got, "rung") || !strings.Contains(got, "ladder") || !strings.Contains(got, "days ago") {
		t.Errorf("looked up is %q", got)
	}
}

// TestAnAgeIsATime: how old something may become is answered by how long it lasts, not by any number.
func TestAnAgeIsATime(t *testing.T) {
	fits, exact := expects(lastAsk(openArtsy(t), "how old can a node get?"))
	if !exact || !fits("Nodes older than 4 days are replaced.") || fits("There are 9 nodes.") {
		t.Error("any number is taken for an age")
	}
}
