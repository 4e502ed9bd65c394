package check

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A labelled reply of testdata/replies.
type labelled struct {
	Text     string `yaml:"text"`
	Claims   []int  `yaml:"claims"`
	Label    string `yaml:"label"`
	Language string `yaml:"language"`
}

// A labelledAnswer is an answer's claims with replies to them.
type labelledAnswer struct {
	Question string  `yaml:"question"`
	Pick     string  `yaml:"pick"`
	Claims   []Claim `yaml:"claims"`
	Replies  []labelled
	file     string
}

func readReplies(t testing.TB, part string) []labelledAnswer {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "replies", part, "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no replies in %s: %v", part, err)
	}
	var all []labelledAnswer
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var answers []labelledAnswer
		if err := yaml.Unmarshal(data, &answers); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i := range answers {
			answers[i].file = filepath.Base(name)
		}
		all = append(all, answers...)
	}
	return all
}

var openChecker = sync.OnceValues(func() (*Checker, error) {
	v, err := vocabulary.Load(nil)
	if err != nil {
		return nil, err
	}
	return New(v)
})

func (r labelled) sentence() Sentence {
	s := Sentence{Text: r.Text, Language: r.Language}
	for _, n := range r.Claims {
		s.Claims = append(s.Claims, n-1)
	}
	return s
}

var (
	update = flag.Bool("update", false, "write the rates anew")
	show   = flag.String("show", "", "print the replies of this label of the development part that the check judges wrongly; all for all")
	only   = flag.String("only", "", "with -show, only those of files whose name begins so")
)

// Rates are how many replies of each label the check judges rightly. They stand in a file, so that a change of the check
// shows as a diff: what is kept of the honest ones, and which lies it lets pass. Nothing is tuned on the reporting part.
func TestRates(t *testing.T) {
	c, err := openChecker()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	text.WriteString("# How the check judges the labelled replies: right of all. \"go test ./prompts/check -update\" writes it.\n")
	text.WriteString("# cases, decisions, frameworks: mixed; evaluator: paraphrases of ordinary freedom; models: as models write; subjects: as free\n")
	text.WriteString("# as good writers are; redteam: only what an earlier check judged wrongly. Nothing is tuned on the reporting part.\n")
	for _, part := range []string{"development", "reporting"} {
		for _, language := range []string{"English", "other languages"} {
			tallies := map[string]*tally{}
			for _, a := range readReplies(t, part) {
				reading := c.Read(a.Claims)
				for _, r := range a.Replies {
					if (r.Language == "") != (language == "English") {
						continue
					}
					reason := reading.Check(r.sentence())
					right := (reason == "") == (r.Label == "good")
					count(tallies, "label "+r.Label, right)
					count(tallies, "file "+family(a.file)+", "+kindOf(r.Label), right)
					count(tallies, "all "+kindOf(r.Label), right)
					if !right && part == "development" {
						explainWrong(t, a, r, reason)
					}
				}
			}
			fmt.Fprintf(&text, "\n%s, %s\n", part, language)
			for _, name := range slices.Sorted(maps.Keys(tallies)) {
				n := tallies[name]
				fmt.Fprintf(&text, "  %-28s %3d of %3d  %3d %%\n", name, n.right, n.all, 100*n.right/n.all)
			}
		}
	}
	const file = "../testdata/replies/rates.txt"
	if *update {
		if err := os.WriteFile(file, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text.String()); diff != "" {
		t.Errorf("the check judges otherwise than %s says; with -update it is written anew:\n%s", file, diff)
	}
}

type tally struct{ right, all int }

func count(tallies map[string]*tally, name string, right bool) {
	if tallies[name] == nil {
		tallies[name] = &tally{}
	}
	tallies[name].all++
	if right {
		tallies[name].right++
	}
}

func kindOf(label string) string {
	if label == "good" {
		return "good"
	}
	return "lies"
}

// family is a file's name up to the first dash.
func family(file string) string {
	name, _, _ := strings.Cut(strings.TrimSuffix(file, ".yaml"), "-")
	return name
}

// explainWrong prints a reply that is judged wrongly, where the flag show asks for it.
func explainWrong(t *testing.T, a labelledAnswer, r labelled, reason string) {
	if *show != "all" && *show != r.Label && (*show != "lies" || r.Label == "good") || !strings.HasPrefix(a.file, *only) {
		return
	}
	fmt.Printf("%s: %s\n    %s\n", r.Label, r.Text, reason)
	for _, n := range r.Claims {
		if n > 0 && n <= len(a.Claims) {
			fmt.Printf("    [%d] %s\n", n, a.Claims[n-1].Text)
		}
	}
}
