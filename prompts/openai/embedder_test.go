package openai_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/prompts"
	"github.com/stackpick/stackpick/prompts/openai"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

// embedder starts a server with an Embedder of its own, whose circuit stays open for a minute.
func embedder(t *testing.T, cfg fakeopenai.Config) (*fakeopenai.Server, *openai.Embedder) {
	t.Helper()
	s := fakeopenai.Start(cfg)
	t.Cleanup(s.Close)
	e, err := openai.NewQuickEmbedder(openai.Config{BaseURL: s.URL(), Key: key, Model: "small"}, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return s, e
}

var texts = []string{"Django ships an admin", "Node.js keeps connections open", "für alle"}

func TestEachTextHasItsVector(t *testing.T) {
	want := [][]float32{fakeopenai.WordVector(texts[0]), fakeopenai.WordVector(texts[1]), fakeopenai.WordVector(texts[2])}
	for _, fault := range []fakeopenai.Fault{"", fakeopenai.Shuffled} {
		s, e := embedder(t, fakeopenai.Config{Key: key, Models: []string{"small"}})
		s.Queue(fakeopenai.Script{Fault: fault})
		got, err := e.Embed(t.Context(), texts)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v, want (-) and got (+):\n%s", fault, err, diff)
		}
		if r := s.Requests()[0]; r.Path != "/v1/embeddings" || !slices.Equal(r.Embedding.Input, texts) || r.Embedding.Model != "small" {
			t.Errorf("sent %s %s", r.Path, r.Body)
		}
	}
}

func TestOfAQuestionOnlyWhatItNeedsLeavesTheMachine(t *testing.T) {
	s, e := embedder(t, fakeopenai.Config{})
	if _, err := e.Embed(t.Context(), []string{"Django for jane.doe@example.com with xoxb-123456-abcdef?"}); err != nil {
		t.Fatal(err)
	}
	if got := s.Requests()[0].Embedding.Input[0]; got != "Django for … with …?" {
		t.Errorf("sent %q", got)
	}
	bulk, err := openai.NewBulkEmbedder(openai.Config{BaseURL: s.URL()})
	if err != nil {
		t.Fatal(err)
	}
	defer bulk.Close()
	const contact = "Write to team@example.com."
	if _, err := bulk.Embed(t.Context(), []string{contact}); err != nil || s.Requests()[1].Embedding.Input[0] != contact {
		t.Errorf("of a document: %v", err)
	}
}

// embedTroubles are all that can go wrong with vectors, with the Fault and the number of requests that come of it.
func embedTroubles() map[string]struct {
	script fakeopenai.Script
	want   outcome
} {
	type trouble = struct {
		script fakeopenai.Script
		want   outcome
	}
	all := map[string]trouble{
		"unauthorised":       {fakeopenai.Error(401, "invalid_api_key", "Incorrect API key: "+key), outcome{prompts.Refused, 1}},
		"no such model":      {fakeopenai.Error(404, "model_not_found", "no such model"), outcome{prompts.Refused, 1}},
		"a bad request":      {fakeopenai.Error(400, "", "bad"), outcome{prompts.Refused, 1}},
		"not implemented":    {fakeopenai.Error(501, "", "start with --embeddings"), outcome{prompts.Failed, 1}},
		"limited for now":    {fakeopenai.Limited(0), outcome{prompts.Limited, 2}},
		"limited for long":   {fakeopenai.Limited(60), outcome{prompts.Limited, 1}},
		"a server error":     {fakeopenai.Error(500, "", "oops"), outcome{prompts.Failed, 2}},
		"a page with 503":    {fakeopenai.Script{Status: 503, Header: map[string]string{"Content-Type": "text/html"}, Body: "<h1>down</h1>"}, outcome{prompts.Failed, 2}},
		"a success, not 200": {fakeopenai.Script{Status: 202, Body: "{}"}, outcome{prompts.Malformed, 1}},
		"another API":        {fakeopenai.Script{Status: 200, Body: `{"embeddings":[[1,2]]}`}, outcome{prompts.Malformed, 1}},
		"words for numbers":  {fakeopenai.Script{Status: 200, Body: `{"data":[{"index":0,"embedding":["a"]}]}`}, outcome{prompts.Malformed, 1}},
		"no numbers":         {fakeopenai.Script{Status: 200, Body: `{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]},{"index":2,"embedding":[]}]}`}, outcome{prompts.Malformed, 1}},
		"a place beyond":     {fakeopenai.Script{Status: 200, Body: `{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1]},{"index":9,"embedding":[1]}]}`}, outcome{prompts.Malformed, 1}},
		"a place below":      {fakeopenai.Script{Status: 200, Body: `{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1]},{"index":-1,"embedding":[1]}]}`}, outcome{prompts.Malformed, 1}},
	}
	for fault, want := range map[fakeopenai.Fault]outcome{
		fakeopenai.Hang:        {prompts.Timeout, 1},
		fakeopenai.HangMidway:  {prompts.Timeout, 1},
		fakeopenai.Cut:         {prompts.Unreached, 2},
		fakeopenai.Reset:       {prompts.Unreached, 2},
		fakeopenai.ResetAtOnce: {prompts.Unreached, 2},
		fakeopenai.Short:       {prompts.Malformed, 1},
		fakeopenai.Malformed:   {prompts.Malformed, 1},
		fakeopenai.Junk:        {prompts.Malformed, 1},
		fakeopenai.Page:        {prompts.Malformed, 1},
		fakeopenai.Nothing:     {prompts.Malformed, 1},
		fakeopenai.ErrorInside: {prompts.Failed, 1},
		fakeopenai.LongLine:    {prompts.TooLarge, 1},
		fakeopenai.WrongType:   {prompts.Malformed, 1},
		fakeopenai.GzipBomb:    {prompts.Malformed, 1},
		fakeopenai.TooFew:      {prompts.Malformed, 1},
		fakeopenai.NoVectors:   {prompts.Malformed, 1},
		fakeopenai.SameIndex:   {prompts.Malformed, 1},
		fakeopenai.NotANumber:  {prompts.Malformed, 1},
		fakeopenai.Overflow:    {prompts.Malformed, 1},
	} {
		all["fault: "+string(fault)] = trouble{fakeopenai.Script{Fault: fault}, want}
	}
	return all
}

