package markup

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// Write writes front matter and blocks as Markdown that is read as the same ones. What would be read as mark-up or
// furniture of Markdown is escaped.
func Write(head Head, blocks []Block) ([]byte, error) {
	var b bytes.Buffer
	if err := writeHead(&b, head); err != nil {
		return nil, err
	}
	for i, block := range blocks {
		if i > 0 && !(block.Kind == Item && blocks[i-1].Kind == Item) && !sameTable(blocks, i) {
			b.WriteByte('\n')
		}
		switch block.Kind {
		case Heading:
			b.WriteString(strings.Repeat("#", min(max(block.Level, 1), 6)) + " " + escapedHeading(block.Text) + headingBraceText(block) + "\n")
		case Item:
			b.WriteString("- " + escapedParagraph(block.Text) + "\n")
		case Row:
			writeRow(&b, block, sameTable(blocks, i))
		case Code:
			mark := codeFence(block.Text)
			b.WriteString(mark + "\n" + block.Text + "\n" + mark + "\n")
		default:
			b.WriteString(escapedParagraph(block.Text) + "\n")
		}
	}
	return b.Bytes(), nil
}

// writeHead writes front matter.
func writeHead(b *bytes.Buffer, head Head) error {
	var mapping yaml.Node
	mapping.Kind = yaml.MappingNode
	set := func(key, value string) {
		if value != "" {
			mapping.Content = append(mapping.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, &yaml.Node{Kind: yaml.ScalarNode, Value: value})
		}
	}
	set("title", head.Title)
	set("source", head.Source)
	set("publisher", head.Publisher)
	set("author", head.Author)
	set("date", head.Date)
	set("kind", head.Kind)
	set("options", strings.Join(head.Options, ", "))
	text, err := yaml.Marshal(&mapping)
	if err != nil {
		return fmt.Errorf("writing front matter: %w", err)
	}
	b.WriteString("---\n" + string(text) + "---\n\n")
	return nil
}

// headingBraceText writes what a heading says beside its words: {#id link="#page=2" kind="case-study"}.
func headingBraceText(b Block) string {
	var parts []string
	if anchorWord.MatchString(b.Anchor) {
		parts = append(parts, "#"+b.Anchor)
	} else if b.Anchor != "" && !strings.ContainsAny(b.Anchor, `"`) {
		parts = append(parts, `id="`+b.Anchor+`"`)
	}
	if b.Link != "" {
		parts = append(parts, `link="`+b.Link+`"`)
	}
	if b.SectionKind != "" {
		parts = append(parts, `kind="`+b.SectionKind+`"`)
	}
	if len(parts) == 0 {
		return ""
	}
	return " {" + strings.Join(parts, " ") + "}"
}

var anchorWord = regexp.MustCompile(`^[^\s{}"#.'=]+$`)

// sameTable reports whether the block at i is a row of the table that the one before it belongs to.
func sameTable(blocks []Block, i int) bool {
	return i > 0 && blocks[i].Kind == Row && blocks[i-1].Kind == Row &&
		slices.Equal(blocks[i].Names, blocks[i-1].Names) && len(blocks[i].Cells) == len(blocks[i-1].Cells)
}

// writeRow writes a row of a table, with the table's head if it is the first.
func writeRow(b *bytes.Buffer, row Block, goesOn bool) {
	width := max(len(row.Names), len(row.Cells))
	line := func(cells []string) {
		b.WriteString("|")
		for i := range width {
			cell := ""
			if i < len(cells) {
				cell = strings.ReplaceAll(escaped(cells[i]), "|", `\|`)
			}
			b.WriteString(" " + cell + " |")
		}
		b.WriteString("\n")
	}
	if !goesOn {
		line(row.Names)
		b.WriteString(strings.Repeat("| --- ", width) + "|\n")
	}
	line(row.Cells)
}

// codeFence returns a fence that does not occur in code.
func codeFence(code string) string {
	mark := "```"
	for strings.Contains(code, mark) {
		mark += "`"
	}
	return mark
}

var (
	entityLike = regexp.MustCompile(`&(#?\w+;)`)
	tagLike    = regexp.MustCompile(`<([A-Za-z/!?])`)
	// lineStart matches what opens a block of another kind at the start of a paragraph: headings, lists, quotes,
	// rules, fences, and lines for site programs.
	lineStart = regexp.MustCompile(`^(?:[#>+=:-]|\d{1,9}[.)])`)
)

// escaped writes text so that Markdown reads it as it is.
func escaped(text string) string {
	text = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "[", `\[`, "]", `\]`, "~", `\~`, "{", "&#123;", "$$", `\$\$`).Replace(
		entityLike.ReplaceAllString(text, "&amp;$1"))
	text = tagLike.ReplaceAllString(text, `\<$1`)
	return escapedUnderscores(text)
}

// escapedUnderscores escapes those that are not inside a word: those inside mean nothing.
func escapedUnderscores(text string) string {
	if !strings.Contains(text, "_") {
		return text
	}
	runes := []rune(text)
	var b strings.Builder
	for i, r := range runes {
		if r == '_' && !(i > 0 && i+1 < len(runes) && plain.IsWordRune(runes[i-1]) && plain.IsWordRune(runes[i+1])) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// escapedParagraph escapes text that stands at the start of a line.
func escapedParagraph(text string) string {
	text = escaped(text)
	at := lineStart.FindString(text)
	if at == "" {
		return text
	}
	return text[:len(at)-1] + `\` + text[len(at)-1:]
}

// escapedHeading escapes a heading's text, in which closing hashes mean nothing.
func escapedHeading(text string) string {
	text = escaped(text)
	if strings.HasSuffix(text, "#") {
		text = text[:len(text)-1] + `\#`
	}
	return text
}
