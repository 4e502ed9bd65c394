package vectors_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/index/vectors"
	"github.com/stackpick/stackpick/prompts/openai"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

// served starts a server and returns it with what embeds by it.
func served(t *testing.T, cfg fakeopenai.Config) (*fakeopenai.Server, *openai.Embedder) {
	t.Helper()
	s := fakeopenai.Start(cfg)
	t.Cleanup(s.Close)
	e, err := openai.NewEmbedder(openai.Config{BaseURL: s.URL(), Key: "sk-verysecret"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return s, e
}

// TestWhateverIsWrongWithTheServerTheWordsAnswer has passages embedded and then each trouble with the questions.
func TestWhateverIsWrongWithTheServerTheWordsAnswer(t *testing.T) {
	troubles := map[string]fakeopenai.Script{
		"unauthorised":     fakeopenai.Error(401, "invalid_api_key", "no"),
		"no such model":    fakeopenai.Error(404, "model_not_found", "no"),
		"limited":          fakeopenai.Limited(60),
		"limited for now":  fakeopenai.Limited(0),
		"a server error":   fakeopenai.Error(500, "", "oops"),
		"not implemented":  fakeopenai.Error(501, "", "no"),
		"a gateway's page": {Status: 503, Header: map[string]string{"Content-Type": "text/html"}, Body: "<h1>down</h1>"},
	}
	for _, fault := range []fakeopenai.Fault{
		fakeopenai.Hang, fakeopenai.HangMidway, fakeopenai.Cut, fakeopenai.Reset, fakeopenai.ResetAtOnce, fakeopenai.Short,
		fakeopenai.Malformed, fakeopenai.Junk, fakeopenai.Page, fakeopenai.Nothing, fakeopenai.ErrorInside, fakeopenai.LongLine,
		fakeopenai.WrongType, fakeopenai.GzipBomb, fakeopenai.TooFew, fakeopenai.NoVectors,
		fakeopenai.Dimensions, fakeopenai.Zero, fakeopenai.NotANumber, fakeopenai.Overflow,
	} {
		troubles["fault: "+string(fault)] = fakeopenai.Script{Fault: fault}
	}
	for name, script := range troubles {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, e := served(t, fakeopenai.Config{})
			cfg := quiet(e)
			cfg.Patience = 300 * time.Millisecond
			s, ix := filled(t, cfg, passages())
			server.Reply(func(fakeopenai.Request) fakeopenai.Script { return script })
			before := len(server.Requests())
			began := time.Now()
			for _, text := range []string{"is hosting easy?", "the admin", "fast", "what does it cost?", "latency", "is hosting easy?"} {
				q := index.Query{Text: text}
				if got, want := find(t, s, q), find(t, ix, q); !slices.Equal(got, want) {
					t.Errorf("%s: got %v, words find %v", text, got, want)
				}
			}
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if n := len(server.Requests()) - before; n == 0 || n > 10 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestNobodyListeningTheWordsAnswer(t *testing.T) {
	server, e := served(t, fakeopenai.Config{})
	s, ix := filled(t, quiet(e), passages())
	server.Close()
	q := index.Query{Text: "is hosting easy?"}
	if got, want := find(t, s, q), find(t, ix, q); !slices.Equal(got, want) {
		t.Errorf("got %v, words find %v", got, want)
	}
}

// A moody model does what it is told to.
type moody struct {
	senses
	mood atomic.Pointer[func(context.Context) error] // before it answers
	asks atomic.Int32
}

func (m *moody) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	m.asks.Add(1)
	if mood := m.mood.Load(); mood != nil {
		if err := (*mood)(ctx); err != nil {
			return nil, err
		}
	}
	return m.senses.Embed(ctx, texts)
}

func (m *moody) turn(mood func(context.Context) error) { m.mood.Store(&mood) }

// TestAModelThatHangsIsWaitedForOnce has all the patience there is: a second wait would not end.
func TestAModelThatHangsIsWaitedForOnce(t *testing.T) {
	m := &moody{senses: meanings()}
	cfg := quiet(m)
	cfg.Patience = time.Hour
	s, _ := filled(t, cfg, passages())
	m.turn(func(context.Context) error { return errors.New("down") })
	if got := ids(find(t, s, index.Query{Text: "what does it cost?"})); got != "" {
		t.Errorf("found %s", got)
	}
	begun, release := make(chan struct{}), make(chan struct{})
	m.turn(func(ctx context.Context) error {
		close(begun)
		select {
		case <-release:
		case <-ctx.Done():
		}
		return ctx.Err()
	})
	for range 3 {
		if got := ids(find(t, s, index.Query{Text: "is it quick?"})); got != "" {
			t.Errorf("found %s", got)
		}
	}
	<-begun
	m.turn(func(context.Context) error { return nil })
	close(release)
	until(t, "the model is back", func() bool { return ids(find(t, s, index.Query{Text: "is it quick?", Limit: 1})) == "~a" })
	if got := ids(find(t, s, index.Query{Text: "what does it cost?", Limit: 1})); got != "~b" {
		t.Errorf("found %s once the model was back", got)
	}
}

func TestPatienceEnds(t *testing.T) {
	m := &moody{senses: meanings()}
	cfg := quiet(m)
	cfg.Patience = time.Millisecond
	s, _ := filled(t, cfg, passages())
	m.turn(func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
	if got := ids(find(t, s, index.Query{Text: "is it quick?"})); got != "" {
		t.Errorf("found %s", got)
	}
}

func TestASearchThatIsGivenUpEndsAtOnce(t *testing.T) {
	m := &moody{senses: meanings()}
	cfg := quiet(m)
	cfg.Patience = time.Hour
	s, _ := filled(t, cfg, passages())
	ctx, cancel := context.WithCancel(t.Context())
	m.turn(func(ctx context.Context) error { cancel(); <-ctx.Done(); return ctx.Err() })
	if _, err := s.Search(ctx, index.Query{Text: "is it quick?"}); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestAQuestionIsEmbeddedOnce(t *testing.T) {
	m := &moody{senses: meanings()}
	s, _ := filled(t, quiet(m), passages())
	before := m.asks.Load()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if hits, err := s.Search(t.Context(), index.Query{Text: "is it quick?", Limit: 1}); err != nil || ids(hits) != "~a" {
				t.Errorf("found %s, %v", ids(hits), err)
			}
		})
	}
	all.Wait()
	if n := m.asks.Load() - before; n != 1 {
		t.Errorf("embedded %d times", n)
	}
	for i := range 300 {
		find(t, s, index.Query{Text: fmt.Sprint("is it quick, ", i)})
	}
	before = m.asks.Load()
	find(t, s, index.Query{Text: "is it quick?"})
	if n := m.asks.Load() - before; n != 1 {
		t.Errorf("of more questions than are kept, the oldest was embedded %d times", n)
	}
}

func TestManyQuestionsAtOnceAreNotAllEmbedded(t *testing.T) {
	m := &moody{senses: meanings()}
	cfg := quiet(m)
	cfg.Patience = time.Millisecond
	s, _ := filled(t, cfg, passages())
	before := m.asks.Load()
	m.turn(func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
	for i := range 50 {
		find(t, s, index.Query{Text: fmt.Sprint("is it quick, ", i)})
	}
	if n := m.asks.Load() - before; n > 8 {
		t.Errorf("%d are under way", n)
	}
}

// until waits for a condition.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("in vain waited until %s", what)
		}
	}
}

var _ vectors.Embedder = (*openai.Embedder)(nil)
