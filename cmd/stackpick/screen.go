package main

import (
	"os"
	"regexp"
	"strings"

	"github.com/mattn/go-runewidth"
	"golang.org/x/term"
)

const (
	plainWidth  = 80  // where standard output is no terminal
	widestLine  = 100 // longer lines are hard to read, however wide the terminal is
	narrowWidth = 24  // on anything narrower lines run over
)

// A style is a terminal's SGR parameter.
type style string

const (
	normal style = ""
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
)

// A screen lays out text for a terminal. All text passes put, which cleans it, so that nothing from a
// knowledge file or a question reaches the terminal as anything but text.
type screen struct {
	width  int // in cells
	colour bool
	b      strings.Builder
}

// newScreen returns a screen that fits standard output.
func (p *program) newScreen() *screen {
	s := &screen{width: plainWidth}
	if f, ok := p.stdout.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		s.colour = p.config.colour
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			s.width = min(max(width, narrowWidth), widestLine)
		}
	}
	return s
}

// String returns what was laid out.
func (s *screen) String() string { return s.b.String() }

// put writes a piece of a line.
func (s *screen) put(st style, text string) {
	text = oneLine.Replace(cleanText(text))
	if st == normal || !s.colour || text == "" {
		s.b.WriteString(text)
		return
	}
	s.b.WriteString("\x1b[" + string(st) + "m" + text + "\x1b[0m")
}

var oneLine = strings.NewReplacer("\n", " ", string(noBreak), " ")

func (s *screen) newline() { s.b.WriteByte('\n') }

// line writes one line, however long: for what people copy, such as links.
func (s *screen) line(indent int, st style, text string) {
	s.put(normal, spaces(indent))
	s.put(st, cleanLine(text))
	s.newline()
}

// heading writes a heading with an empty line above.
func (s *screen) heading(text string) {
	s.newline()
	s.line(0, bold, text)
}

// item writes text wrapped, with a lead (a bullet, a label) before its first line and as much room before
// the others.
func (s *screen) item(lead string, leadStyle, st style, text string) {
	indent := cells(lead)
	for i, line := range wrap(text, s.width-indent) {
		if i > 0 {
			lead, leadStyle = spaces(indent), normal
		}
		s.put(leadStyle, lead)
		s.marked(st, line)
		s.newline()
	}
}

// markers are the numbers of sources in a line.
var markers = regexp.MustCompile(`(?:\[\d+\])+`)

// marked writes text with its source markers dimmed.
func (s *screen) marked(st style, text string) {
	from := 0
	for _, at := range markers.FindAllStringIndex(text, -1) {
		s.put(st, text[from:at[0]])
		s.put(dim, text[at[0]:at[1]])
		from = at[1]
	}
	s.put(st, text[from:])
}

// widths measures in cells, alike in every locale.
var widths = runewidth.Condition{StrictEmojiNeutral: true}

// cells returns how many cells of a terminal s takes: two for each wide character, none for combining ones.
func cells(s string) int { return widths.StringWidth(s) }

func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }

// wrap breaks text into lines of at most width cells, at spaces, and inside words only where one is longer
// than a line. It returns at least one line.
func wrap(text string, width int) []string {
	width = max(width, 1)
	lines := []string{""}
	for word := range strings.FieldsFuncSeq(cleanText(text), breaks) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case cells(*last)+1+cells(word) <= width:
			*last += " " + word
		default:
			lines = append(lines, word)
		}
		for cells(lines[len(lines)-1]) > width {
			head, tail := cut(lines[len(lines)-1], width)
			if tail == "" {
				break
			}
			lines[len(lines)-1] = head
			lines = append(lines, tail)
		}
	}
	return lines
}

// cut splits s after at most width cells, never inside a character and always after at least one.
func cut(s string, width int) (head, tail string) {
	head = widths.Truncate(s, width, "")
	if head == "" {
		for i := range s {
			if i > 0 {
				return s[:i], s[i:]
			}
		}
		return s, ""
	}
	return head, s[len(head):]
}
