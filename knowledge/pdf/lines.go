package pdf

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf16"

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
		c = '\u00ad'
	case unicode.IsSpace(c):
		c = ' '
	default:
		l.seen(i, c)
	}
	l.b.WriteRune(c)
	return nil
}

// seen notes where a character stands, and whether its meaning is known.
func (l *lineReader) seen(i int, c rune) {
	l.r.letters++
	if c == 0 || unicode.IsControl(c) || unicode.Is(unicode.Co, c) || c == unicode.ReplacementChar || c > unicode.MaxRune {
		l.r.unknown++
	}
	l.last = i
	if l.first {
		return
	}
	l.first = true
	l.line.Size = l.size(i)
	if at, err := l.r.instance.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: l.text, Index: i}); err == nil {
		l.line.X, l.line.Y = at.X, at.Y
	}
}

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
		if at, err := l.r.instance.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: l.text, Index: l.last}); err == nil {
			l.line.Right = at.X
		}
		l.r.file.Lines = append(l.r.file.Lines, l.line)
	}
	l.b.Reset()
	l.line, l.first, l.high = Line{}, false, 0
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
