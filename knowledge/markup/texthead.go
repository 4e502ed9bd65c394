package markup

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// A textPage finds the headings of plain text: those that its form, its table of contents or a pattern makes
// sure, and then the lines that look like one and stand where one would.
type textPage struct {
	blocks   []textBlock
	contents map[string]bool // the entries of the page's own table of contents, as plain.Folded writes them

	author, date string // as lines below the title name them
}

// headings makes headings of the blocks that are, drops captions and other furniture, and returns the page's
// title, or "" when it has none.
func (p *textPage) headings() string {
	p.dropFurniture()
	p.takeContents()
	p.numbered()
	p.surely()
	title := p.takeTitle()
	if p.prose() {
		p.guess()
		p.dropCaptions()
	}
	return title
}

func (p *textPage) dropFurniture() {
	p.blocks = slices.DeleteFunc(p.blocks, func(b textBlock) bool {
		return b.Kind != Heading && furniture(b.Text) && !contentsLine.MatchString(b.Text)
	})
}

// takeContents takes a table of contents out, and keeps its entries.
func (p *textPage) takeContents() {
	const most = 20 // lines that may head one; each is compared with all that follows
	p.contents = map[string]bool{}
	tried := 0
	for i := range p.blocks {
		if !contentsLine.MatchString(p.blocks[i].Text) {
			continue
		}
		if tried++; tried > most {
			return
		}
		end := i + 1
		for end < len(p.blocks) && p.blocks[end].Kind == Item {
			end++
		}
		if end == i+1 { // a list whose bullets were lost: short lines, each of which comes again
			for end < min(len(p.blocks), i+50) && p.repeated(end) {
				end++
			}
		}
		if end-i < 3 {
			continue // no list of two entries or more: the line means something else
		}
		for _, b := range p.blocks[i+1 : end] {
			p.contents[plain.Folded(b.Text)] = true
		}
		p.blocks = slices.Delete(p.blocks, i, end)
		return
	}
}

// repeated reports whether the block's text comes again further down.
func (p *textPage) repeated(i int) bool {
	same := plain.Folded(p.blocks[i].Text)
	return p.blocks[i].single && slices.ContainsFunc(p.blocks[i+1:], func(b textBlock) bool { return plain.Folded(b.Text) == same })
}

// numbered makes headings of numbered lines that head running text: "1. Introduction". At least two must
// follow one another, and none may be a neighbour of the next, as steps of a list are.
func (p *textPage) numbered() {
	var run []int
	flush := func() {
		if len(run) >= 2 {
			for _, i := range run {
				b := &p.blocks[i]
				b.Kind, b.Level, b.sure, b.Text = Heading, 2, true, b.number+". "+b.Text
			}
		}
		run = nil
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind != Item || b.number == "" {
			continue
		}
		if len(run) > 0 && !nextNumber(p.blocks[run[len(run)-1]].number, b.number) {
			flush()
		}
		if p.headsText(i) {
			run = append(run, i)
		} else {
			flush()
		}
	}
	flush()
}

// headsText reports whether a numbered line has a heading's form and text that is not its own below it.
func (p *textPage) headsText(i int) bool {
	b := p.blocks[i]
	if !b.single || !titleForm(b.Text) || plain.WordCount(b.Text) > 10 || i+1 == len(p.blocks) {
		return false
	}
	next := p.blocks[i+1]
	return next.gap && (next.Kind == Paragraph || next.Kind == Heading && next.number != "")
}

// surely makes headings of what the table of contents lists, and of lines that share a prefix ("A vs. B - …").
func (p *textPage) surely() {
	shared := SharedPrefixes(p.texts((*textPage).candidate))
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.Kind == Heading:
		case !b.single || b.Kind == Item:
		case p.contents[plain.Folded(b.Text)]:
			b.Kind, b.Level, b.sure = Heading, 2, true
		case p.candidate(i) && shared[PrefixOf(b.Text)] >= 3:
			b.Kind, b.Level, b.sure = Heading, p.below(), true
		}
	}
}

// below is the level of a heading that the table of contents does not list.
func (p *textPage) below() int {
	if len(p.contents) > 0 {
		return 3
	}
	return 2
}

func (p *textPage) texts(keep func(*textPage, int) bool) []string {
	var texts []string
	for i := range p.blocks {
		if keep(p, i) || p.blocks[i].Kind == Heading {
			texts = append(texts, p.blocks[i].Text)
		}
	}
	return texts
}

// candidate reports whether a block has a heading's form and length.
func (p *textPage) candidate(i int) bool {
	b := p.blocks[i]
	return b.Kind == Paragraph && b.single && titleForm(b.Text) && plain.WordCount(b.Text) <= 12
}

