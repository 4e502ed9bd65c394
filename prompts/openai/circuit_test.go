package openai_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stackpick/stackpick/prompts"
	"github.com/stackpick/stackpick/prompts/openai"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

// try asks once and returns the kind of the Fault.
func try(t *testing.T, c *openai.Client) prompts.Kind {
	t.Helper()
	p, _ := ask(false)
	_, err := c.Complete(t.Context(), p)
	return kindOf(t, err)
}

// open makes three questions fail.
func open(t *testing.T, s *fakeopenai.Server, c *openai.Client) {
	t.Helper()
	for range 3 {
		if !c.Ready() {
			t.Fatal("not ready before the third failure")
		}
		s.Queue(fakeopenai.Script{Content: said, Fault: fakeopenai.Short})
		if kind := try(t, c); kind != prompts.Malformed {
			t.Fatal(kind)
		}
	}
}

// await waits until the circuit lets one question through.
func await(t *testing.T, c *openai.Client) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !c.Ready(); {
		if time.Now().After(end) {
			t.Fatal("the circuit stays open")
		}
		time.Sleep(time.Millisecond)
	}
}

func TestAfterThreeFailuresTheServerIsNotAsked(t *testing.T) {
	s, c := serve(t, fakeopenai.Config{})
	open(t, s, c)
	began := time.Now()
	for range 20 {
		if kind := try(t, c); kind != prompts.Open || c.Ready() {
			t.Fatalf("got %q, ready %v", kind, c.Ready())
		}
	}
	if n, took := len(s.Requests()), time.Since(began); n != 3 || took > 100*time.Millisecond {
		t.Errorf("%d requests, %v", n, took)
	}
}

func TestFailuresMustComeInARow(t *testing.T) {
	s, c := serve(t, fakeopenai.Config{})
	bad := fakeopenai.Script{Content: said, Fault: fakeopenai.Short}
	refused := fakeopenai.Error(401, "invalid_api_key", "no")
	s.Queue(bad, bad, fakeopenai.Script{Content: said}, bad, bad, refused, bad, bad)
	for range 8 {
		if kind := try(t, c); kind == prompts.Open {
			t.Fatal("open")
		}
	}
	if !c.Ready() {
		t.Error("not ready")
	}
}

func TestAfterAWhileOneQuestionDecides(t *testing.T) {
	s := fakeopenai.Start(fakeopenai.Config{})
	t.Cleanup(s.Close)
	c := client(t, openai.Config{BaseURL: s.URL()}, 50*time.Millisecond)
	open(t, s, c)

	await(t, c)
	s.Queue(fakeopenai.Script{Content: said, Fault: fakeopenai.Short})
	if kind := try(t, c); kind != prompts.Malformed {
		t.Errorf("the question that decides: %q", kind)
	}
	if kind := try(t, c); kind != prompts.Open {
		t.Errorf("after it failed: %q", kind)
	}

	await(t, c)
	if kind := try(t, c); kind != "" {
		t.Errorf("the question that decides: %q", kind)
	}
	open(t, s, c) // three again
}

func TestOthersWaitForTheQuestionThatDecides(t *testing.T) {
	s := fakeopenai.Start(fakeopenai.Config{})
	t.Cleanup(s.Close)
	c := client(t, openai.Config{BaseURL: s.URL()}, 50*time.Millisecond)
	open(t, s, c)
	await(t, c)

	asked := make(chan bool)
	s.Reply(func(fakeopenai.Request) fakeopenai.Script {
		asked <- true
		return fakeopenai.Script{Fault: fakeopenai.Hang}
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		p, _ := ask(false)
		_, err := c.Complete(ctx, p)
		ended <- err
	}()
	<-asked
	if kind := try(t, c); kind != prompts.Open || c.Ready() {
		t.Errorf("beside it: %q, ready %v", kind, c.Ready())
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	s.Reply(func(fakeopenai.Request) fakeopenai.Script { return fakeopenai.Script{Content: said} })
	if !c.Ready() {
		t.Error("not ready after the question that decides was cancelled")
	}
	if kind := try(t, c); kind != "" {
		t.Errorf("the next one: %q", kind)
	}
}

func TestCancelledQuestionsDoNotCount(t *testing.T) {
	s, c := serve(t, fakeopenai.Config{})
	for range 5 {
		ctx, cancel := context.WithCancel(t.Context())
		s.Reply(func(fakeopenai.Request) fakeopenai.Script {
			cancel()
			return fakeopenai.Script{Fault: fakeopenai.Hang}
		})
		p, _ := ask(false)
		if _, err := c.Complete(ctx, p); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	if !c.Ready() {
		t.Error("not ready")
	}
}
