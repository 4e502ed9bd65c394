package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

const fintechQuestion = "Django or Node.js for a fintech MVP, two Python devs?"

// A screenful is standard output or error that may be read while it is written.
type screenful struct {
	mu   sync.Mutex
	text bytes.Buffer
	each func() // called before each write; may be nil
}

func (o *screenful) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.each != nil {
		o.each()
	}
	return o.text.Write(p)
}

func (o *screenful) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// startModel starts a server whose model says what a function makes of the claims that it is sent.
func startModel(t testing.TB, say func(claims []string, r fakeopenai.Request) fakeopenai.Script) *fakeopenai.Server {
	t.Helper()
	s := fakeopenai.Start(fakeopenai.Config{Key: "sk-test"})
	t.Cleanup(s.Close)
	s.Reply(func(r fakeopenai.Request) fakeopenai.Script {
		var claims []string
		for _, m := range numbered.FindAllStringSubmatch(*r.Chat.Messages[1].Content, -1) {
			claims = append(claims, m[1])
		}
		return say(claims, r)
	})
	return s
}

var numbered = regexp.MustCompile(`(?m)^\[\d+\] (.*)$`)

// rephrase changes a few words of each claim, honestly.
func rephrase(claims []string, _ fakeopenai.Request) fakeopenai.Script {
	type sentence struct {
		Text   string `json:"text"`
		Claims []int  `json:"claims"`
	}
	var list []sentence
	for i, c := range claims {
		c = strings.NewReplacer("Choose Django for", "Django is the one to choose for", "Choose Node.js for", "Node.js is the one to choose for").Replace(c)
		list = append(list, sentence{c, []int{i + 1}})
	}
	text, err := json.Marshal(map[string]any{"sentences": list})
	if err != nil {
		panic(err)
	}
	return fakeopenai.Script{Content: string(text), Chunk: 16}
}

// withModel runs a command line with that model configured.
func withModel(t testing.TB, s *fakeopenai.Server, stdout, stderr io.Writer, args ...string) int {
	t.Helper()
	environ := []string{"OPENAI_BASE_URL=" + s.URL(), "OPENAI_API_KEY=sk-test", "OPENAI_MODEL=test-model"}
	return run(t.Context(), args, environ, strings.NewReader(""), stdout, stderr)
}

func TestAModelPhrasesTheAnswerInEveryForm(t *testing.T) {
	t.Chdir(t.TempDir())
	s := startModel(t, rephrase)
	const words = "Django is the one to choose for quick and scalable MVP development."
	for format, who := range map[string]string{"text": "Phrased by test-model, each sentence checked", "json": `"phrased_by": "llm:test-model"`, "markdown": "test-model", "slack": "Phrased by test-model, checked against the sources"} {
		var stdout, stderr screenful
		if code := withModel(t, s, &stdout, &stderr, "ask", "--format", format, fintechQuestion); code != exitDone || stderr.String() != "" {
			t.Errorf("%s: exit status %d, standard error %q", format, code, stderr.String())
		}
		if got := stdout.String(); !strings.Contains(got, words) || !strings.Contains(got, who) {
			t.Errorf("%s: neither %q nor %q in\n%s", format, words, who, got)
		}
	}
}

func TestThePlainAnswerStandsBeforeTheModelIsAsked(t *testing.T) {
	t.Chdir(t.TempDir())
	var stdout, stderr screenful
	var before string
	s := startModel(t, func(claims []string, r fakeopenai.Request) fakeopenai.Script {
		before = stdout.String()
		return rephrase(claims, r)
	})
	if code := withModel(t, s, &stdout, &stderr, "ask", fintechQuestion); code != exitDone {
		t.Fatalf("exit status %d: %s", code, stderr.String())
	}
	if !strings.Contains(before, "▸ Django  (strong)") || !strings.Contains(before, "Sources") || strings.Contains(before, "In other words") {
		t.Errorf("on the screen when the model is asked:\n%s", before)
	}
	if !strings.Contains(stdout.String(), "In other words\n  • Django is the one") {
		t.Errorf("in the end:\n%s", stdout.String())
	}
}

func TestSentencesAppearWhileTheModelSpeaks(t *testing.T) {
	t.Chdir(t.TempDir())
	s := startModel(t, func(claims []string, r fakeopenai.Request) fakeopenai.Script {
		script := rephrase(claims, r)
		script.Pause = 2 * time.Millisecond
		return script
	})
	var stdout, stderr screenful
	writes := 0
	stdout.each = func() { writes++ }
	withModel(t, s, &stdout, &stderr, "ask", fintechQuestion)
	if writes < 5 { // the plain answer, four sentences, who phrased them
		t.Errorf("%d writes: the sentences came all at once\n%s", writes, stdout.String())
	}
}

