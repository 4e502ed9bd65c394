package knowledge

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// frontMatter is the YAML head of a file, between two lines of three hyphens. Keys it does not name are left
// alone, for other programs use them.
type frontMatter struct {
	title, id, source, publisher, author, date string
	options                                    []string
	kind                                       Kind
	sourceLine, kindLine                       int
}

// A lineError is a fault that stands in one line of a file.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return e.err.Error() }
func (e *lineError) Unwrap() error { return e.err }

// cutFrontMatter parts a file's head from its body, and tells in which line the body starts.
func cutFrontMatter(text string) (head frontMatter, body string, line int, err error) {
	first, rest, _ := strings.Cut(text, "\n")
	switch strings.TrimRight(first, " ") {
	case "+++":
		return head, "", 0, &lineError{1, errors.New("front matter: TOML (+++) is not read: write it as YAML between two lines of ---")}
	case "---":
	default:
		return head, text, 1, nil
	}
	lines := strings.SplitAfter(rest, "\n")
	end := slices.IndexFunc(lines, func(l string) bool {
		l = strings.TrimRight(l, " \n")
		return l == "---" || l == "..."
	})
	if end < 0 && !keyLine.MatchString(rest) {
		return head, text, 1, nil // a page that opens with a rule
	}
	if end < 0 {
		return head, "", 0, &lineError{1, errors.New("front matter: does not end: close it with a line of ---")}
	}
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(strings.Join(lines[:end], "")), &node); err != nil {
		return head, "", 0, frontMatterError(err)
	}
	if len(node.Content) > 0 && node.Content[0].Kind != yaml.MappingNode {
		return head, text, 1, nil // text between two rules
	}
	if len(node.Content) > 0 {
		head.fill(node.Content[0])
	}
	return head, strings.Join(lines[end+1:], ""), end + 3, nil
}

var (
	keyLine  = regexp.MustCompile(`^[A-Za-z_][\w-]*:`)
	yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)`)
)

// frontMatterError says what to do about a fault that the YAML parser found.
func frontMatterError(err error) error {
	line, what := 2, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		n, _ := strconv.Atoi(m[1])
		line, what = n+1, m[2] // the opening --- is not part of the YAML
	}
	return &lineError{line, fmt.Errorf(`front matter: %s: quote the value (title: "A: B") or mend the indentation`, what)}
}

func (h *frontMatter) fill(mapping *yaml.Node) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		value := mapping.Content[i+1]
		if value.Alias != nil {
			value = value.Alias
		}
		list := scalars(value)
		text := strings.Join(list, ", ")
		switch strings.ToLower(mapping.Content[i].Value) {
		case "title":
			h.title = text
		case "id":
			h.id = text
		case "source":
			h.source, h.sourceLine = text, value.Line+1
		case "publisher":
			h.publisher = text
		case "author", "authors":
			h.author = text
		case "date":
			h.date = text
		case "options":
			h.options = splitList(list)
		case "kind":
			h.kind, h.kindLine = Kind(strings.ToLower(text)), value.Line+1
		}
	}
}

// scalars returns the values of a node as they are written: a date stays the text that it was.
func scalars(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode && n.Tag != "!!null" {
		return []string{oneLine(n.Value)}
	}
	var list []string
	if n.Kind == yaml.SequenceNode {
		for _, c := range n.Content {
			if c.Kind == yaml.ScalarNode && c.Tag != "!!null" {
				list = append(list, oneLine(c.Value))
			}
		}
	}
	return list
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

// check drops what cannot be used, and says so. Its problems have no File yet.
func (h *frontMatter) check() []Problem {
	var problems []Problem
	if h.source != "" && !isWebURL(h.source) {
		problems = append(problems, Problem{Line: h.sourceLine, Message: fmt.Sprintf("source %q is not an http or https URL and is left out", h.source)})
		h.source = ""
	}
	if h.kind != "" && !h.kind.known() {
		problems = append(problems, Problem{Line: h.kindLine, Message: fmt.Sprintf("kind %q is unknown and left out: use section, case-study, summary, decision or radar", h.kind)})
		h.kind = ""
	}
	return problems
}

func (k Kind) known() bool {
	return slices.Contains([]Kind{KindSection, KindCaseStudy, KindSummary, KindDecision, KindRadar}, k)
}

// isWebURL reports whether people can be sent to text: an http or https URL with a host, without a password,
// and without characters that would end the link in a chat message.
func isWebURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")) &&
		u.Host != "" && u.User == nil && len(text) <= 2000 && !strings.ContainsAny(text, " <>|\"`\\")
}
