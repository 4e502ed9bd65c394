package knowledge_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestOutlineGolden reads the sample documents of all three formats and compares every section, address and
// paragraph with the golden file beside it. Look at the difference before you accept it with -update.
func TestOutlineGolden(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "outline", "*"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d samples: %v", len(files), err)
	}
	for _, file := range files {
		if filepath.Ext(file) == ".golden" {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			lib, err := knowledge.Open(knowledge.Source{Paths: []string{file}})
			if err != nil {
				t.Fatal(err)
			}
			got := outline(lib)
			golden := file + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("outline differs (-want +got):\n%s", diff)
			}
		})
	}
}

// outline writes a library as people would check it by eye.
func outline(lib *knowledge.Library) string {
	var b strings.Builder
	for _, d := range lib.Documents {
		fmt.Fprintf(&b, "%s: %s\nsource %q, author %q, date %q, kind %s, options %s\n", d.ID, d.Title, d.Source, d.Author, d.Date, d.Kind, strings.Join(d.Options, ", "))
		for _, p := range d.Passages {
			fmt.Fprintf(&b, "\n%s\n    %s (%s, line %d)\n", p.ID, strings.Join(append(p.Path, p.Heading), " > "), p.Kind, p.Line)
			if p.URL != "" {
				fmt.Fprintf(&b, "    %s\n", p.URL)
			}
			for line := range strings.SplitSeq(p.Text, "\n") {
				fmt.Fprintf(&b, "  %s\n", line)
			}
		}
	}
	for _, p := range lib.Lint() {
		fmt.Fprintf(&b, "\nlint: %s", filepath.ToSlash(p.String()))
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
