package markup

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// contentsLine matches the line above a table of contents.
var contentsLine = regexp.MustCompile(`(?i)^(?:table of contents|contents|in this (?:article|post|guide|page)|on this page|what you(?:['’]ll| will) (?:find|learn|read)(?: here| in this (?:article|post))?|jump to(?: section)?|what['’]s inside):?$`)

// furnitureLine matches short lines that belong to a web page and not to its article. Each stands for a thing
// that saved articles commonly carry; lines that are sentences are never tested.
var furnitureLine = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`\bcall[- ]to[- ]action\b`, `\bcta\b`, // placeholders of marketing systems
	`\b(?:featured|hero|cover|header|stock) image\b`, `\b(?:image|photo) (?:credit|source|by|via)\b`,
	`\bbanner\b`, `^advertisement$`, `^sponsored\b`,
	`^(?:continue reading|read (?:more|next|also|the (?:full|whole) (?:story|article))|learn more|see more|show more|find out more)\b`,
	`^(?:share|tweet|pin|email|print)(?: (?:this|on|via|it)\b.*)?$`, `^share (?:this )?(?:article|post|page)\b`,
	`\bsubscribe (?:to|now|for)\b`, `^subscribe$`, `\bnewsletter\b`, `^sign up\b`, `^follow us\b`, `^join our\b`,
	`^(?:related|recommended|popular|recent|more|similar|latest) (?:posts?|articles?|stories|reading|content)\b`, `^you (?:may|might) also (?:like|enjoy)\b`,
	`\b(?:accept|we use|manage|our|all) cookies\b`, `^cookie (?:policy|settings|preferences|notice)$`,
	`^(?:skip to (?:main )?content|back to top|table of contents:?|toggle navigation|menu|search)$`,
	`^(?:leave a (?:reply|comment)|\d+ comments?|post a comment|add a comment)$`,
	`^(?:all rights reserved|©|copyright)\b`, `^(?:\d+|\w+) min(?:ute)?s?[ -]read$`,
	`^(?:previous|next)(?: (?:post|article|page))?$`, `^(?:log in|sign in|contact us|get in touch|book a (?:demo|call)|request a demo|get started(?: now| today)?)$`,
}, "|"))

// furniture reports whether a block's text is furniture of a web page: short, no sentence, and of a known form.
func furniture(text string) bool {
	return plain.WordCount(text) <= 12 && !strings.HasSuffix(text, ".") && furnitureLine.MatchString(text)
}

// furnitureSection matches headings whose whole section is furniture when nothing in it is a sentence.
var furnitureSection = regexp.MustCompile(`(?i)^(?:table of contents|contents|on this page|in this (?:article|post|guide)|(?:related|recommended|popular|recent|similar|latest|more) (?:posts?|articles?|stories|reading|content)|share (?:this|on)\b.*|newsletter|subscribe\b.*|follow us\b.*|tags|categories|comments|leave a (?:reply|comment)|navigation|menu)$`)

// DropFurniture takes out of an article what belongs to its page: tables of contents, menus, teasers.
func (a *Article) DropFurniture() {
	a.Blocks = withoutFurniture(a.Blocks, a.Page)
	if a.Plain {
		a.Blocks = dropTail(a.Blocks)
	}
}

// withoutFurniture drops furniture, tables of contents included. In a web page it may stand in lists too.
func withoutFurniture(blocks []Block, page bool) []Block {
	var kept []Block
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		switch {
		case b.Kind == Heading && furnitureSection.MatchString(b.Text):
			if end := sectionEnd(blocks, i); !anySentence(blocks[i+1 : end]) {
				i = end - 1
				continue
			}
		case b.Kind == Paragraph && contentsLine.MatchString(b.Text):
			if end := listEnd(blocks, i+1); end > i+2 && !anySentence(blocks[i+1:end]) {
				i = end - 1
				continue
			}
		case (b.Kind == Paragraph || b.Kind == Item && page) && furniture(b.Text):
			continue
		case b.Jumps > 0:
			if end := jumpsEnd(blocks, i); end > i {
				i = end - 1
				continue
			}
		}
		kept = append(kept, b)
	}
	return kept
}

// sectionEnd returns the index of the first block after the heading at i that belongs to another section.
func sectionEnd(blocks []Block, i int) int {
	for j := i + 1; j < len(blocks); j++ {
		if blocks[j].Kind == Heading {
			return j
		}
	}
	return len(blocks)
}

// jumpsEnd returns the index of the first block after the table of contents at i, which is a run of blocks that are
// nothing but links to places on the page, or i when it is none: a link or two belong to the text.
func jumpsEnd(blocks []Block, i int) int {
	const least = 3 // links
	end, links := i, 0
	for end < len(blocks) && blocks[end].Jumps > 0 {
		links += blocks[end].Jumps
		end++
	}
	if links < least {
		return i
	}
	return end
}

// listEnd returns the index of the first block from i that is no list item.
func listEnd(blocks []Block, i int) int {
	for i < len(blocks) && blocks[i].Kind == Item {
		i++
	}
	return i
}

// anySentence reports whether one of the blocks is a sentence that a page's furniture would not hold. A
// question may be an entry of a table of contents.
func anySentence(blocks []Block) bool {
	return slices.ContainsFunc(blocks, func(b Block) bool {
		return b.Kind == Code || b.Kind == Row || plain.EndsSentence(b.Text) && !strings.HasSuffix(b.Text, "?") || plain.WordCount(b.Text) > 20
	})
}

// dropTail drops the lines after the last sentence of plain text: teasers of other pages, names, links.
func dropTail(blocks []Block) []Block {
	end := len(blocks)
	for end > 0 {
		b := blocks[end-1]
		if b.Kind == Item || b.Kind == Code || plain.EndsSentence(b.Text) || plain.WordCount(b.Text) > 20 {
			break
		}
		end--
	}
	if end == 0 {
		return blocks // no sentence at all: short lines are the text
	}
	return blocks[:end]
}
