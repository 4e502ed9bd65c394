package exam

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/stackpick/stackpick/bot"
)

// Limits of a set.
const (
	maxFile = 8 << 20 // bytes
	maxLine = 1 << 20 // bytes of one line of JSON Lines
)

// Read reads a set of items. A name that ends in .jsonl is read as JSON Lines, one object a line; .yaml, .yml and
// .json as a list of objects:
//
//   - question: which queue did we choose, and why?
//     outcome: [facts, recommendation]
//     pick: RabbitMQ
//     sections: [0012-message-queue]
//     facts: ["at most once|duplicates", "/[0-9]+ messages/"]
//
// The fields are those of Item, in lower case: question, and any of id, kind, thread (a list of question and answer),
// outcome, pick, sections, facts, gaps and absent. A list of one may be given as that one. Fields that an item does
// not have are refused, for they are mostly misspelled ones. Every error begins with name and line.
func Read(r io.Reader, name string) ([]Item, error) {
	read := readYAML
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson":
		read = readLines
	case ".yaml", ".yml", ".json":
	default:
		return nil, fmt.Errorf("%s: a question set is a .yaml or .jsonl file", name)
	}
	items, err := read(io.LimitReader(r, maxFile+1), name)
	if err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return nil, fmt.Errorf("%s:1: no questions in it", name)
	}
	seen := map[string]int{}
	for i := range items {
		it := &items[i]
		if first := seen[it.ID]; it.ID != "" && first > 0 {
			return nil, fmt.Errorf("%s: the id %q stands in line %d already", it.Place(), it.ID, first)
		}
		seen[it.ID] = it.Line
	}
	return items, nil
}

// entries is one entry or a list of them.
type entries []string

// UnmarshalJSON lets a lone string stand for a list of one.
func (e *entries) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		*e = make(entries, 1)
		return json.Unmarshal(data, &(*e)[0])
	}
	return json.Unmarshal(data, (*[]string)(e))
}

// written is an item as it stands in a file.
type written struct {
	ID       string     `json:"id"`
	Kind     string     `json:"kind"`
	Question string     `json:"question"`
	Thread   []bot.Turn `json:"thread"`
	Outcome  entries    `json:"outcome"`
	Pick     entries    `json:"pick"`
	Sections entries    `json:"sections"`
	Facts    entries    `json:"facts"`
	Gaps     entries    `json:"gaps"`
	Absent   entries    `json:"absent"`
}

// item makes an item of what is written in a line of a file.
func (w *written) item(file string, line int) (Item, error) {
	it := Item{File: file, Line: line, ID: w.ID, Kind: w.Kind, Question: w.Question, Thread: w.Thread, Pick: w.Pick}
	for _, o := range w.Outcome {
		it.Outcome = append(it.Outcome, bot.Outcome(o))
	}
	for _, field := range []struct {
		name string
		from entries
		to   *[]Want
	}{{"sections", w.Sections, &it.Sections}, {"facts", w.Facts, &it.Facts}, {"gaps", w.Gaps, &it.Gaps}, {"absent", w.Absent, &it.Absent}} {
		if len(field.from) > maxEntries {
			return it, fmt.Errorf("%s:%d: %s has more than %d entries", file, line, field.name, maxEntries)
		}
		for _, text := range field.from {
			if len(text) > maxEntry {
				return it, fmt.Errorf("%s:%d: an entry of %s is longer than %d bytes", file, line, field.name, maxEntry)
			}
			want, err := newWant(text)
			if err != nil {
				return it, fmt.Errorf("%s:%d: %s: %w", file, line, field.name, err)
			}
			*field.to = append(*field.to, want)
		}
	}
	if err := it.valid(); err != nil {
		return it, fmt.Errorf("%s:%d: %w", file, line, err)
	}
	return it, nil
}

// readLines reads JSON Lines. Empty lines are skipped.
func readLines(r io.Reader, name string) ([]Item, error) {
	var items []Item
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	n, size := 0, 0
	for lines.Scan() {
		n++
		if size += len(lines.Bytes()) + 1; size > maxFile {
			return nil, tooLong(name)
		}
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		w, err := decode(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		it, err := w.item(name, n)
		if err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return nil, fmt.Errorf("%s:%d: the line is longer than %d bytes", name, n+1, maxLine)
	}
	if lines.Err() != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, n+1, lines.Err())
	}
	return items, nil
}

// decode reads one item from JSON.
func decode(data []byte) (*written, error) {
	var w written
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&w); err != nil {
		return nil, plain(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more than one object in the line")
	}
	return &w, nil
}

// plain words a JSON error without the names of Go's types.
func plain(err error) error {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if e.Field == "" {
			return fmt.Errorf("unexpected %s where an object should be", e.Value)
		}
		return fmt.Errorf("%s: unexpected %s", e.Field, e.Value)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the object does not end")
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// readYAML reads a YAML list of items.
func readYAML(r io.Reader, name string) ([]Item, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(data) > maxFile {
		return nil, tooLong(name)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, yamlError(name, err)
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.SequenceNode {
		return nil, fmt.Errorf("%s:%d: want a list: begin each question with - question: …", name, root.Line)
	}
	var items []Item
	for _, n := range root.Content {
		value, err := plainValue(n)
		if err != nil {
			return nil, fmt.Errorf("%s:%w", name, err)
		}
		data, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n.Line, err)
		}
		w, err := decode(data)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n.Line, err)
		}
		it, err := w.item(name, n.Line)
		if err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

// plainValue makes maps, lists and strings of a node. Every scalar is the text that it was written as: 4.0 stays 4.0,
// and yes is no truth. Anchors are not needed here and can make a small file a huge value, so they are refused. An
// error begins with the line.
func plainValue(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return nil, nil
		}
		return n.Value, nil
	case yaml.SequenceNode:
		values := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			v, err := plainValue(c)
			if err != nil {
				return nil, err
			}
			values = append(values, v)
		}
		return values, nil
	case yaml.MappingNode:
		values := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if _, twice := values[key]; twice {
				return nil, fmt.Errorf("%d: %s is given twice", n.Content[i].Line, key)
			}
			v, err := plainValue(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			values[key] = v
		}
		return values, nil
	default:
		return nil, fmt.Errorf("%d: anchors and aliases are not read: write the value out", n.Line)
	}
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)`)

// yamlError puts the line first that the YAML parser names.
func yamlError(name string, err error) error {
	line, what := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
		what = m[2]
	}
	return fmt.Errorf("%s:%d: %s: quote the value or mend the indentation", name, line, what)
}

func tooLong(name string) error {
	return fmt.Errorf("%s: longer than %d MB: part it", name, maxFile>>20)
}