func TestEveryTroubleWithVectorsIsAFaultOfItsKind(t *testing.T) {
	for name, trouble := range embedTroubles() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, e := embedder(t, fakeopenai.Config{Key: key})
			s.Reply(func(fakeopenai.Request) fakeopenai.Script { return trouble.script })
			began := time.Now()
			vectors, err := e.Embed(t.Context(), texts)
			if got := (outcome{kindOf(t, err), len(s.Requests())}); got != trouble.want || vectors != nil {
				t.Errorf("got %+v, want %+v: %v", got, trouble.want, err)
			}
			if err != nil && strings.Contains(err.Error(), key) {
				t.Errorf("it tells the key: %v", err)
			}
			if took := time.Since(began); took > 4*time.Second {
				t.Errorf("took %v", took)
			}
			for range 19 {
				if _, err := e.Embed(t.Context(), texts); err == nil {
					t.Fatal("vectors")
				}
			}
			if n := len(s.Requests()); n > 20 {
				t.Errorf("%d requests for twenty calls", n)
			}
		})
	}
}

func TestWhatATextIsRefusedForIsToldApart(t *testing.T) {
	for name, c := range map[string]struct {
		script fakeopenai.Script
		want   bool
	}{
		"too long":         {fakeopenai.Error(400, "context_length_exceeded", "too long"), true},
		"too many":         {fakeopenai.Error(422, "", "batch size 64 > maximum allowed batch size 32"), true},
		"too large":        {fakeopenai.Error(413, "", "too large"), true},
		"llama.cpp's":      {fakeopenai.Error(500, "", "input (1123 tokens) is too large to process. increase the physical batch size (current batch size: 512)"), true},
		"llama.cpp's, too": {fakeopenai.Error(400, "exceed_context_size_error", "the request exceeds the available context size"), true},
		"a wrong key":      {fakeopenai.Error(401, "invalid_api_key", "no"), false},
		"a wrong key, 400": {fakeopenai.Error(400, "invalid_api_key", "no"), false},
		"an unknown model": {fakeopenai.Error(404, "model_not_found", "no"), false},
		"a server error":   {fakeopenai.Error(500, "", "oops"), false},
		"a page":           {struck(fakeopenai.Page), false},
	} {
		s, e := embedder(t, fakeopenai.Config{})
		s.Reply(func(fakeopenai.Request) fakeopenai.Script { return c.script })
		_, err := e.Embed(t.Context(), texts)
		unfit, ok := errors.AsType[interface {
			error
			Unfit() bool
		}](err)
		if got := ok && unfit.Unfit(); got != c.want {
			t.Errorf("%s: unfit is %v: %v", name, got, err)
		}
	}
}

func TestACancelledEmbeddingIsNoFault(t *testing.T) {
	s, e := embedder(t, fakeopenai.Config{})
	ctx, cancel := context.WithCancel(t.Context())
	s.Reply(func(fakeopenai.Request) fakeopenai.Script {
		cancel()
		return fakeopenai.Script{Fault: fakeopenai.Hang}
	})
	if _, err := e.Embed(ctx, texts); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAProbeTellsTheDimensionsAndAFixNamesTheVariables(t *testing.T) {
	s := fakeopenai.Start(fakeopenai.Config{Key: key})
	t.Cleanup(s.Close)
	named := openai.Variables{BaseURL: "MY_URL", Model: "MY_MODEL"}
	e, err := openai.NewQuickEmbedder(openai.Config{BaseURL: s.URL() + "/embeddings", Key: key, Model: "small", Variables: named}, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	if n, err := e.Probe(t.Context()); n != 64 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
	for want, script := range map[string]fakeopenai.Script{
		"--embeddings": fakeopenai.Error(501, "", ""), "MY_MODEL": fakeopenai.Error(404, "model_not_found", ""), "MY_URL": struck(fakeopenai.Page),
		"OPENAI_API_KEY": fakeopenai.Error(401, "invalid_api_key", key), "running at 127.0.0.1": struck(fakeopenai.ResetAtOnce),
	} {
		s.Reply(func(fakeopenai.Request) fakeopenai.Script { return script })
		_, err := e.Probe(t.Context())
		if fix := e.Fix(err); !strings.Contains(fix, want) || strings.Contains(fix, "OPENAI_MODEL") || strings.Contains(fix, "OPENAI_BASE_URL") {
			t.Errorf("%v: %q", err, fix)
		}
		s.Reply(func(fakeopenai.Request) fakeopenai.Script { return fakeopenai.Script{} })
		if _, err := e.Probe(t.Context()); err != nil { // so that the circuit stays closed
			t.Fatal(err)
		}
	}
	_, err = openai.NewEmbedder(openai.Config{BaseURL: "nowhere", Variables: named})
	if err == nil || !strings.Contains(err.Error(), "MY_URL is no http") {
		t.Errorf("got %v", err)
	}
}
