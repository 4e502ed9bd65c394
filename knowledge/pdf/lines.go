package pdf

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// A pageReader collects the lines of a file.
type pageReader struct {
	instance pdfium.Pdfium
	late     *atomic.Bool
	file     File
	chars    int // of all pages so far

	letters, unknown int // characters that are seen, and those of them that no one knows the meaning of
}

// parted is what PDFium has in the place of a hyphen that parts a word at the end of a line.
const parted = '\x02'

// page adds the lines of a page by its index.
func (r *pageReader) page(document references.FPDF_DOCUMENT, index int) error {
	page, err := r.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: document, Index: index})
	if err != nil {
		return err
	}
	defer r.instance.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: page.Page})
	loaded, err := r.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &page.Page}})
	if err != nil {
		return err
	}
	text := loaded.TextPage
	defer r.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text})
	count, err := r.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil {
		return err
	}
	if r.chars += count.Count; r.chars > maxChars {
		return fmt.Errorf("has more than %d characters: split it", maxChars)
	}
	l := lineReader{r: r, text: text, page: index + 1}
	for i := range count.Count {
		if r.late.Load() {
			return errors.New("too late")
		}
		if err := l.char(i); err != nil {
			return err
		}
	}
	l.end()
	return nil
}

// A lineReader collects the characters of a line.
type lineReader struct {
	r    *pageReader
	text references.FPDF_TEXTPAGE
	page int

	b     strings.Builder
	high  rune // the first half of a character that takes two
	line  Line
	first bool // line has its place
	last  int  // the last character that is seen

	parted  bool // the last character parts a word
	marking bool // the line has nothing but what may be the mark of a footnote
}

// char takes one character.
func (l *lineReader) char(i int) error {
	got, err := l.r.instance.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: l.text, Index: i})
	if err != nil {
		return err
	}
	c := rune(got.Unicode)
	switch {
	case c == '\n':
		l.end()
		return nil
	case utf16.IsSurrogate(c) && l.high == 0:
		l.high = c
		return nil
	case l.high != 0:
		c, l.high = utf16.DecodeRune(l.high, c), 0
	}
	switch {
	case c == parted:
		c, l.parted = '\u00ad', true
	case unicode.IsSpace(c):
		c = ' '
	case l.noteMark(i, c):
		return nil
	default:
		l.seen(i, c)
	}
	l.b.WriteRune(c)
	return nil
}

// origin returns where a character stands.
func (l *lineReader) origin(i int) (x, y float64, ok bool) {
	at, err := l.r.instance.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: l.text, Index: i})
	if err != nil {
		return 0, 0, false
	}
	return at.X, at.Y, true
}

// mayMark reports whether footnotes are marked with c.
func mayMark(c rune) bool { return unicode.IsDigit(c) || strings.ContainsRune("*∗†‡", c) }

// noteMark reports whether a character is the mark of a footnote after a word: it is small and raised, and not the
// exponent of a number or of a name of one or two letters.
func (l *lineReader) noteMark(i int, c rune) bool {
	const smaller, higher, word = 0.9, 0.15, 3 // times the line's size; letters
	if !l.first || !mayMark(c) {
		return false
	}
	before := l.b.String()
	last, _ := utf8.DecodeLastRuneInString(before)
	letters := 0
	for letters < word {
		c, size := utf8.DecodeLastRuneInString(before)
		if !unicode.IsLower(c) {
			break
		}
		before = before[:len(before)-size]
		letters++
	}
	if letters < word && !strings.ContainsRune(".,;:)”’\"'", last) {
		return false
	}
	_, y, ok := l.origin(i)
	return ok && y > l.line.Y+higher*l.line.Size && l.size(i) < smaller*l.line.Size
}

// seen notes where a character stands, and whether its meaning is known.
func (l *lineReader) seen(i int, c rune) {
	l.r.letters++
	if c == 0 || unicode.IsControl(c) || unicode.Is(unicode.Co, c) || c == unicode.ReplacementChar || c > unicode.MaxRune {
		l.r.unknown++
	}
	if l.parted {
		l.part(i)
	}
	l.last = i
	switch {
	case !l.first:
		l.first, l.marking = true, mayMark(c)
		l.line.Size = l.size(i)
		l.line.X, l.line.Y, _ = l.origin(i)
		l.line.Fixed = l.fixed(i)
	case l.marking:
		l.marking = mayMark(c)
		l.note(i)
	}
}

