//go:build llama

package prompts_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
	"github.com/stackpick/stackpick/prompts"
	"github.com/stackpick/stackpick/prompts/openai"
)

// A server that we have not written, with a model that always makes things up: llama.cpp's llama-server, with a model as
// small as stories260K. Start it, and then:
//
//	go test -tags llama ./prompts -run Llama -llama http://127.0.0.1:8080 -key sk-test
var (
	llama = flag.String("llama", "http://127.0.0.1:8080", "where llama-server listens")
	key   = flag.String("key", "", "its key")
)

// talkative makes the model say as many sentences as there are claims: left to itself it says none.
type talkative struct {
	*openai.Client
	said *int
}

func (m talkative) Complete(ctx context.Context, p prompts.Prompt) (prompts.Reply, error) {
	claims := strings.Count(p.User, "\n[")
	p.Schema = []byte(strings.Replace(string(p.Schema), `"type": "array",
      "items"`, fmt.Sprintf(`"type": "array", "minItems": %d, "maxItems": %d,
      "items"`, claims, claims), 1))
	var text strings.Builder
	part := p.Part
	p.Part = func(s string) { text.WriteString(s); part(s) }
	r, err := m.Client.Complete(ctx, p)
	*m.said += strings.Count(text.String(), `"text"`)
	return r, err
}

func TestLlamaGetsNothingThroughThatItMadeUp(t *testing.T) {
	lib, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	client, err := openai.New(openai.Config{BaseURL: *llama, Key: *key, Model: "llama"})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	said, answers, faults := 0, 0, map[string]int{}
	e, err := prompts.New(talkative{client, &said}, "llama", func() *vocabulary.Lexicon { return lib.Vocabulary }, prompts.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	b := bot.New(lib, ix, "test")
	for _, need := range []string{"an MVP", "fintech", "an API", "security", "performance", "a chat app", "cost", "scalability", "e-commerce", "two Python devs"} {
		for _, form := range []string{"Django or Node.js for %s?", "compare django and node on %s", "what speaks for Node.js on %s?", "what speaks against Django on %s?"} {
			q := bot.Question{Text: fmt.Sprintf(form, need)}
			plain, err := b.Ask(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			a, err := e.Edit(t.Context(), bot.Edit{Question: q, Plain: plain, Engine: b})
			answers++
			if err != nil {
				faults[err.Error()]++
				continue
			}
			if a.Plain != nil {
				words, _ := json.Marshal(a.Statements)
				t.Errorf("%s: %s", q.Text, words)
			}
		}
	}
	t.Logf("%d answers, %d sentences made up, faults: %v", answers, said, faults)
	if said == 0 {
		t.Error("the model said nothing, so that nothing was tried")
	}
}
