package judge

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// Limits of the files: what a set of ten million passages needs, and no more.
const (
	maxLine      = 16 << 20 // bytes
	maxCorpus    = 8 << 30  // bytes of titles and texts
	maxDocuments = 10_000_000
	maxQueries   = 10_000_000
	maxJudged    = 50_000_000
)

// A Query is one question of a judged set.
type Query struct{ ID, Text string }

// Judgements are query → document → how relevant that is: 1 or more, or 0 and less for not at all.
type Judgements map[string]map[string]int

// ReadCorpus reads documents, one JSON object a line with _id, title and text (id where there is no _id), and makes a
// passage of each. All other fields are skipped. The file may be compressed with gzip, whatever its name. Errors begin
// with name and line.
func ReadCorpus(r io.Reader, name string) ([]*knowledge.Passage, error) {
	var passages []*knowledge.Passage
	size := 0
	err := eachRecord(r, name, "document", func(rec *record) error {
		if size += len(rec.Title) + len(rec.Text); size > maxCorpus || len(passages) == maxDocuments {
			return fmt.Errorf("more than %d documents or %d GB of text", maxDocuments, maxCorpus>>30)
		}
		passages = append(passages, &knowledge.Passage{ID: rec.id, Heading: rec.Title, Text: rec.Text})
		return nil
	})
	if err == nil && len(passages) == 0 {
		err = fmt.Errorf("%s:1: no documents in it", name)
	}
	return passages, err
}

// ReadQueries reads queries, one JSON object a line with _id (or id) and text. Otherwise it is as ReadCorpus.
func ReadQueries(r io.Reader, name string) ([]Query, error) {
	var queries []Query
	err := eachRecord(r, name, "query", func(rec *record) error {
		if strings.TrimSpace(rec.Text) == "" {
			return errors.New("the query has no text")
		}
		if len(queries) == maxQueries {
			return fmt.Errorf("more than %d queries", maxQueries)
		}
		queries = append(queries, Query{ID: rec.id, Text: rec.Text})
		return nil
	})
	if err == nil && len(queries) == 0 {
		err = fmt.Errorf("%s:1: no queries in it", name)
	}
	return queries, err
}

// ReadJudgements reads judgements, one a line: the query's ID, the document's and a whole number, with tabs between.
// The first line names the columns. Otherwise it is as ReadCorpus.
func ReadJudgements(r io.Reader, name string) (Judgements, error) {
	judged := Judgements{}
	all := 0
	err := eachLine(r, name, func(text []byte, line int) error {
		fields := strings.Split(string(text), "\t")
		if len(fields) != 3 {
			return fmt.Errorf("want query-id, corpus-id and score with a tab between, got %d of them", len(fields))
		}
		query, doc := strings.TrimSpace(fields[0]), strings.TrimSpace(fields[1])
		gain, err := strconv.Atoi(strings.TrimSpace(fields[2]))
		switch {
		case line == 1 && err != nil:
			return nil // the names of the columns
		case line == 1:
			return errors.New("want a header: query-id, corpus-id and score")
		case err != nil:
			return fmt.Errorf("the score %q is no whole number", fields[2])
		case query == "" || doc == "":
			return errors.New("an empty id")
		}
		if judged[query] == nil {
			judged[query] = map[string]int{}
		}
		if before, twice := judged[query][doc]; twice && before != gain {
			return fmt.Errorf("%s of %s is judged %d already", doc, query, before)
		}
		if all++; all > maxJudged {
			return fmt.Errorf("more than %d judgements", maxJudged)
		}
		judged[query][doc] = gain
		return nil
	})
	if err == nil && len(judged) == 0 {
		err = fmt.Errorf("%s:1: no judgements in it", name)
	}
	return judged, err
}

// A record is a line of documents or queries.
type record struct {
	BEIR  identifier `json:"_id"`
	Other identifier `json:"id"`
	Title string     `json:"title"`
	Text  string     `json:"text"`

	id string
}

// An identifier is a string, or a number as it is written.
type identifier string

// UnmarshalJSON takes numbers as they are written.
func (id *identifier) UnmarshalJSON(data []byte) error {
	switch {
	case len(data) > 0 && data[0] == '"':
		return json.Unmarshal(data, (*string)(id))
	case bytes.ContainsAny(data, "{[tfn"):
		return fmt.Errorf("an id is a string or a number, not %.20s", data)
	}
	*id = identifier(data)
	return nil
}

// eachRecord calls do for each object of JSON Lines, each of which has an ID of its own. What says what they are.
func eachRecord(r io.Reader, name, what string, do func(rec *record) error) error {
	seen := map[string]struct{}{}
	return eachLine(r, name, func(text []byte, line int) error {
		var rec record
		if err := json.Unmarshal(text, &rec); err != nil {
			return plain(err)
		}
		if rec.id = string(rec.BEIR); rec.id == "" {
			rec.id = string(rec.Other)
		}
		if rec.id == "" {
			return errors.New("no _id")
		}
		if _, twice := seen[rec.id]; twice {
			return fmt.Errorf("a second %s with the id %q", what, rec.id)
		}
		seen[rec.id] = struct{}{}
		return do(&rec)
	})
}

// plain words a JSON error without the names of Go's types.
func plain(err error) error {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if e.Field == "" {
			return fmt.Errorf("unexpected %s where an object should be", e.Value)
		}
		return fmt.Errorf("%s: unexpected %s", e.Field, e.Value)
	}
	if _, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("no JSON object: %w", err)
	}
	return err
}

// eachLine calls do for each line that holds anything, numbered from 1, and puts name and line before its error. It
// reads as it goes and keeps one line at a time. A file that begins as gzip does is unpacked.
func eachLine(r io.Reader, name string, do func(text []byte, line int) error) error {
	in := bufio.NewReader(r)
	var text io.Reader = in
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return fmt.Errorf("%s: unpacking: %w", name, err)
		}
		defer unpacked.Close()
		text = unpacked
	}
	lines := bufio.NewScanner(text)
	lines.Buffer(nil, maxLine)
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSuffix(lines.Bytes(), []byte("\r"))
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := do(line, n); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return fmt.Errorf("%s:%d: the line is longer than %d MB", name, n+1, maxLine>>20)
	case err != nil:
		return fmt.Errorf("%s:%d: reading: %w", name, n+1, err)
	}
	return nil
}
