package blocks_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
)

type item struct {
	ID       string     `json:"id"`
	Question string     `json:"question"`
	Thread   []bot.Turn `json:"thread"`
}

// TestAnswersToAllQuestionsOfTheSetAreMessages lays out the answer to each of the questions that package bot is tuned
// by, and some of them in every form.
func TestAnswersToAllQuestionsOfTheSetAreMessages(t *testing.T) {
	b := openBot(t)
	for i, it := range questions(t) {
		a, err := b.Ask(context.Background(), bot.Question{Text: it.Question, Thread: it.Thread})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(it.ID, func(t *testing.T) {
			m := blocks.Answer(a, blocks.Options{ID: answerID})
			if checkMessage(t, m, "", addresses(a)); i%10 == 0 {
				checkAll(t, a, blocks.Options{ID: answerID, Asked: it.Question, AskedBy: "U012ABCDEF", Share: true})
			}
			checkSaidOnce(t, a, m)
			checkReasons(t, a, m)
		})
	}
}

// checkSaidOnce fails where a sentence stands twice in a message.
func checkSaidOnce(t *testing.T, a *bot.Answer, m blocks.Message) {
	t.Helper()
	shown := string(encoded(t, m.Blocks))
	for _, text := range texts(a) {
		if n := strings.Count(shown, text); n > 1 {
			t.Errorf("says %d times: %s", n, text)
		}
	}
}

func texts(a *bot.Answer) []string {
	var texts []string
	for _, s := range a.Statements {
		texts = append(texts, s.Text)
	}
	if a.Comparison != nil {
		for _, r := range a.Comparison.Rows {
			for _, c := range r.Cells {
				if c.Text != nil {
					texts = append(texts, *c.Text)
				}
			}
		}
	}
	return texts
}

// checkReasons fails where a recommendation gives no reason in words above the table.
func checkReasons(t *testing.T, a *bot.Answer, m blocks.Message) {
	t.Helper()
	if a.Recommendation == nil {
		return
	}
	var above []slack.Block
	for _, block := range m.Blocks {
		if block.BlockType() == slack.MBTTable {
			break
		}
		above = append(above, block)
	}
	_, reason, _ := strings.Cut(a.Statements[0].Text, ". ")
	if !strings.Contains(string(encoded(t, above)), reason[:min(len(reason), 60)]) {
		t.Errorf("the reason %q does not stand above the table", reason)
	}
}

func questions(t testing.TB) []item {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "testdata", "questions", "tuned.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var items []item
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var it item
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
	}
	return items
}
