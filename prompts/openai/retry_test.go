package openai_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/prompts"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

func TestASecondTryHelpsWhereTheTroubleWasShort(t *testing.T) {
	date := time.Now().Add(-time.Minute).UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT")
	for name, script := range map[string]fakeopenai.Script{
		"a server error":      fakeopenai.Error(500, "", "oops"),
		"overloaded":          fakeopenai.Error(503, "", "later"),
		"limited":             fakeopenai.Limited(0),
		"limited until then":  {Status: 429, Header: map[string]string{"Retry-After": date}},
		"reset":               {Fault: fakeopenai.ResetAtOnce},
		"cut":                 {Content: said, Fault: fakeopenai.Cut},
		"cut before the text": {Fault: fakeopenai.Cut},
	} {
		for _, streamed := range []bool{false, true} {
			if streamed && name == "cut" {
				continue // parts were handed on: see below
			}
			s, c := serve(t, fakeopenai.Config{})
			s.Queue(script, fakeopenai.Script{Content: said})
			p, parts := ask(streamed)
			reply, err := c.Complete(t.Context(), p)
			if err != nil || reply.Text != said || len(s.Requests()) != 2 {
				t.Errorf("%s, streamed %v: %q, %v, %d requests", name, streamed, reply.Text, err, len(s.Requests()))
			}
			if streamed && parts.String() != said {
				t.Errorf("%s: the parts were %q", name, parts)
			}
		}
	}
}

func TestWhatWasHandedOnIsNotBegunAgain(t *testing.T) {
	for _, fault := range []fakeopenai.Fault{fakeopenai.Cut, fakeopenai.ErrorInside, fakeopenai.Short} {
		s, c := serve(t, fakeopenai.Config{})
		s.Queue(fakeopenai.Script{Content: said, Chunk: 4, Fault: fault})
		p, parts := ask(true)
		_, err := c.Complete(t.Context(), p)
		if n := len(s.Requests()); kindOf(t, err) == "" || n != 1 {
			t.Errorf("%s: %d requests, %v", fault, n, err)
		}
		if got := parts.Len(); got == 0 || got >= len(said) {
			t.Errorf("%s: the parts were %q", fault, parts)
		}
	}
}

func TestRetryAfterIsWaitedFor(t *testing.T) {
	for _, streamed := range []bool{false, true} {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			s, c := serve(t, fakeopenai.Config{})
			s.Queue(fakeopenai.Limited(1), fakeopenai.Script{Content: said})
			p, _ := ask(streamed)
			began := time.Now()
			if _, err := c.Complete(t.Context(), p); err != nil {
				t.Error(err)
			}
			if took := time.Since(began); took < time.Second {
				t.Errorf("streamed %v: took %v", streamed, took)
			}
		})
	}
}

func TestNobodyWaitsPastTheDeadline(t *testing.T) {
	s, c := serve(t, fakeopenai.Config{})
	s.Queue(fakeopenai.Limited(1))
	ctx, cancel := context.WithTimeout(t.Context(), 900*time.Millisecond)
	defer cancel()
	began := time.Now()
	p, _ := ask(false)
	_, err := c.Complete(ctx, p)
	if took := time.Since(began); kindOf(t, err) != prompts.Limited || took > 500*time.Millisecond {
		t.Errorf("after %v: %v", took, err)
	}
}

func TestAStreamMayTakeLongAsLongAsSomethingComes(t *testing.T) {
	t.Parallel()
	s, c := serve(t, fakeopenai.Config{})
	s.Queue(fakeopenai.Script{Content: said, Chunk: 5, Pause: 75 * time.Millisecond}) // longer than the bound between pieces
	p, _ := ask(true)
	if reply, err := c.Complete(t.Context(), p); err != nil || reply.Text != said {
		t.Errorf("got %q, %v", reply.Text, err)
	}
}

func TestAStreamIsGivenUpWhenNothingMoreComesOrItNeverEnds(t *testing.T) {
	for name, c := range map[string]struct {
		script fakeopenai.Script
		says   string
	}{
		"stops":    {fakeopenai.Script{Content: said, Fault: fakeopenai.HangMidway}, "nothing more came"},
		"trickles": {fakeopenai.Script{Content: said + said + said, Chunk: 1, Pause: 50 * time.Millisecond}, "the whole took too long"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, client := serve(t, fakeopenai.Config{})
			s.Queue(c.script)
			p, parts := ask(true)
			_, err := client.Complete(t.Context(), p)
			if kindOf(t, err) != prompts.Timeout || !strings.Contains(err.Error(), c.says) || parts.Len() == 0 {
				t.Errorf("got %v after %q", err, parts)
			}
		})
	}
}