// takeTitle makes the page's first line its title where nothing but captions stands before it.
func (p *textPage) takeTitle() string {
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.Kind == Heading && b.number == "" && !p.contents[plain.Folded(b.Text)]:
			if i == 0 {
				b.Level = 1
			}
			if b.Level == 1 {
				return b.Text
			}
			return ""
		case b.Kind == Paragraph && b.single && !b.spaced && titleForm(b.Text) && plain.WordCount(b.Text) <= 18 && i+1 < len(p.blocks):
			b.Kind, b.Level, b.sure = Heading, 1, true
			p.takeByline(i + 1)
			p.blocks = slices.Delete(p.blocks, 0, i)
			return p.blocks[0].Text
		case b.spaced || b.single && b.Kind == Paragraph && !plain.EndsSentence(b.Text) && plain.WordCount(b.Text) <= 12:
			continue // a caption, a crumb or the head of a memo above the title
		default:
			return ""
		}
	}
	return ""
}

var (
	byline   = regexp.MustCompile(`(?i)^(?:written |posted )?by:? `)
	dateLine = regexp.MustCompile(`(?i)^(?:(?:first |last )?(?:published|updated|posted|modified|date)(?: on)?:? )?((?:\w+day, )?(?:\d{1,2}(?:st|nd|rd|th)?\.? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})$`)
	yearMark = regexp.MustCompile(`(?i)[\[(](?:updated? (?:in |for )?)?((?:19|20)\d\d)(?: (?:update|edition|guide|version))?[\])]`)
)

// takeByline takes out the lines below the title that name the author and the date.
func (p *textPage) takeByline(i int) {
	end := i
	defer func() { p.blocks = slices.Delete(p.blocks, i, end) }()
	for ; end < len(p.blocks) && p.blocks[end].single && p.blocks[end].Kind == Paragraph; end++ {
		text := p.blocks[end].Text
		switch m := dateLine.FindStringSubmatch(text); {
		case m != nil:
			p.date = cmp.Or(p.date, m[1])
		case byline.MatchString(text) && plain.WordCount(text) <= 8 && !strings.HasSuffix(text, "."):
			p.author = cmp.Or(p.author, byline.ReplaceAllString(text, ""))
		default:
			return
		}
	}
}

// yearOf returns the year that a title gives in brackets: "A or B? [2023 Update]".
func yearOf(title string) string {
	if m := yearMark.FindStringSubmatch(title); m != nil {
		return m[1]
	}
	return ""
}

// prose reports whether the page is written in sentences. In notes that are not, short lines are the text.
func (p *textPage) prose() bool {
	closed, all := 0, 0
	for _, b := range p.blocks {
		if b.Kind == Paragraph && plain.WordCount(b.Text) > 4 {
			all++
			if plain.EndsSentence(b.Text) || strings.HasSuffix(b.Text, ":") {
				closed++
			}
		}
	}
	return closed*2 > all
}

// guess makes headings of lines that look like one, from the last to the first, for a line just above a sure
// heading is none: it has nothing to head, and is a link or a caption.
func (p *textPage) guess() {
	var next, b *textBlock // next is the first block after b that is not a caption
	for i := len(p.blocks) - 1; i >= 0; i-- {
		if b != nil && !p.captionLike(i+1) {
			next = b
		}
		b = &p.blocks[i]
		if !p.candidate(i) || next == nil || next.Kind == Heading && next.sure {
			continue
		}
		afterHeading := i > 0 && p.blocks[i-1].Kind == Heading && p.blocks[i-1].Level > 1
		if question(b.Text) || inTitleCase(b.Text) || !afterHeading && plain.WordCount(b.Text) <= 8 && next.Kind != Heading {
			b.Kind, b.Level = Heading, p.below()
		}
	}
}

// captionLike reports whether a block is a short line that neither is a sentence nor looks like a heading.
func (p *textPage) captionLike(i int) bool {
	b := p.blocks[i]
	return b.Kind == Paragraph && b.single && plain.WordCount(b.Text) <= 12 && !plain.EndsSentence(b.Text) &&
		!strings.HasSuffix(b.Text, ":") && !p.candidate(i)
}

// dropCaptions drops short lines that are no sentence and stand next to a heading or at the end: captions
// below headings, labels of links above them.
func (p *textPage) dropCaptions() {
	var kept []textBlock
	for i, b := range p.blocks {
		short := b.Kind == Paragraph && b.single && plain.WordCount(b.Text) <= 12 && !plain.EndsSentence(b.Text) && !strings.ContainsAny(b.Text, ":")
		after := len(kept) > 0 && kept[len(kept)-1].Kind == Heading
		before := i+1 == len(p.blocks) || p.blocks[i+1].Kind == Heading
		if short && (after || before) {
			continue
		}
		kept = append(kept, b)
	}
	p.blocks = kept
}

var questionWord = regexp.MustCompile(`(?i)^(?:so,? )?(?:what|which|who|whom|whose|when|where|why|how|is|are|was|do|does|did|can|could|should|will|would|has|have)\b`)

func question(text string) bool {
	return strings.HasSuffix(text, "?") && (questionWord.MatchString(text) || inTitleCase(text))
}

// inTitleCase reports whether most of the long words of text are capitalised, as in the titles of articles.
func inTitleCase(text string) bool {
	long, upper := 0, 0
	for _, w := range strings.Fields(text) {
		w = strings.TrimLeft(w, `"'“‘(`)
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) || unicode.IsDigit(r) {
			upper++
		}
	}
	return upper > 0 && upper*3 >= long*2
}
