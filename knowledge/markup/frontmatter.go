package markup

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// maxHead is the size above which front matter is refused, in bytes. Real ones have a few hundred.
const maxHead = 64 << 10

// A Head is the head of a file, its front matter: YAML between two lines of three hyphens, TOML between two lines of three
// plus signs, or a JSON object; or what a page of reStructuredText or AsciiDoc says of itself below its title. Nothing in
// it has been checked.
type Head struct {
	Title, ID, Source, Publisher, Author, Date string
	Options                                    []string
	Kind                                       string // in lower case
	SourceLine, KindLine, OptionsLine          int    // where these stand in the file; 0 where they do not

	more map[string]string // the other keys, in lower case: a record's status, a blip's ring
}

// Field returns what the front matter says under a key that only some documents use, or "".
func (h *Head) Field(key string) string { return h.more[key] }

// Revised returns when a document that has no date of its own was last changed or looked over, as makers of sites note
// it, or "".
func (h *Head) Revised() string {
	for _, key := range []string{"lastmod", "last_modified", "last_updated", "updated", "modified", "last_reviewed_on", "last_reviewed", "reviewed", "published", "created"} {
		if date := dates.In(h.Field(key)); date != "" {
			return date
		}
	}
	return ""
}

// cutFrontMatter parts a file's head from its body, and tells in which line the body starts.
func cutFrontMatter(text string) (head Head, body string, line int, err error) {
	for _, syntax := range headSyntaxes() {
		inside, rest, lines, found := syntax.cut(text)
		if !found {
			continue
		}
		if lines == 0 {
			return head, "", 0, &Fault{1, fmt.Errorf("front matter: does not end: close it with a line of %s", syntax.closing[0])}
		}
		if len(inside) > maxHead {
			return head, "", 0, &Fault{1, fmt.Errorf("front matter: is larger than %d KiB: close it with a line of %s", maxHead>>10, syntax.closing[0])}
		}
		mapping, err := syntax.parse(inside)
		if err != nil {
			return head, "", 0, err
		}
		if mapping == nil {
			break
		}
		head.fill(mapping)
		return head, rest, lines + 1, nil
	}
	return head, text, 1, nil
}

// A headSyntax is a way to write front matter.
type headSyntax struct {
	opening string
	closing []string
	entry   *regexp.Regexp // what the line below the opening looks like where a head is meant, and not a rule
	whole   bool           // the marks are part of what is parsed
	parse   func(head string) (*yaml.Node, error)
}

func headSyntaxes() []headSyntax {
	return []headSyntax{
		{opening: "---", closing: []string{"---", "..."}, entry: yamlEntry, parse: parseYAML},
		{opening: "+++", closing: []string{"+++"}, entry: tomlEntry, parse: parseTOML},
		{opening: "{", closing: []string{"}"}, entry: jsonEntry, whole: true, parse: parseJSON},
	}
}

// cut parts text at the closing mark. lines is how many lines the head has with its marks, 0 when it does not
// end.
func (h *headSyntax) cut(text string) (inside, rest string, lines int, found bool) {
	first, after, _ := strings.Cut(text, "\n")
	if strings.TrimRight(first, " ") != h.opening || h.whole && !h.entry.MatchString(after) {
		return "", "", 0, false
	}
	all := strings.SplitAfter(after, "\n")
	end := slices.IndexFunc(all, func(l string) bool { return slices.Contains(h.closing, strings.TrimRight(l, " \n")) })
	if end < 0 {
		return "", "", 0, h.entry.MatchString(after)
	}
	inside = strings.Join(all[:end], "")
	if h.whole {
		inside = first + "\n" + inside + all[end]
	}
	return inside, strings.Join(all[end+1:], ""), end + 2, true
}

// parseYAML returns the head's mapping, or nil when it is text between two rules.
func parseYAML(head string) (*yaml.Node, error) {
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(head), &node); err != nil {
		return nil, frontMatterError(err)
	}
	switch {
	case len(node.Content) == 0:
		return &node, nil // an empty head
	case node.Content[0].Kind == yaml.MappingNode:
		return node.Content[0], nil
	case node.Content[0].Kind == yaml.ScalarNode && yamlTight.MatchString(head):
		return parseYAML(yamlTight.ReplaceAllString(head, "$1: $2")) // "tag:Web" was meant as "tag: Web"
	}
	return nil, nil
}

var (
	yamlTight = regexp.MustCompile(`(?m)^([A-Za-z_][\w-]*):([^\s:/].*)$`)
	yamlEntry = regexp.MustCompile(`^[A-Za-z_][\w-]*:`)
)

// frontMatterError says what to do about a fault that the YAML parser found.
func frontMatterError(err error) error {
	line, what := YAMLPlace(err)
	line++ // the opening --- is not part of the YAML
	return &Fault{line, fmt.Errorf(`front matter: %s: quote the value (title: "A: B") or mend the indentation`, what)}
}

func (h *Head) fill(mapping *yaml.Node) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		value := mapping.Content[i+1]
		if value.Alias != nil {
			value = value.Alias
		}
		list := scalars(value)
		h.set(mapping.Content[i].Value, list, value.Line+1)
	}
}

// set takes what the head says under a key, in a line of the file.
func (h *Head) set(key string, list []string, line int) {
	text := strings.Join(list, ", ")
	switch key = strings.ToLower(key); key {
	case "title":
		h.Title = text
	case "id":
		h.ID = text
	case "source":
		h.Source, h.SourceLine = text, line
	case "publisher":
		h.Publisher = text
	case "author", "authors":
		h.Author = text
	case "date":
		h.Date = text
	case "options":
		h.Options, h.OptionsLine = splitList(list), line
	case "kind":
		h.Kind, h.KindLine = strings.ToLower(text), line
	default:
		if h.more == nil {
			h.more = map[string]string{}
		}
		h.more[key] = text
	}
}

// scalars returns the values of a node as they are written: a date stays the text that it was, and what stands in the
// braces of a form, "{ accepted }", stays in them.
func scalars(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode && n.Tag != "!!null" {
		return []string{plain.OneLine(n.Value)}
	}
	var list []string
	if n.Kind == yaml.SequenceNode {
		for _, c := range n.Content {
			if c.Kind == yaml.ScalarNode && c.Tag != "!!null" {
				list = append(list, plain.OneLine(c.Value))
			}
		}
	}
	if held := bareKeys(n); len(held) > 0 {
		return []string{"{" + strings.Join(held, ", ") + "}"}
	}
	return list
}

// bareKeys returns the keys of a mapping that has no values, which is what YAML makes of text in braces; none for others.
func bareKeys(n *yaml.Node) []string {
	var keys []string
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i+1].Tag != "!!null" || n.Content[i].Kind != yaml.ScalarNode {
			return nil
		}
		keys = append(keys, plain.OneLine(n.Content[i].Value))
	}
	return keys
}

// splitList takes a YAML list, or one string with commas.
func splitList(list []string) []string {
	var all []string
	for _, entry := range list {
		for part := range strings.SplitSeq(entry, ",") {
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, part)
			}
		}
	}
	return all
}
