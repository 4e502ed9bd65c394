package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheExampleListsExactlyTheVariablesThatAreRead(t *testing.T) {
	read := map[string]bool{}
	newConfig(func(name string) (string, bool) { read[name] = true; return "", false })

	f, err := os.Open("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	listed := map[string]bool{}
	variable := regexp.MustCompile(`^#? ?([A-Z][A-Z_]+)=`)
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if m := variable.FindStringSubmatch(lines.Text()); m != nil {
			listed[m[1]] = true
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(read)), slices.Sorted(maps.Keys(listed))); diff != "" {
		t.Errorf("read by the program (-) and listed in .env.example (+) differ:\n%s", diff)
	}
}

func TestThePackageCommentNamesTheVariablesThatAreRead(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	newConfig(func(name string) (string, bool) {
		if !strings.Contains(string(doc), "//\t"+name+" ") {
			t.Errorf("doc.go does not explain %s", name)
		}
		return "", false
	})
}

func TestAConfigurationTellsAllItsFaultsAtOnce(t *testing.T) {
	env := map[string]string{
		"STACKPICK_KNOWLEDGE": strings.Join([]string{t.TempDir(), "/no/such/a", "", "/no/such/b"}, string(os.PathListSeparator)),
		"STACKPICK_LOG":       "loud",
	}
	c := newConfig(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	err := c.validate()
	if err == nil {
		t.Fatal("no fault found")
	}
	for _, want := range []string{`STACKPICK_LOG is "loud": set it to`, "STACKPICK_KNOWLEDGE names /no/such/a", "STACKPICK_KNOWLEDGE names /no/such/b"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %q", err, want)
		}
	}
	if n := strings.Count(err.Error(), "configuration:"); n != 3 {
		t.Errorf("%d faults, want 3: %v", n, err)
	}
}

func TestTheLineOfAnEnvironmentFileThatCannotBeReadIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want int
	}{
		"a word alone on the first line":      {"word\n", 1},
		"a word alone after good lines":       {"# head\nA=1\n\nword\nB=2\n", 4},
		"a quote that never ends":             {"A=1\nB=\"two\nlines\"\nC='open\nD=4\n", 4},
		"a good value of two lines before it": {"A=\"one\ntwo\"\n!\n", 3},
	} {
		t.Run(name, func(t *testing.T) {
			if got := faultLine([]byte(c.file)); got != c.want {
				t.Errorf("line %d, want %d", got, c.want)
			}
		})
	}
}

func TestNoSecretIsInTheLogWhateverQuotesIt(t *testing.T) {
	const token, key = "xoxb-secret-token", "sk-secret-key"
	var log bytes.Buffer
	p := &program{stderr: &log}
	p.config.slack.botToken, p.config.llm.key, p.config.embeddings.key = token, key, "x"
	l := p.newLog(slog.LevelDebug)
	l.Warn("in a message: "+token, "text", "see "+key, "error", fmt.Errorf("asking: %w", errors.New(token)))
	l.With("given", []string{key}).WithGroup("of").Debug("in what is no text", "values", map[string]string{"token": token})
	if text := log.String(); strings.Contains(text, token) || strings.Contains(text, key) || strings.Count(text, "***") != 5 || !strings.Contains(text, "text") {
		t.Errorf("the log is\n%s\nwant five masks, and the rest as it is", text)
	}
}
