package markup

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// maxPacked is the size above which a DOCX or PDF file is refused: unlike text, they hold pictures.
const maxPacked = 32 << 20

// What a DOCX file may unpack to, in bytes, and of how many files it may be made. A long book's text takes about
// 20 MB as Word writes it. Of text itself it may hold what a text file may: MaxFile, in maxLines paragraphs.
const (
	maxPart    = 32 << 20
	maxEntries = 5000
	maxDepth   = 500 // elements inside one another; Word's own nest about 30 deep
)

// readDOCX reads a document of Word: its text with headings, lists and tables, and what it says of itself. Text
// that is hidden or deleted, comments and pictures are left out.
func readDOCX(data []byte) (Article, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxEntries {
		return Article{}, fmt.Errorf("is packed of more than %d files: it is no document of Word", maxEntries)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Article{}, fmt.Errorf("is no DOCX file that can be read: %w", err)
	}
	p := docxPackage{z}
	body, err := p.part(p.mainPart())
	if err != nil {
		return Article{}, err
	}
	w := &docxWalker{styles: p.styles()}
	if err := w.read(body); err != nil {
		return Article{}, err
	}
	about := p.about()
	return Article{Title: cmp.Or(w.title, plain.OneLine(about.Title), w.large), Author: plain.OneLine(about.Creator), Date: day(about), Blocks: w.blocks}, nil
}

// A docxPackage is a DOCX file: a ZIP archive of XML files.
type docxPackage struct{ files *zip.Reader }

// part returns an XML file of the package, refusing one that unpacks to more than it may, whatever size the archive
// says that it has.
func (p docxPackage) part(name string) ([]byte, error) {
	tooLarge := fmt.Errorf("unpacks to more than %d MiB: split it", maxPart>>20)
	for _, f := range p.files.File {
		if f.Name != name {
			continue
		}
		if f.UncompressedSize64 > maxPart {
			return nil, tooLarge
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("is no DOCX file that can be read: %w", err)
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
		switch {
		case err != nil: // it may be that the archive lied about the size
			return nil, fmt.Errorf("is no DOCX file that can be read: %w", err)
		case len(data) > maxPart:
			return nil, tooLarge
		}
		return data, nil
	}
	return nil, fmt.Errorf("is no document of Word: it holds no %s", name)
}

// mainPart returns the name of the file that holds the text.
func (p docxPackage) mainPart() string {
	const usual, kind = "word/document.xml", "/officeDocument"
	var list struct {
		Relationship []struct {
			Type   string `xml:",attr"`
			Target string `xml:",attr"`
		}
	}
	if data, err := p.part("_rels/.rels"); err != nil || xml.Unmarshal(data, &list) != nil {
		return usual
	}
	for _, r := range list.Relationship {
		if strings.HasSuffix(r.Type, kind) {
			return strings.TrimPrefix(path.Clean("/"+r.Target), "/")
		}
	}
	return usual
}

// docxAbout is what a document says of itself.
type docxAbout struct {
	Title    string `xml:"title"`
	Creator  string `xml:"creator"`
	Created  string `xml:"created"`
	Modified string `xml:"modified"`
}

func (p docxPackage) about() docxAbout {
	var a docxAbout
	if data, err := p.part("docProps/core.xml"); err == nil {
		_ = xml.Unmarshal(data, &a) // what cannot be read is not known
	}
	return a
}

// day returns the day on which a document was last changed, or else made.
func day(a docxAbout) string {
	date, _, _ := strings.Cut(cmp.Or(a.Modified, a.Created), "T")
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return ""
	}
	return date
}

// A docxStyle is what a style of paragraphs or runs means for us.
type docxStyle struct {
	name   string // in lower case: "heading 1", "title"
	level  int    // of a heading, from 1; 0 for other styles
	vanish *docxVal
	based  string
}

// styles returns the styles by their ids. Headings are known by their English names, which Word keeps in every
// language, or by their level in the outline; a style based on a heading is one.
func (p docxPackage) styles() map[string]docxStyle {
	var sheet struct {
		Style []struct {
			ID     string   `xml:"styleId,attr"`
			Name   docxVal  `xml:"name"`
			Based  docxVal  `xml:"basedOn"`
			Level  docxVal  `xml:"pPr>outlineLvl"`
			Vanish *docxVal `xml:"rPr>vanish"`
		} `xml:"style"`
	}
	all := map[string]docxStyle{}
	if data, err := p.part("word/styles.xml"); err != nil || xml.Unmarshal(data, &sheet) != nil {
		return all
	}
	for _, s := range sheet.Style {
		style := docxStyle{name: strings.ToLower(s.Name.Val), level: outlineLevel(s.Level.Val), vanish: s.Vanish, based: s.Based.Val}
		if number, ok := strings.CutPrefix(style.name, "heading "); ok {
			style.level, _ = strconv.Atoi(number)
		}
		all[s.ID] = style
	}
	return all
}

// docxVal is an element that has its value in an attribute.
type docxVal struct {
	Val string `xml:"val,attr"`
}

// isOff reports whether a value switches off what its element would switch on.
func isOff(val string) bool { return val == "0" || val == "false" || val == "off" }

// outlineLevel returns the level that an outline's number stands for: "0" for the first, "9" for text.
func outlineLevel(number string) int {
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return n + 1
}

// maxBased is how many styles based on one another are followed, which may be a circle. Word follows about ten.
const maxBased = 50

// headingLevel returns the level of the heading that a style makes, or 0.
func headingLevel(styles map[string]docxStyle, id string) int {
	s, _ := inherited(styles, id, func(s docxStyle) bool { return s.level > 0 })
	return min(s.level, 6)
}

// styleHides reports whether text of a style is not shown.
func styleHides(styles map[string]docxStyle, id string) bool {
	s, ok := inherited(styles, id, func(s docxStyle) bool { return s.vanish != nil })
	return ok && !isOff(s.vanish.Val)
}

// inherited returns the first style that says something, of the one with that id and those that it is based on.
func inherited(styles map[string]docxStyle, id string, says func(docxStyle) bool) (docxStyle, bool) {
	for range maxBased {
		s, ok := styles[id]
		switch {
		case !ok:
			return docxStyle{}, false
		case says(s):
			return s, true
		}
		id = s.based
	}
	return docxStyle{}, false
}

// xmlTokens calls each for the elements and texts of an XML file, until it returns an error. It refuses declarations
// of a document type, with which entities are made, and elements nested deeper than in any document.
func xmlTokens(data []byte, each func(xml.Token) error) error {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("is no DOCX file that can be read: %w", err)
		}
		switch token.(type) {
		case xml.Directive:
			return errors.New("declares a document type, which no document of Word does")
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxDepth {
			return fmt.Errorf("is nested more than %d deep", maxDepth)
		}
		if err := each(token); err != nil {
			return err
		}
	}
}
