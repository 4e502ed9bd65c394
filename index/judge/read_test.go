package judge_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/index/judge"
)

func TestReadFiles(t *testing.T) {
	const corpus = "\ufeff" + `{"_id": "a", "title": "T", "text": "One.", "metadata": {"x": [1]}}` + "\r\n\r\n" + `{"id": 7, "text": "Two."}`
	for _, in := range []io.Reader{strings.NewReader(corpus), zipped(t, corpus)} {
		passages, err := judge.ReadCorpus(in, "corpus.jsonl")
		if err != nil {
			t.Fatal(err)
		}
		if len(passages) != 2 || passages[0].ID != "a" || passages[0].Heading != "T" || passages[0].Text != "One." || passages[1].ID != "7" {
			t.Errorf("read %+v", passages)
		}
	}
	queries, err := judge.ReadQueries(strings.NewReader(`{"_id": "q1", "id": "no", "text": "what?"}`), "queries.jsonl")
	if err != nil || !cmp.Equal(queries, []judge.Query{{ID: "q1", Text: "what?"}}) {
		t.Errorf("read %v, %v", queries, err)
	}
	judged, err := judge.ReadJudgements(strings.NewReader("query-id\tcorpus-id\tscore\nq1\ta\t2\nq1\tb c\t0\nq1\ta\t2\n"), "qrels.tsv")
	if err != nil || !cmp.Equal(judged, judge.Judgements{"q1": {"a": 2, "b c": 0}}) {
		t.Errorf("read %v, %v", judged, err)
	}
}

func zipped(t *testing.T, text string) io.Reader {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

// Each of these reads one kind of file and throws it away.
func corpusFault(text string) error {
	_, err := judge.ReadCorpus(strings.NewReader(text), "f")
	return err
}

func queriesFault(text string) error {
	_, err := judge.ReadQueries(strings.NewReader(text), "f")
	return err
}

func judgementsFault(text string) error {
	_, err := judge.ReadJudgements(strings.NewReader(text), "f")
	return err
}

// TestReadRefuses shows that a broken line is said with the file and its number.
func TestReadRefuses(t *testing.T) {
	const head = "query-id\tcorpus-id\tscore\n"
	for _, c := range []struct {
		read func(string) error
		text string
		want string
	}{
		{corpusFault, "", "f:1: no documents in it"},
		{corpusFault, "{\"_id\": \"a\", \"text\": \"x\"}\n\nnonsense\n", "f:3: no JSON object: invalid character 'o' in literal null (expecting 'u')"},
		{corpusFault, "{\"_id\": \"a\", \"text\": \"x\"}\n{\"_id\": \"a\", \"text\": \"y\"}\n", `f:2: a second document with the id "a"`},
		{corpusFault, `{"text": "x"}`, "f:1: no _id"},
		{corpusFault, `{"_id": ["a"], "text": "x"}`, `f:1: an id is a string or a number, not ["a"]`},
		{corpusFault, `{"_id": "a", "text": 5}`, "f:1: text: unexpected number"},
		{corpusFault, "[1]", "f:1: unexpected array where an object should be"},
		{corpusFault, "{\"_id\": \"a\"}\n" + strings.Repeat(" ", 17<<20), "f:2: the line is longer than 16 MB"},
		{corpusFault, "\x1f\x8b broken, and longer than a head", "f: unpacking: gzip: invalid header"},
		{queriesFault, "", "f:1: no queries in it"},
		{queriesFault, `{"_id": "q"}`, "f:1: the query has no text"},
		{queriesFault, "{\"_id\": \"q\", \"text\": \"x\"}\n{\"id\": \"q\", \"text\": \"y\"}", `f:2: a second query with the id "q"`},
		{judgementsFault, head, "f:1: no judgements in it"},
		{judgementsFault, "q\ta\t1\n", "f:1: want a header: query-id, corpus-id and score"},
		{judgementsFault, head + "q a 1\n", "f:2: want query-id, corpus-id and score with a tab between, got 1 of them"},
		{judgementsFault, head + "q\t0\ta\t1\n", "f:2: want query-id, corpus-id and score with a tab between, got 4 of them"},
		{judgementsFault, head + "q\ta\tyes\n", `f:2: the score "yes" is no whole number`},
		{judgementsFault, head + "q\t\t1\n", "f:2: an empty id"},
		{judgementsFault, head + "q\ta\t1\nq\ta\t2\n", "f:3: a of q is judged 1 already"},
	} {
		if err := c.read(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%.60q: got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestReadRefusesACutArchive(t *testing.T) {
	whole, err := io.ReadAll(zipped(t, `{"_id": "a", "text": "x"}`+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = judge.ReadCorpus(bytes.NewReader(whole[:len(whole)-6]), "f.gz")
	if err == nil || err.Error() != "f.gz:2: reading: unexpected EOF" {
		t.Errorf("got %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"_id": "a", "title": "T", "text": "One."}` + "\n"))
	f.Add([]byte("query-id\tcorpus-id\tscore\nq\ta\t1\n"))
	f.Add([]byte("\x1f\x8b\x08\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		passages, err1 := judge.ReadCorpus(bytes.NewReader(data), "f")
		_, err2 := judge.ReadQueries(bytes.NewReader(data), "f")
		_, err3 := judge.ReadJudgements(bytes.NewReader(data), "f")
		for _, err := range []error{err1, err2, err3} {
			if err != nil && (!strings.HasPrefix(err.Error(), "f:") || strings.Contains(err.Error(), "\n")) {
				t.Errorf("the error is not one line that begins with the file: %q", err)
			}
		}
		for _, p := range passages {
			if p.ID == "" {
				t.Error("a passage without id")
			}
		}
	})
}
