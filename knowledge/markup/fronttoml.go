package markup

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"
)

// Front matter in TOML and JSON is turned into the tree that YAML has, so that there is one reading of its keys.

var (
	tomlEntry = regexp.MustCompile(`^\s*(?:[\w"'.-]+\s*=|\[|#)`)
	tomlKey   = regexp.MustCompile(`^\s*["']?([\w-]+)["']?\s*=`)
	jsonEntry = regexp.MustCompile(`^\s*"`)
)

// parseTOML returns the head's keys and values. Tables are left out: no key of ours is one.
func parseTOML(head string) (*yaml.Node, error) {
	values := map[string]any{}
	if _, err := toml.Decode(head, &values); err != nil {
		if at, ok := errors.AsType[toml.ParseError](err); ok {
			message := strings.TrimPrefix(at.Message, "toml: ")
			return nil, &Fault{at.Position.Line + 1, fmt.Errorf(`front matter: %s: write text in quotes (title = "A")`, message)}
		}
		return nil, &Fault{1, fmt.Errorf("front matter: %w", err)}
	}
	mapping := &yaml.Node{Kind: yaml.MappingNode}
	for i, line := range strings.Split(head, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "[") {
			break // keys of tables from here on
		}
		m := tomlKey.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if node := tomlNode(values[m[1]]); node != nil {
			node.Line = i + 1
			mapping.Content = append(mapping.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: m[1], Line: i + 1}, node)
			delete(values, m[1]) // a line of a multi-line string may look like a key again
		}
	}
	return mapping, nil
}

// tomlNode returns a value as a node, or nil for a table.
func tomlNode(value any) *yaml.Node {
	switch v := value.(type) {
	case nil, map[string]any:
		return nil
	case []any:
		list := &yaml.Node{Kind: yaml.SequenceNode}
		for _, entry := range v {
			if node := tomlNode(entry); node != nil {
				list.Content = append(list.Content, node)
			}
		}
		return list
	case time.Time:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: v.Format(time.DateOnly)}
	default:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: fmt.Sprint(v)}
	}
}

// parseJSON returns the head's object. JSON is YAML but for tabs between its tokens.
func parseJSON(head string) (*yaml.Node, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(head), &object); err != nil {
		line := 1
		if at, ok := errors.AsType[*json.SyntaxError](err); ok {
			line += strings.Count(head[:min(len(head), int(at.Offset))], "\n")
		}
		return nil, &Fault{line, fmt.Errorf("front matter: is no JSON: %w", err)}
	}
	mapping, err := parseYAML(strings.ReplaceAll(head, "\t", " "))
	if err != nil || mapping == nil {
		return nil, err
	}
	for i := range mapping.Content {
		mapping.Content[i].Line-- // fill counts from the line below the opening one
	}
	return mapping, nil
}
