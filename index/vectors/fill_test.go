package vectors_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stackpick/stackpick/index/vectors"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

func TestBatchesFitTheServer(t *testing.T) {
	server, e := served(t, fakeopenai.Config{MaxInputs: 10, MaxInput: 600})
	all := many(100)
	all[30].Text = strings.Repeat("quick ", 1000) // embedded as far as the server takes it
	s := open(t, quiet(e)).Searcher(all, ranked{})
	var told []int
	err := s.Fill(t.Context(), func(done, all int) { told = append(told, done*1000+all) })
	if done, all := s.Progress(); err != nil || done != 100 || all != 100 {
		t.Errorf("%d of %d, %v", done, all, err)
	}
	if !slices.IsSorted(told) || len(told) < 10 || told[len(told)-1] != 100_100 {
		t.Errorf("told %v", told)
	}
	if n := len(server.Requests()); n > 50 {
		t.Errorf("%d requests", n)
	}
}

// TestTextsAreShortenedAsLlamaServersWantIt has a server that calls a text that is too long its own fault.
func TestTextsAreShortenedAsLlamaServersWantIt(t *testing.T) {
	server, e := served(t, fakeopenai.Config{})
	server.Reply(func(r fakeopenai.Request) fakeopenai.Script {
		for _, text := range r.Embedding.Input {
			if len(text) > 400 {
				return fakeopenai.Error(500, "", "input (1123 tokens) is too large to process. increase the physical batch size (current batch size: 512)")
			}
		}
		return fakeopenai.Script{}
	})
	all := many(20)
	for _, p := range all {
		p.Text += strings.Repeat(" and so on", 100)
	}
	s := open(t, quiet(e)).Searcher(all, ranked{})
	err := s.Fill(t.Context(), nil)
	if done, _ := s.Progress(); err != nil || done != 20 {
		t.Errorf("%d, %v", done, err)
	}
	if n := len(server.Requests()); n > 20 {
		t.Errorf("%d requests", n)
	}
}

func TestATextThatIsNotTakenIsLeftOut(t *testing.T) {
	server, e := served(t, fakeopenai.Config{})
	server.Reply(func(r fakeopenai.Request) fakeopenai.Script {
		if strings.Contains(strings.Join(r.Embedding.Input, ""), "Number 7 ") {
			return fakeopenai.Error(400, "", "not that one")
		}
		return fakeopenai.Script{}
	})
	all := many(100)
	all[7].Text += strings.Repeat(" and so on", 100)
	all[99].Text += strings.Repeat(" and so on", 100) // as long, and taken
	s := open(t, quiet(e)).Searcher(all, ranked{})
	err := s.Fill(t.Context(), nil)
	if done, _ := s.Progress(); err != nil || done != 99 {
		t.Errorf("%d, %v", done, err)
	}
	requests := server.Requests()
	if last := requests[len(requests)-1].Embedding.Input; len(last[len(last)-1]) < 1000 {
		t.Error("what is taken was shortened for what is not")
	}
}

func TestAServerThatTakesNothingIsNotTroubledForEachPassage(t *testing.T) {
	for name, script := range map[string]fakeopenai.Script{
		"a wrong key": fakeopenai.Error(401, "invalid_api_key", "no"), "nothing will do": fakeopenai.Error(400, "", "no"),
	} {
		server, e := served(t, fakeopenai.Config{})
		server.Reply(func(r fakeopenai.Request) fakeopenai.Script {
			if len(server.Requests()) == 1 {
				return fakeopenai.Script{} // the text by which models are told apart
			}
			return script
		})
		s := open(t, quiet(e)).Searcher(many(1000), ranked{})
		if err := s.Fill(t.Context(), nil); err == nil {
			t.Errorf("%s: no error", name)
		}
		if n := len(server.Requests()); n > 10 {
			t.Errorf("%s: %d requests", name, n)
		}
	}
}