func TestWithoutTheModelNothingIsSent(t *testing.T) {
	t.Chdir(t.TempDir())
	s := startModel(t, rephrase)
	var stdout, stderr screenful
	if code := withModel(t, s, &stdout, &stderr, "ask", "--no-llm", "--json", fintechQuestion); code != exitDone {
		t.Fatal(stderr.String())
	}
	if n := len(s.Requests()); n != 0 || !strings.Contains(stdout.String(), `"phrased_by": "stackpick"`) {
		t.Errorf("%d requests; %s", n, stdout.String())
	}
	for _, question := range []string{"hello", "Rails or Laravel?"} { // there is nothing to phrase
		withModel(t, s, io.Discard, io.Discard, "ask", question)
	}
	if n := len(s.Requests()); n != 0 {
		t.Errorf("%d requests for answers without claims", n)
	}
}

func TestNothingButQuestionAndClaimsIsSent(t *testing.T) {
	t.Chdir(t.TempDir())
	s := startModel(t, rephrase)
	withModel(t, s, io.Discard, io.Discard, "ask", "<@U024BE7LH> asks: Django or Node.js for a fintech MVP? mail bob@example.com xoxb-111-222-abcdef")
	requests := s.Requests()
	if len(requests) != 1 {
		t.Fatalf("%d requests", len(requests))
	}
	for _, private := range []string{"U024BE7LH", "bob@example.com", "xoxb", "monterail.com", "Django vs. Node.js:", "Fintech (weight"} {
		if bytes.Contains(requests[0].Body, []byte(private)) {
			t.Errorf("%q was sent: %s", private, requests[0].Body)
		}
	}
}

func TestWhatTheModelGetsWrongLeavesThePlainAnswer(t *testing.T) {
	t.Chdir(t.TempDir())
	var plain screenful
	if code := run(t.Context(), []string{"ask", "--json", fintechQuestion}, nil, strings.NewReader(""), &plain, io.Discard); code != exitDone {
		t.Fatal("no plain answer")
	}
	scripts := map[string]fakeopenai.Script{
		"rate limit": fakeopenai.Limited(60), "unavailable": {Status: 503, Body: "<html>down</html>", Header: map[string]string{"Content-Type": "text/html"}},
		"no key": fakeopenai.Error(401, "invalid_api_key", "Incorrect API key provided: sk-test"), "cut off": {Content: "x", Finish: "length"},
		"refusal": {Refusal: "I cannot."}, "tool": {Tool: "search"}, "empty": {}, "no JSON": {Content: "As an AI model, I would choose Rust."},
		"lies": {Content: `{"sentences": [{"text": "Django is the best choice for every project.", "claims": [1]}]}`},
	}
	for _, f := range []fakeopenai.Fault{
		fakeopenai.Cut, fakeopenai.Reset, fakeopenai.ResetAtOnce, fakeopenai.Short, fakeopenai.NoFinish, fakeopenai.Malformed, fakeopenai.Page,
		fakeopenai.Nothing, fakeopenai.NoChoices, fakeopenai.NullContent, fakeopenai.ErrorInside, fakeopenai.ErrorSpaced, fakeopenai.WrongType, fakeopenai.GzipBomb,
	} {
		scripts[string(f)] = fakeopenai.Script{Content: `{"sentences": [{"text": "Choose Django for quick and scalable MVP development.", "claims": [1]}]}`, Chunk: 5, Fault: f}
	}
	for name, script := range scripts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startModel(t, func([]string, fakeopenai.Request) fakeopenai.Script { return script })
			var stdout, stderr screenful
			if code := withModel(t, s, &stdout, &stderr, "ask", "--json", fintechQuestion); code != exitDone {
				t.Errorf("exit status %d", code)
			}
			if stdout.String() != plain.String() {
				t.Errorf("another answer:\n%s", stdout.String())
			}
			lines := strings.Count(stderr.String(), "\n")
			if name != "lies" && (lines != 1 || !strings.Contains(stderr.String(), "keeps the sources' own words: language model: ")) || strings.Contains(stderr.String(), "sk-test") {
				t.Errorf("standard error: %q", stderr.String())
			}
		})
	}
}

func TestWhyShowsWhatWasRejected(t *testing.T) {
	t.Chdir(t.TempDir())
	s := startModel(t, func(claims []string, r fakeopenai.Request) fakeopenai.Script {
		script := rephrase(claims, r)
		script.Content = strings.Replace(script.Content, "projects in the fintech industry", "all projects, fintech or not", 1)
		return script
	})
	var stdout, stderr screenful
	withModel(t, s, &stdout, &stderr, "ask", "--why", fintechQuestion)
	text := strings.Join(strings.Fields(stdout.String()), " ")
	if !strings.Contains(text, "test-model: 3 sentences passed, 1 rejected") || !strings.Contains(text, "“Django is the one to choose for all projects, fintech or not.”") {
		t.Errorf("%s", stdout.String())
	}
}

