package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/pdf"
)

// pdfLines sets texts as the full lines of one page.
func pdfLines(texts ...string) []pdf.Line {
	var lines []pdf.Line
	for i, text := range texts {
		lines = append(lines, pdf.Line{Text: text, Page: 1, Size: 10, X: 50, Right: 500, Y: 700 - 12*float64(i)})
	}
	return lines
}

func TestLinesOfPDFAreJoined(t *testing.T) {
	for name, tt := range map[string]struct{ lines, want []string }{
		"words":                     {[]string{"Queues keep", "work that", "waits."}, []string{"Queues keep work that waits."}},
		"a parted word":             {[]string{"Queues keep con\u00ad", "tracts that", "wait."}, []string{"Queues keep contracts that wait."}},
		"a word of three lines":     {[]string{"Queues keep con\u00ad", "trac\u00ad", "tual work."}, []string{"Queues keep contractual work."}},
		"a word that has a hyphen":  {[]string{"It is cost-effective and cost\u00ad", "effective."}, []string{"It is cost-effective and cost-effective."}},
		"a line that is one word":   {[]string{"Queues keep", "work", "that waits."}, []string{"Queues keep work that waits."}},
		"a mark that parts no word": {[]string{"Queues\u00ad, they keep", "work."}, []string{"Queues, they keep work."}},
	} {
		t.Run(name, func(t *testing.T) {
			got := knowledge.PDFTexts(pdfLines(tt.lines...))[1:] // after the heading "Page 1"
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBlocksOfPDFEnd: a paragraph that never ends makes blocks of about 20,000 bytes, and loses nothing.
func TestBlocksOfPDFEnd(t *testing.T) {
	lines := make([]string, 10_000)
	for i := range lines {
		lines[i] = "queues keep work that waits " + string(rune('a'+i%26))
	}
	blocks := knowledge.PDFTexts(pdfLines(lines...))[1:]
	for _, b := range blocks {
		if len(b) > 20_000+100 {
			t.Errorf("a block of %d bytes", len(b))
		}
	}
	if got := strings.Join(blocks, " "); got != strings.Join(lines, " ") {
		t.Errorf("%d blocks of %d bytes in all", len(blocks), len(got))
	}
}
