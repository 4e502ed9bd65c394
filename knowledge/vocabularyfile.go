package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// Limits on what a vocabulary file holds. The built-in files have some 1,400 options, and 14,000 names and phrases in all.
const (
	maxWritten = 50_000 // values
	maxKeys    = 200    // of one mapping: decoding takes the square of their number
	maxPhrase  = 16     // words of a name or phrase; the longest of ours have 12
	maxAlike   = 1000   // names and phrases that begin with one word: each is tried where that word stands
)

// A vocabularyFile is a team's own additions, in the form of the built-in files.
type vocabularyFile struct {
	name string
	data []byte
}

// additions is the form of a team's vocabulary file.
type additions struct {
	Options  []*Option  `yaml:"options"`
	Concepts []*Concept `yaml:"concepts"`
}

// loadVocabulary returns the built-in vocabulary with a team's additions to it.
func loadVocabulary(extra []vocabularyFile) (*Vocabulary, error) {
	if len(extra) == 0 {
		return builtinVocabulary()
	}
	v, err := newVocabulary()
	if err != nil {
		return nil, err
	}
	for _, f := range extra {
		if len(f.data) > markup.MaxFile {
			return nil, fmt.Errorf("%s is larger than %d MiB: split it", f.name, markup.MaxFile>>20)
		}
		if err := checkYAML(f); err != nil {
			return nil, err
		}
		var more additions
		if err := decodeYAML(f.name, f.data, &more); err != nil {
			return nil, err
		}
		if err := v.add(more); err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		if v.crowded != "" {
			return nil, fmt.Errorf("%s: more than %d names and words begin with %q: leave some out", f.name, maxAlike, v.crowded)
		}
	}
	return v, nil
}

// checkYAML refuses what costs too much to decode and what stands for nothing, with file and line.
func checkYAML(f vocabularyFile) error {
	var doc yaml.Node
	if err := yaml.Unmarshal(f.data, &doc); err != nil {
		return fmt.Errorf("%s%s", f.name, yamlFault(err))
	}
	values := 0
	var check func(n *yaml.Node) error
	check = func(n *yaml.Node) error {
		values++
		switch {
		case values > maxWritten:
			return fmt.Errorf("%s:%d: holds more than %d values: leave some out", f.name, n.Line, maxWritten)
		case n.Kind == yaml.AliasNode:
			return fmt.Errorf("%s:%d: an alias is not read: write out what it stands for", f.name, n.Line)
		case n.Kind == yaml.MappingNode && len(n.Content) > 2*maxKeys:
			return fmt.Errorf("%s:%d: has more than %d keys beside each other: leave some out", f.name, n.Line, maxKeys)
		case n.Kind == yaml.ScalarNode && len(strings.Fields(n.Value)) > maxPhrase:
			return fmt.Errorf("%s:%d: is longer than %d words: write a shorter name or phrase", f.name, n.Line, maxPhrase)
		}
		for _, c := range n.Content {
			if n.Kind == yaml.SequenceNode && c.Tag == "!!null" {
				return fmt.Errorf("%s:%d: an entry of a list is empty", f.name, c.Line)
			}
			if err := check(c); err != nil {
				return err
			}
		}
		return nil
	}
	return check(&doc)
}

// decodeYAML decodes strictly, so that a misspelt field is an error that names its line.
func decodeYAML(name string, data []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s%s", name, yamlFault(err))
	}
	return nil
}

var (
	lineOfFault  = regexp.MustCompile(`line (\d+): ?`)
	typeOfFault  = regexp.MustCompile(`cannot unmarshal !!\w+ (.*?) ?into \S+`)
	fieldOfFault = regexp.MustCompile(`field (\S+) not found in type \S+`)
)

// yamlFault words the first of a decoder's errors in one line, beginning with ":LINE: " where it has one.
func yamlFault(err error) string {
	text := strings.TrimPrefix(strings.TrimPrefix(err.Error(), "yaml: "), "unmarshal errors:\n")
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	line := ""
	if m := lineOfFault.FindStringSubmatch(text); m != nil {
		line, text = ":"+m[1], strings.Replace(text, m[0], "", 1)
	}
	text = typeOfFault.ReplaceAllString(text, "$1 has not the form that is read here")
	return line + ": " + fieldOfFault.ReplaceAllString(text, "unknown field $1: the fields are explained at the head of the built-in files")
}
