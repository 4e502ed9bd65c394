package openai

import (
	"context"
	"net/http"
	"slices"
	"time"

	api "github.com/sashabaranov/go-openai"

	"github.com/stackpick/stackpick/prompts"
)

// An Embedder turns texts into vectors by one model. Its methods may be called from any number of goroutines.
type Embedder struct {
	client *Client
	scrub  bool
}

// NewEmbedder makes an Embedder for questions: it gives up within ten seconds, and what is nobody's business is taken out
// of them first (prompts.Scrubbed). Errors are as those of New.
func NewEmbedder(cfg Config) (*Embedder, error) {
	l := ordinary()
	l.whole, l.body = 10*time.Second, 1<<20
	return newEmbedder(cfg, l, true)
}

// NewBulkEmbedder makes an Embedder for documents, many texts at a time: it gives the server a few minutes, and
// comes again when that wants it to, be it a minute later.
func NewBulkEmbedder(cfg Config) (*Embedder, error) {
	l := ordinary()
	l.header, l.idle, l.whole, l.wait = time.Minute, 20*time.Second, 4*time.Minute, time.Minute
	l.body = 64 << 20 // a vector of 3,072 numbers is 70 kB of JSON
	return newEmbedder(cfg, l, false)
}

func newEmbedder(cfg Config, l limits, scrub bool) (*Embedder, error) {
	c, err := newClient(cfg, l)
	if err != nil {
		return nil, err
	}
	return &Embedder{client: c, scrub: scrub}, nil
}

// Close closes the connections that are kept for later texts. The Embedder can go on being used.
func (e *Embedder) Close() { e.client.Close() }

// Embed returns a vector for each text, in their order. There is one for each, or an error; how long the vectors are, and
// whether they are good for anything, is not looked at. Errors are Faults, but where ctx was cancelled. A Fault that wraps
// one with a method Unfit() bool, which reports true, is about the texts: they are too many, or one is too long.
func (e *Embedder) Embed(ctx context.Context, texts []string) (vectors [][]float32, err error) {
	if e.scrub {
		scrubbed := make([]string, len(texts))
		for i, text := range texts {
			scrubbed[i] = prompts.Scrubbed(text)
		}
		texts = scrubbed
	}
	c := e.client
	err = c.bounded(ctx, func(ctx context.Context) error {
		vectors, err = c.embed(ctx, texts)
		if err == nil {
			return nil
		}
		if wait, ok := c.limits.again(err); ok && sleep(ctx, wait) {
			vectors, err = c.embed(ctx, texts)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return vectors, nil
}

// embed sends one request.
func (c *Client) embed(ctx context.Context, texts []string) ([][]float32, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	x := &exchange{http: c.http, limits: c.limits, cancel: cancel}
	config := c.config
	config.HTTPClient = x
	resp, err := api.NewClientWithConfig(config).CreateEmbeddings(ctx, api.EmbeddingRequest{
		Input: texts, Model: api.EmbeddingModel(c.model), EncodingFormat: api.EmbeddingEncodingFormatFloat,
	})
	if err != nil {
		return nil, x.fault(err)
	}
	return inOrder(resp.Data, len(texts))
}

// inOrder returns the vectors in the order of n texts.
func inOrder(data []api.Embedding, n int) ([][]float32, error) {
	if len(data) != n {
		return nil, malformed("there is not one vector for each text")
	}
	vectors := make([][]float32, n)
	for _, d := range data {
		if d.Index < 0 || d.Index >= n || vectors[d.Index] != nil || len(d.Embedding) == 0 {
			return nil, malformed("there is not one vector for each text")
		}
		vectors[d.Index] = d.Embedding
	}
	return vectors, nil
}

// Probe asks for the vector of one word and returns how many numbers it has. Errors are as Embed's; Fix says what can be
// done about them.
func (e *Embedder) Probe(ctx context.Context) (dimensions int, err error) {
	vectors, err := e.Embed(ctx, []string{"ok"})
	if err != nil {
		return 0, err
	}
	return len(vectors[0]), nil
}

// Fix returns what an operator can do about an error of Embed or Probe, "" where it is no Fault.
func (e *Embedder) Fix(err error) string {
	if _, answer := faultOf(err); answer != nil && slices.Contains([]int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented}, answer.status) {
		return "does " + e.client.host + " give embeddings, with the model that " + e.client.called.Model + " names? " +
			"llama.cpp's server wants --embeddings; " + e.client.called.BaseURL + " is where the API begins"
	}
	return e.client.Fix(err)
}
