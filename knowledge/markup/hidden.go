package markup

import (
	"regexp"
	"slices"
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

// hidingStyle matches what makes an element invisible: not shown, transparent, of no size, or outside of the page.
var hidingStyle = regexp.MustCompile(`(?i)(?:^|[;\s])display\s*:\s*none|(?:^|[;\s])visibility\s*:\s*(?:hidden|collapse)|(?:^|[;\s])opacity\s*:\s*0(?:\.0*)?\s*(?:;|$|!)` +
	`|(?:^|[;\s])font-size\s*:\s*[01](?:\.\d*)?(?:px|pt)?\s*(?:;|$|!)|font-size\s*:\s*0?\.?0*(?:em|rem|%)\s*(?:;|$|!)` +
	`|(?:^|[;\s])color\s*:\s*transparent|text-indent\s*:\s*-\d{3}|(?:^|[;\s])(?:left|top|right)\s*:\s*-\d{3,}(?:px|em|rem|pt|%)|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]`)

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

// A styleSheet is what a page's own style sheets say of which elements are seen.
type styleSheet struct {
	hidden map[string]bool // ".class" and "#id" that are not shown
	shown  map[string]bool // ".class.other" that are shown though .class is not
}

var (
	styleRule   = regexp.MustCompile(`([^{}]*)\{([^{}]*)\}`)
	styleRemark = regexp.MustCompile(`(?s)/\*.*?\*/`)
	simpleName  = regexp.MustCompile(`^[a-z]*([.#][\w-]+)$`)
	doubleName  = regexp.MustCompile(`^(\.[\w-]+\.[\w-]+)$`)
	// fading matches what scripts take away from elements as they come into sight: it hides nothing for good.
	fading = regexp.MustCompile(`(?i)(?:^|[;\s])opacity\s*:|transition`)
	shows  = regexp.MustCompile(`(?i)display\s*:\s*(?:block|flex|grid|inline|table|initial)`)
)

// add takes in the rules of a style sheet that hide classes and ids, but for those that hold for some screens only.
func (s *styleSheet) add(css string) {
	for _, rule := range styleRule.FindAllStringSubmatch(outsideOfConditions(styleRemark.ReplaceAllString(css, "")), -1) {
		for selector := range strings.SplitSeq(rule[1], ",") {
			selector = strings.TrimSpace(selector)
			if m := simpleName.FindStringSubmatch(selector); m != nil && hidingStyle.MatchString(rule[2]) && !fading.MatchString(rule[2]) {
				s.hidden[m[1]] = true
			}
			if m := doubleName.FindStringSubmatch(selector); m != nil && shows.MatchString(rule[2]) {
				s.shown[m[1]] = true
			}
		}
	}
}

// outsideOfConditions drops the blocks of @media and its like from a style sheet.
func outsideOfConditions(css string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(css, '@')
		if at < 0 {
			b.WriteString(css)
			return b.String()
		}
		b.WriteString(css[:at])
		css = css[at:]
		end := strings.IndexAny(css, "{;")
		if end < 0 {
			return b.String()
		}
		if css[end] == '{' {
			end = blockEnd(css, end)
		}
		css = css[min(end+1, len(css)):]
	}
}

// blockEnd returns the index of the brace that closes the one at open, or the end of the text.
func blockEnd(css string, open int) int {
	depth := 0
	for i := open; i < len(css); i++ {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(css)
}

// hides reports whether the sheet hides an element of such attributes.
func (s *styleSheet) hides(attributes []html.Attribute) bool {
	if len(s.hidden) == 0 {
		return false
	}
	for _, a := range attributes {
		switch a.Key {
		case "id":
			if s.hidden["#"+a.Val] {
				return true
			}
		case "class":
			const most = 50 // classes of one element
			names := strings.Fields(a.Val)
			names = names[:min(len(names), most)]
			for _, name := range names {
				if s.hidden["."+name] && !slices.ContainsFunc(names, func(other string) bool { return s.shown["."+name+"."+other] || s.shown["."+other+"."+name] }) {
					return true
				}
			}
		}
	}
	return false
}
