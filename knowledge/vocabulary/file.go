package vocabulary

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// MaxPhrase is how many words a name or phrase may have; the longest of ours have 12.
const MaxPhrase = 16

// Limits on what a vocabulary file holds. The built-in files have some 1,400 options, and 14,000 names and phrases in all.
const (
	maxFile    = 2 << 20 // bytes
	maxWritten = 50_000  // values
	maxKeys    = 200     // of one mapping: decoding takes the square of their number
	maxAlike   = 1000    // names and phrases that begin with one word: each is tried where that word stands
)

// A File is a team's own additions, in the form of the built-in files: with options and concepts.
type File struct {
	Name string // in messages
	Data []byte // YAML
}

// additions is the form of a team's vocabulary file.
type additions struct {
	Options  []*Option  `yaml:"options"`
	Concepts []*Concept `yaml:"concepts"`
}

// Load returns the built-in vocabulary with a team's additions to it. Without additions it is the same for all who load
// it. An error names the file, and the line where it has one.
func Load(extra []File) (*Lexicon, error) {
	if len(extra) == 0 {
		return builtin()
	}
	v, err := New()
	if err != nil {
		return nil, err
	}
	for _, f := range extra {
		if len(f.Data) > maxFile {
			return nil, fmt.Errorf("%s is larger than %d MiB: split it", f.Name, maxFile>>20)
		}
		if err := check(f); err != nil {
			return nil, err
		}
		var more additions
		if err := decode(f.Name, f.Data, &more); err != nil {
			return nil, err
		}
		if err := v.add(more); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if v.crowded != "" {
			return nil, fmt.Errorf("%s: more than %d names and words begin with %q: leave some out", f.Name, maxAlike, v.crowded)
		}
	}
	return v, nil
}

// check refuses what costs too much to decode and what stands for nothing, with file and line.
func check(f File) error {
	var doc yaml.Node
	if err := yaml.Unmarshal(f.Data, &doc); err != nil {
		return fmt.Errorf("%s%s", f.Name, fault(err))
	}
	values := 0
	var walk func(n *yaml.Node) error
	walk = func(n *yaml.Node) error {
		values++
		switch {
		case values > maxWritten:
			return fmt.Errorf("%s:%d: holds more than %d values: leave some out", f.Name, n.Line, maxWritten)
		case n.Kind == yaml.AliasNode:
			return fmt.Errorf("%s:%d: an alias is not read: write out what it stands for", f.Name, n.Line)
		case n.Kind == yaml.MappingNode && len(n.Content) > 2*maxKeys:
			return fmt.Errorf("%s:%d: has more than %d keys beside each other: leave some out", f.Name, n.Line, maxKeys)
		case n.Kind == yaml.ScalarNode && len(strings.Fields(n.Value)) > MaxPhrase:
			return fmt.Errorf("%s:%d: is longer than %d words: write a shorter name or phrase", f.Name, n.Line, MaxPhrase)
		}
		for _, c := range n.Content {
			if n.Kind == yaml.SequenceNode && c.Tag == "!!null" {
				return fmt.Errorf("%s:%d: an entry of a list is empty", f.Name, c.Line)
			}
			if err := walk(c); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(&doc)
}

// decode decodes strictly, so that a misspelt field is an error that names its line.
func decode(name string, data []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s%s", name, fault(err))
	}
	return nil
}

var (
	lineOfFault  = regexp.MustCompile(`line (\d+): ?`)
	typeOfFault  = regexp.MustCompile(`cannot unmarshal !!\w+ (.*?) ?into \S+`)
	fieldOfFault = regexp.MustCompile(`field (\S+) not found in type \S+`)
)

// fault words the first of a decoder's errors in one line, beginning with ":LINE: " where it has one.
func fault(err error) string {
	text := strings.TrimPrefix(strings.TrimPrefix(err.Error(), "yaml: "), "unmarshal errors:\n")
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	line := ""
	if m := lineOfFault.FindStringSubmatch(text); m != nil {
		line, text = ":"+m[1], strings.Replace(text, m[0], "", 1)
	}
	text = typeOfFault.ReplaceAllString(text, "$1 has not the form that is read here")
	return line + ": " + fieldOfFault.ReplaceAllString(text, "unknown field $1: the fields are explained at the head of the built-in files")
}
