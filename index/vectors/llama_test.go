//go:build llama

package vectors_test

import (
	"flag"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/prompts/openai"
)

// A server that we have not written: llama.cpp's llama-server. Start it with --embeddings and any model, and then:
//
//	go test -tags llama ./index/vectors -run Llama -llama http://127.0.0.1:8080 -key sk-test
var (
	llama = flag.String("llama", "http://127.0.0.1:8080", "where llama-server listens")
	key   = flag.String("key", "", "its key")
)

func TestLlamaEmbedsWhateverTheLength(t *testing.T) {
	cfg := openai.Config{BaseURL: *llama, Key: *key, Model: "llama"}
	questions, err := openai.NewEmbedder(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer questions.Close()
	passages, err := openai.NewBulkEmbedder(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer passages.Close()
	all := many(200)
	for i, p := range all {
		p.Text += strings.Repeat(" It was a sunny day in the park.", i%40)
	}
	c := quiet(questions)
	c.Passages, c.Folder = passages, t.TempDir()
	ix := indexed(t, all)
	s := open(t, c).Searcher(all, ix)
	if err := s.Fill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if done, n := s.Progress(); done != n {
		t.Errorf("%d of %d are embedded", done, n)
	}
	if hits := find(t, s, query("a day in the sun")); len(hits) == 0 {
		t.Error("nothing found")
	}
	again := open(t, c).Searcher(all, ix)
	if done, n := again.Progress(); done != n {
		t.Errorf("%d of %d are kept", done, n)
	}
}
