package knowledge

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// hiddenHTML follows the raw HTML of a Markdown file, and tells whether what comes next is inside an element
// that a page would not show.
type hiddenHTML struct {
	open []string // the hidden element and the elements of its name inside it
}

func (h *hiddenHTML) inside() bool { return len(h.open) > 0 }

// markup takes in one run of raw HTML.
func (h *hiddenHTML) markup(raw string) {
	z := html.NewTokenizer(strings.NewReader(raw))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			t := z.Token()
			if len(h.open) > 0 && t.Data == h.open[0] || len(h.open) == 0 && hides(t.Data, t.Attr) && !voidElement(t.Data) {
				h.open = append(h.open, t.Data)
			}
		case html.EndTagToken:
			if t := z.Token(); len(h.open) > 0 && t.Data == h.open[0] {
				h.open = h.open[1:]
			}
		}
	}
}

func voidElement(name string) bool {
	switch name {
	case "br", "hr", "img", "input", "link", "meta", "area", "base", "col", "embed", "source", "track", "wbr":
		return true
	}
	return false
}

var hidingStyle = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|(?:^|[;\s])opacity\s*:\s*0(?:\.0*)?\s*(?:;|$|!)|font-size\s*:\s*0(?:px|em|pt|rem|%)?\s*(?:;|$|!)`)

// hides reports whether an element of that name and attributes is not shown, or is no text at all.
func hides(name string, attributes []html.Attribute) bool {
	switch name {
	case "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title":
		return true
	}
	for _, a := range attributes {
		switch {
		case a.Key == "hidden",
			a.Key == "aria-hidden" && strings.EqualFold(a.Val, "true"),
			a.Key == "style" && hidingStyle.MatchString(a.Val):
			return true
		}
	}
	return false
}
