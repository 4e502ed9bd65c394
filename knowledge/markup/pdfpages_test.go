package markup_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge/markup"
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

// english knows the words of which some lines are parted.
func english(word string) bool {
	return slices.Contains([]string{"general", "purpose", "con", "tracts", "contracts"}, word)
}

func TestLinesOfPDFAreJoined(t *testing.T) {
	for name, tt := range map[string]struct{ lines, want []string }{
		"words":                     {[]string{"Queues keep", "work that", "waits."}, []string{"Queues keep work that waits."}},
		"a parted word":             {[]string{"Queues keep con\u00ad", "tracts that", "wait."}, []string{"Queues keep contracts that wait."}},
		"a word of three lines":     {[]string{"Queues keep con\u00ad", "trac\u00ad", "tual work."}, []string{"Queues keep contractual work."}},
		"a word that has a hyphen":  {[]string{"It is cost-effective and cost\u00ad", "effective."}, []string{"It is cost-effective and cost-effective."}},
		"a line that is one word":   {[]string{"Queues keep", "work", "that waits."}, []string{"Queues keep work that waits."}},
		"two words of a kind":       {[]string{"It is a general\u00ad", "purpose queue."}, []string{"It is a general-purpose queue."}},
		"a mark that parts no word": {[]string{"Queues\u00ad, they keep", "work."}, []string{"Queues, they keep work."}},
	} {
		t.Run(name, func(t *testing.T) {
			got := markup.PDFBlocks(pdfLines(tt.lines...), english)[1:] // after the heading "Page 1"
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
	blocks := markup.PDFBlocks(pdfLines(lines...), english)[1:]
	for _, b := range blocks {
		if len(b) > 20_000+100 {
			t.Errorf("a block of %d bytes", len(b))
		}
	}
	if got := strings.Join(blocks, " "); got != strings.Join(lines, " ") {
		t.Errorf("%d blocks of %d bytes in all", len(blocks), len(got))
	}
}

// column sets lines on a page, in size 10 unless they have another.
func column(page int, lines ...pdf.Line) []pdf.Line {
	for i := range lines {
		if lines[i].Page == 0 {
			lines[i].Page = page
		}
		if lines[i].Size == 0 {
			lines[i].Size = 10
		}
	}
	return lines
}

// prose returns six full lines between two edges, from the top down.
func prose(left, right, top float64) []pdf.Line {
	var lines []pdf.Line
	for i := range 6 {
		lines = append(lines, pdf.Line{Text: "queues keep work that waits until someone has time", X: left, Right: right, Y: top - 12*float64(i)})
	}
	lines[5].Text, lines[5].Right = "for it.", left+20
	return lines
}

// TestBlocksOfPDF shows how lines that stand at some place are read.
func TestBlocksOfPDF(t *testing.T) {
	text := strings.Repeat("queues keep work that waits until someone has time ", 5) + "for it."
	for name, tt := range map[string]struct {
		lines []pdf.Line
		want  []string
	}{
		"two columns below a title that goes on": {
			slices.Concat(prose(50, 290, 600), prose(310, 550, 600), []pdf.Line{
				{Text: "Where work waits: queues,", Size: 18, X: 150, Right: 450, Y: 720}, {Text: "logs and tables", Size: 18, X: 150, Right: 300, Y: 700},
			}),
			[]string{"# Where work waits: queues, logs and tables", text, text},
		},
		"paragraphs in ragged lines": {
			[]pdf.Line{
				{Text: "We keep what has to wait in", X: 50, Right: 180, Y: 700}, {Text: "RabbitMQ for a day.", X: 50, Right: 140, Y: 688}, {Text: "Nothing is lost in it, though", X: 50, Right: 190, Y: 676},
				{Text: "Kafka keeps more of what we", X: 50, Right: 185, Y: 664}, {Text: "send.", X: 50, Right: 70, Y: 652},
			},
			[]string{"## Page 1", "We keep what has to wait in RabbitMQ for a day.", "Nothing is lost in it, though Kafka keeps more of what we send."},
		},
		"an indented paragraph": {
			slices.Concat(prose(50, 290, 700)[:5], []pdf.Line{{Text: "until someone has the time to look at all of it.", X: 50, Right: 290, Y: 640}, {Text: "Logs keep what was read.", X: 62, Right: 200, Y: 628}}),
			[]string{"## Page 1", strings.TrimSuffix(text, "for it.") + "until someone has the time to look at all of it.", "Logs keep what was read."},
		},
		"a footnote inside a sentence": {
			slices.Concat(prose(50, 290, 700)[:5], []pdf.Line{{Text: "1 See the manual.", Size: 8, X: 50, Right: 120, Y: 90, Note: true}, {Text: "until then.", X: 50, Right: 90, Y: 700, Page: 2}}),
			[]string{"## Page 1", strings.TrimSuffix(text, "for it.") + "until then.", "1 See the manual."},
		},
		"code": {
			slices.Concat(prose(50, 290, 700), []pdf.Line{{Text: "if x {", X: 50, Right: 75, Y: 610, Fixed: true}, {Text: "y()", X: 60, Right: 70, Y: 600, Fixed: true}, {Text: "}", X: 50, Right: 50, Y: 590, Fixed: true}}),
			[]string{"## Page 1", text, "if x {\n  y()\n}"},
		},
		"sections in the size of the text": {
			slices.Concat([]pdf.Line{{Text: "4.1 Queues", Size: 14, X: 50, Right: 120, Y: 720}, {Text: "4.1.1 What they cost", X: 50, Right: 140, Y: 700}}, prose(50, 290, 680), []pdf.Line{{Text: "5.2.1 What they cost", X: 50, Right: 140, Y: 560}}),
			[]string{"# 4.1 Queues", "## 4.1.1 What they cost", text, "5.2.1 What they cost"},
		},
		"captions and addresses are no headings": {
			slices.Concat(prose(50, 290, 700), []pdf.Line{{Text: "Figure 1. A queue", Size: 14, X: 50, Right: 120, Y: 590}, {Text: "ann@example.org", Size: 14, X: 50, Right: 120, Y: 560}, {Text: "•", X: 50, Right: 50, Y: 540}, {Text: "Table 1: Queues lose nothing.", X: 50, Right: 120, Y: 520}}),
			[]string{"## Page 1", text, "ann@example.org", "Table 1: Queues lose nothing."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, markup.PDFBlocks(column(1, tt.lines...), english)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWhatStandsOnManyPagesOfPDFIsLeftOut: running heads of several lines, and tables of contents without dots.
func TestWhatStandsOnManyPagesOfPDFIsLeftOut(t *testing.T) {
	var lines []pdf.Line
	for page := 1; page <= 4; page++ {
		for i, head := range []string{"Report", "Created by", "Ann and Bob"} {
			lines = append(lines, column(page, pdf.Line{Text: head, Size: 7, X: 50, Right: 80, Y: 780 - 8*float64(i)})...)
		}
		if page == 1 {
			lines = append(lines, column(page, pdf.Line{Text: "1 Where work waits 2", X: 50, Right: 200, Y: 700}, pdf.Line{Text: "2 What is   lost 3", X: 50, Right: 200, Y: 688},
				pdf.Line{Text: "What it costs to keep all of it for", X: 50, Right: 200, Y: 676}, pdf.Line{Text: "ever 4", X: 50, Right: 80, Y: 664}, pdf.Line{Text: "3 Costs 4", X: 50, Right: 200, Y: 652})...)
			continue
		}
		title := []string{"1 Where work waits", "2 What is lost", "3 Costs"}[page-2]
		lines = append(lines, column(page, pdf.Line{Text: title, Size: 14, X: 50, Right: 120, Y: 720})...)
		lines = append(lines, column(page, prose(50, 290, 700)...)...)
	}
	for _, b := range markup.PDFBlocks(lines, english) {
		if strings.Contains(b, "Created") || strings.Contains(b, "Ann") || strings.Contains(b, "ever") || strings.HasSuffix(b, " 4") {
			t.Errorf("block %q", b)
		}
	}
}

func TestDateOfPDF(t *testing.T) {
	for first, want := range map[string]string{
		"A note": "2020-05-04", "3 March 2019": "2019-03-03", "May 2020": "2020-05-04", "It was March 3, 2019": "2020-05-04",
		"Copyright © 1995 Example Inc.": "1995", "Copyright 2020 Example Inc.": "2020-05-04", "(c) 2031": "2020-05-04",
	} {
		if got := markup.PDFDate("2020-05-04", pdfLines(first, "Text.")); got != want {
			t.Errorf("date %q of a page with %q, want %q", got, first, want)
		}
	}
}

func TestTitlesThatProgramsGavePDFFiles(t *testing.T) {
	for named, want := range map[string]string{
		"Which queue?": "Which queue?", "Kafka": "Kafka", "Kafka 4": "Kafka 4", " a  b ": "a b", "Microsoft Word - queues.docx": "", "report.tex": "",
		"sag-39-3-4:sag-0": "", "untitled": "", "Document1": "", "C:\\docs\\x": "", "": "",
	} {
		if got := markup.PDFTitle(named); got != want {
			t.Errorf("title %q of %q, want %q", got, named, want)
		}
	}
}

func TestPDF(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "pdf", "testdata", "queues.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	a := article(t, "queues.pdf", string(data))
	if a.Title != "Which message queue?" || a.Date != "2026-11-26" {
		t.Errorf("title %q, date %q", a.Title, a.Date)
	}
	want := []string{
		"Which message queue?: We compared three message queues for the order service. This note says what we found, and what it costs to run each of them with a small team.",
		"RabbitMQ: RabbitMQ is easy to operate for a small team. Its management page shows every queue, and its plug-ins cover delayed messages, which the order service needs for reminders that are sent an hour after a cart was left. / RabbitMQ loses throughput when queues grow long. In our test it fell from 40,000 to 9,000 messages per second once a million messages waited.",
		"RabbitMQ > What we would run: Three nodes with quorum queues, so that one node may fail. / No mirrored queues, for they are deprecated.",
		"Kafka: Kafka keeps messages after they were read, so a new consumer can start from the beginning. That makes it the better choice for event sourcing. It needs more knowledge to run: partitions, retention and consumer groups have to be understood by everyone who is on call. / Queue Messages per second Cost per month / RabbitMQ 40,000 €300 / Kafka 250,000 €900",
		"Summary: Choose RabbitMQ for the order service. Choose Kafka where events must be read again.",
	}
	if diff := cmp.Diff(want, shape(a)); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}