func TestWhatWasEmbeddedBeforeAFailureIsKept(t *testing.T) {
	m := &moody{senses: meanings()}
	m.turn(func(context.Context) error {
		if m.asks.Load() > 4 {
			return errors.New("down")
		}
		return nil
	})
	cfg := quiet(m)
	cfg.Folder = t.TempDir()
	s := open(t, cfg).Searcher(many(1000), ranked{})
	err := s.Fill(t.Context(), nil)
	done, _ := s.Progress()
	if err == nil || done == 0 || done == 1000 {
		t.Fatalf("%d, %v", done, err)
	}
	m.turn(func(context.Context) error { return nil })
	s = open(t, cfg).Searcher(many(1000), ranked{})
	if again, _ := s.Progress(); again != done {
		t.Errorf("%d of %d are there after a restart", again, done)
	}
	if err := s.Fill(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

func TestNoVectorThatIsGoodForNothingIsKept(t *testing.T) {
	for _, fault := range []fakeopenai.Fault{fakeopenai.Zero, fakeopenai.Dimensions, fakeopenai.Uneven, fakeopenai.TooFew, fakeopenai.NotANumber} {
		server, e := served(t, fakeopenai.Config{})
		s := open(t, quiet(e)).Searcher(many(10), ranked{})
		server.Queue(fakeopenai.Script{}, fakeopenai.Script{Fault: fault})
		err := s.Fill(t.Context(), nil)
		if done, _ := s.Progress(); err == nil || done != 0 {
			t.Errorf("%s: %d, %v", fault, done, err)
		}
		if err := s.Fill(t.Context(), nil); err != nil {
			t.Errorf("after %s: %v", fault, err)
		}
	}
}

// late is an error as the network has it.
type late struct{ error }

func (late) Timeout() bool { return true }

func TestASlowModelIsAskedForFewerAtATime(t *testing.T) {
	asked, inVain := 0, 0
	cfg := quiet(embedFunc(func(ctx context.Context, texts []string) ([][]float32, error) {
		asked++
		if len(texts) > 10 {
			inVain++
			return nil, fmt.Errorf("embedding: %w", late{errors.New("no answer in time")})
		}
		return meanings().Embed(ctx, texts)
	}))
	s := open(t, cfg).Searcher(many(100), ranked{})
	err := s.Fill(t.Context(), nil)
	if done, _ := s.Progress(); err != nil || done != 100 || asked > 20 || inVain != 1 {
		t.Errorf("%d of 100, asked %d times, %d in vain, %v", done, asked, inVain, err)
	}
	never := quiet(embedFunc(func(context.Context, []string) ([][]float32, error) {
		return nil, late{errors.New("no answer in time")}
	}))
	if err := open(t, never).Searcher(many(100), ranked{}).Fill(t.Context(), nil); err == nil {
		t.Error("no error though there was never an answer")
	}
}

// turned is a model whose meanings have changed places.
func turned() senses {
	m := meanings()
	m["which"] = 3 // a word of the text by which models are told apart
	m["cost"] = 0
	return m
}

// wide is a model with one dimension more.
type wide struct{ senses }

func (w wide) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	all, err := w.senses.Embed(ctx, texts)
	for i := range all {
		all[i] = append(all[i], 0)
	}
	return all, err
}

func TestAnotherModelUnderTheSameNameIsNoticed(t *testing.T) {
	for name, other := range map[string]vectors.Embedder{"of other dimensions": wide{meanings()}, "of other meanings": turned()} {
		folder := t.TempDir()
		refill(t, folder, passages())
		var log bytes.Buffer
		cfg := quiet(other)
		cfg.Folder, cfg.Log = folder, slog.New(slog.NewTextHandler(&log, nil))
		s := open(t, cfg).Searcher(many(3), ranked{}) // there is something to embed
		if err := s.Fill(t.Context(), nil); err != nil || !strings.Contains(log.String(), "another one") {
			t.Errorf("%s: %v\n%s", name, err, &log)
		}
		s = open(t, cfg).Searcher(passages(), ranked{})
		if done, _ := s.Progress(); done != 0 {
			t.Errorf("%s: %d passages keep vectors of the model before", name, done)
		}
	}
}

// TestAModelExchangedWhileInUseIsNoticed has the questions' vectors change under a Searcher that is kept filled.
func TestAModelExchangedWhileInUseIsNoticed(t *testing.T) {
	var now atomic.Pointer[vectors.Embedder]
	set := func(e vectors.Embedder) { now.Store(&e) }
	set(meanings())
	cfg := quiet(embedFunc(func(ctx context.Context, texts []string) ([][]float32, error) { return (*now.Load()).Embed(ctx, texts) }))
	all := passages()
	s := open(t, cfg).Searcher(all, indexed(t, all))
	ctx, cancel := context.WithCancel(t.Context())
	kept := make(chan struct{})
	go func() { s.Keep(ctx); close(kept) }()
	t.Cleanup(func() { cancel(); <-kept })
	found := func() string { return ids(find(t, s, query("what does it cost?"))) }
	until(t, "all is embedded", func() bool { return strings.HasPrefix(found(), "~b") })
	set(wide{turned()})
	find(t, s, query("and what does it cost now?")) // brings a vector of the new model, which is of another length
	until(t, "all is embedded anew, the question of before, too", func() bool { return strings.HasPrefix(found(), "~a") })
}

type embedFunc func(ctx context.Context, texts []string) ([][]float32, error)

func (f embedFunc) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	return f(ctx, texts)
}

func TestPassagesAreEmbeddedWithWhereTheyStandAndQuestionsAsTheyAre(t *testing.T) {
	var sent []string
	cfg := quiet(embedFunc(func(ctx context.Context, texts []string) ([][]float32, error) {
		sent = append(sent, texts...)
		return meanings().Embed(ctx, texts)
	}))
	cfg.QuestionPrefix, cfg.PassagePrefix = "query: ", "passage: "
	all := []*knowledge.Passage{
		{ID: "a", Title: "ADR 7", Path: []string{"ADR 7", "Options"}, Heading: "Postgres", Text: "It is safe."},
		{ID: "b", Text: "Alone."},
	}
	s, _ := filled(t, cfg, all)
	find(t, s, query("  is it safe?\n"))
	want := []string{"passage: ADR 7 > Options > Postgres\nIt is safe.", "passage: Alone.", "query: is it safe?"}
	if got := sent[1:]; !slices.Equal(got, want) { // after the text by which models are told apart
		t.Errorf("sent %q", got)
	}
}