func TestAGermanQuestionGetsAGermanAnswer(t *testing.T) {
	t.Chdir(t.TempDir())
	s := startModel(t, func(claims []string, r fakeopenai.Request) fakeopenai.Script {
		if r.Chat.ResponseFormat.JSONSchema.Name == "translation" {
			return fakeopenai.Script{Content: `{"question": "How many stars does Node.js have on GitHub?"}`}
		}
		if len(claims) == 0 || !strings.Contains(claims[0], "96,400") {
			return fakeopenai.Error(500, "", fmt.Sprintf("claims: %q", claims))
		}
		return fakeopenai.Script{Content: `{"sentences": [{"text": "Node.js hatte im Juli 2023 auf GitHub mehr als 96.400 Sterne, über 188 Mitwirkende und 203 Repositories.", "claims": [1]}]}`}
	})
	var stdout, stderr screenful
	withModel(t, s, &stdout, &stderr, "ask", "--json", "Wie viele Sterne hat Node.js auf GitHub?")
	var a bot.Answer
	if err := json.Unmarshal([]byte(stdout.String()), &a); err != nil {
		t.Fatal(err, stderr.String())
	}
	if a.PhrasedBy != "llm:test-model" || !strings.Contains(a.Text, "96.400 Sterne") || len(a.Statements) == 0 || len(a.Statements[0].Citations) == 0 {
		t.Errorf("%s%s", stdout.String(), stderr.String())
	}
}

func TestTheBudgetOfAModelIsSaidToBeSpent(t *testing.T) {
	t.Chdir(t.TempDir())
	s := startModel(t, rephrase)
	var stdout, stderr screenful
	environ := []string{"OPENAI_BASE_URL=" + s.URL(), "OPENAI_API_KEY=sk-test", "STACKPICK_LLM_DAY=500"}
	if code := run(t.Context(), []string{"ask", "--json", fintechQuestion}, environ, strings.NewReader(""), &stdout, &stderr); code != exitDone {
		t.Fatal(code)
	}
	if len(s.Requests()) != 0 || !strings.Contains(stderr.String(), "budget for today is spent") {
		t.Errorf("%d requests, standard error %q", len(s.Requests()), stderr.String())
	}
}

func TestTheDoctorAsksTheModel(t *testing.T) {
	t.Chdir(t.TempDir())
	s := startModel(t, func([]string, fakeopenai.Request) fakeopenai.Script { return fakeopenai.Script{Content: "ok"} })
	s.Reply(func(fakeopenai.Request) fakeopenai.Script { return fakeopenai.Script{Content: "ok"} })
	var stdout screenful
	withModel(t, s, &stdout, io.Discard, "doctor")
	if !strings.Contains(stdout.String(), "✓ language model: test-model") {
		t.Error(stdout.String())
	}
	stdout = screenful{}
	run(t.Context(), []string{"doctor"}, []string{"OPENAI_BASE_URL=" + s.URL(), "OPENAI_API_KEY=sk-wrong"}, strings.NewReader(""), &stdout, io.Discard)
	if !strings.Contains(stdout.String(), "✗ language model: ") || !strings.Contains(stdout.String(), "OPENAI_API_KEY") || strings.Contains(stdout.String(), "sk-wrong") {
		t.Error(stdout.String())
	}
}

// The time until the plain answer stands on the screen: without a model, with one that answers, with one that hangs.
func BenchmarkAskUntilThePlainAnswer(b *testing.B) {
	models := map[string]func(claims []string, r fakeopenai.Request) fakeopenai.Script{
		"without": nil, "answering": rephrase,
		"hanging": func([]string, fakeopenai.Request) fakeopenai.Script { return fakeopenai.Script{Fault: fakeopenai.Hang} },
	}
	for _, name := range []string{"without", "answering", "hanging"} {
		b.Run(name, func(b *testing.B) {
			b.Chdir(b.TempDir())
			var environ []string
			if say := models[name]; say != nil {
				s := startModel(b, say)
				environ = []string{"OPENAI_BASE_URL=" + s.URL(), "OPENAI_API_KEY=sk-test"}
			}
			for b.Loop() {
				var stdout screenful
				shown := make(chan struct{})
				var once sync.Once
				stdout.each = func() { once.Do(func() { close(shown) }) }
				ended := make(chan struct{})
				ctx, stop := context.WithCancel(b.Context())
				go func() {
					defer close(ended)
					run(ctx, []string{"ask", fintechQuestion}, environ, strings.NewReader(""), &stdout, io.Discard)
				}()
				<-shown
				b.StopTimer()
				stop()
				<-ended
				b.StartTimer()
			}
		})
	}
}
