package bot

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// TestTheSettingIsLookedUp: in a handbook all words of what is told before a question are looked up with it.
func TestTheSettingIsLookedUp(t *testing.T) {
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{"testdata/real/artsy-readme"}})
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	b := New(lib, ix, "")
	asks := b.reader.Understand(question.Message{Text: "Somebody fell off the ladder four days ago. What happens to the broken rung?"})
	if got := b.searchText(asks[len(asks)-1]); !strings.Contains(got, "rung") || !strings.Contains(got, "ladder") || !strings.Contains(got, "days ago") {
		t.Errorf("looked up is %q", got)
	}
}