// part ends a line that ends with a part of a word, when the character that follows stands in another line: PDFium
// makes one of the two.
func (l *lineReader) part(i int) {
	const same = 0.3 // of the size, between what stands on one line
	l.parted = false
	if _, y, ok := l.origin(i); ok && l.first && math.Abs(y-l.line.Y) > same*l.line.Size {
		l.end()
	}
}

// note finds out whether a line begins with the raised mark of a footnote. Its place and size are those of what
// comes then.
func (l *lineReader) note(i int) {
	const larger = 1.15 // than the mark
	if size := l.size(i); size > larger*l.line.Size {
		l.line.Note, l.line.Size, l.marking = true, size, false
		_, l.line.Y, _ = l.origin(i)
		l.b.WriteByte(' ')
	}
}

// fixed reports whether all letters of a character's font have one width, as those of code have.
func (l *lineReader) fixed(i int) bool {
	const fixedPitch = 1 // of the flags of a font's descriptor
	font, err := l.r.instance.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: l.text, Index: i})
	return err == nil && (font.Flags&fixedPitch != 0 || fixedName.MatchString(font.FontName))
}

// fixedName matches the names of fonts of one width, whose descriptors often do not say so.
var fixedName = regexp.MustCompile(`(?i)mono|courier|consol|menlo|typewriter|(?:cm|sf|ec|lm)tt|\bcode`)

// size returns the size of a character's font. Some programs write all fonts in size 1 and scale them: then the
// height of the character tells.
func (l *lineReader) size(i int) float64 {
	const least = 3 // points; nobody could read less
	size, err := l.r.instance.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: l.text, Index: i})
	if err == nil && size.FontSize >= least {
		return size.FontSize
	}
	box, err := l.r.instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: l.text, Index: i})
	if err != nil {
		return 0
	}
	return float64(box.Rect.Top - box.Rect.Bottom)
}

// end ends a line.
func (l *lineReader) end() {
	text := strings.TrimSpace(l.b.String())
	if text != "" && l.first {
		l.line.Text, l.line.Page, l.line.Right = text, l.page, l.line.X
		if x, _, ok := l.origin(l.last); ok {
			l.line.Right = x
		}
		l.line.Fixed = l.line.Fixed && l.fixed(l.last)
		l.keep()
	}
	l.b.Reset()
	l.line, l.first, l.high, l.parted, l.marking = Line{}, false, 0, false, false
}

// keep adds the line to the file's. What goes on where the line before it ends is part of that: PDFium ends a line
// where something raised or lowered stands in it.
func (l *lineReader) keep() {
	const apart, same = 1.5, 0.1 // of the size: from the start of the last character; between baselines
	const most = 4000            // bytes of a line
	lines := l.r.file.Lines
	if n := len(lines); n > 0 {
		last, gap := &lines[n-1], l.line.X-lines[n-1].Right
		if last.Page == l.line.Page && len(last.Text) < most && gap > 0 && gap < apart*last.Size && math.Abs(last.Y-l.line.Y) < same*last.Size && math.Abs(last.Size-l.line.Size) < same*last.Size {
			if first, _ := utf8.DecodeRuneInString(l.line.Text); unicode.IsLetter(first) || unicode.IsDigit(first) {
				last.Text += " "
			}
			last.Text += l.line.Text
			last.Right, last.Fixed = l.line.Right, last.Fixed && l.line.Fixed
			return
		}
	}
	l.r.file.Lines = append(lines, l.line)
}

// legible refuses a file that would give nothing, or nonsense: text in fonts that do not say which letters they
// show is read as private or control characters.
func (r *pageReader) legible() error {
	const most = 0.1 // share of characters that are not known; a bullet here and there is
	switch {
	case r.letters == 0:
		return errors.New("has no text, so it is probably a scan: run text recognition (OCR) on it")
	case float64(r.unknown) > most*float64(r.letters):
		return errors.New("has fonts that do not say which letters they show: save its text in another format")
	}
	return nil
}
