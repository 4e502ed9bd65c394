package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

// thesaurus is a model that knows two meanings, each by two words.
func thesaurus(text string) []float32 {
	text = strings.ToLower(text)
	speed := strings.Count(text, "speedy") + strings.Count(text, "performance")
	cost := strings.Count(text, "wallet") + strings.Count(text, "cost-efficiency")
	return []float32{float32(speed), float32(cost), 0.1 + float32(len(text))/1000}
}

// startEmbeddings starts an embedding server and returns it with the environment that names it.
func startEmbeddings(t testing.TB) (*fakeopenai.Server, []string) {
	t.Helper()
	s := fakeopenai.Start(fakeopenai.Config{Key: "sk-test"})
	t.Cleanup(s.Close)
	s.Reply(func(fakeopenai.Request) fakeopenai.Script { return fakeopenai.Script{Vector: thesaurus} })
	return s, []string{
		"STACKPICK_EMBEDDINGS_MODEL=small", "STACKPICK_EMBEDDINGS_URL=" + s.URL(), "STACKPICK_EMBEDDINGS_KEY=sk-test",
		"STACKPICK_DATA=" + t.TempDir(),
	}
}

// perform runs a command line that is to succeed, and returns what it printed.
func perform(t testing.TB, environ []string, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs screenful
	if code := run(t.Context(), args, environ, strings.NewReader(""), &out, &errs); code != exitDone {
		t.Fatalf("%v: exit status %d: %s", args, code, errs.String())
	}
	return out.String(), errs.String()
}

func TestSearchFindsByMeaningAndSaysSo(t *testing.T) {
	t.Chdir(t.TempDir())
	s, environ := startEmbeddings(t)
	out, errs := perform(t, environ, "search", "--top", "2", "--json", "speedy?")
	var found searchResult
	if err := json.Unmarshal([]byte(out), &found); err != nil || len(found.Hits) != 2 || !found.Hits[0].Near || found.Hits[0].Section != "Performance" || errs != "" {
		t.Fatalf("%v: %s%s", err, out, errs)
	}
	before := len(s.Requests())
	if out, _ := perform(t, environ, "search", "speedy?"); !strings.Contains(out, "by meaning alone") {
		t.Error(out)
	}
	if n := len(s.Requests()) - before; n != 1 { // the question
		t.Errorf("%d requests", n)
	}
	if out, _ := perform(t, environ[3:], "search", "--json", "speedy?"); strings.Contains(out, `"rank"`) {
		t.Errorf("without a model: %s", out)
	}
}

func TestAnswersRestOnWordsWhateverTheModelFindsNear(t *testing.T) {
	t.Chdir(t.TempDir())
	s, environ := startEmbeddings(t)
	for _, question := range []string{"is it speedy?", "Rails or Laravel?", "what about the wallet?"} {
		want, _ := perform(t, nil, "ask", "--json", question)
		got, _ := perform(t, environ, "ask", "--json", question)
		var a, b struct{ Outcome, Answer string }
		if json.Unmarshal([]byte(want), &a) != nil || json.Unmarshal([]byte(got), &b) != nil || a != b {
			t.Errorf("%s: %+v, without a model %+v", question, b, a)
		}
	}
	before := len(s.Requests())
	if _, errs := perform(t, environ, "ask", "--no-llm", "is it speedy?"); len(s.Requests()) != before || before == 0 || errs != "" {
		t.Errorf("%d requests, %d with --no-llm: %s", before, len(s.Requests())-before, errs)
	}
}

func TestWhereTheModelIsAwayTheWordsAnswer(t *testing.T) {
	t.Chdir(t.TempDir())
	want, _ := perform(t, nil, "ask", "--json", fintechQuestion)
	for name, script := range map[string]fakeopenai.Script{
		"a wrong key": fakeopenai.Error(401, "invalid_api_key", "sk-test"), "hanging": {Fault: fakeopenai.Hang}, "down": fakeopenai.Error(503, "", ""),
	} {
		s, environ := startEmbeddings(t)
		s.Reply(func(fakeopenai.Request) fakeopenai.Script { return script })
		began := time.Now()
		got, errs := perform(t, environ, "ask", "--json", fintechQuestion)
		if got != want || !strings.Contains(errs, "found by their words") || strings.Contains(errs, "sk-test") {
			t.Errorf("%s: %s%s", name, got, errs)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func TestPassagesAreEmbeddedOnce(t *testing.T) {
	t.Chdir(t.TempDir())
	s, environ := startEmbeddings(t)
	out, _ := perform(t, environ, "knowledge", "embed")
	if !strings.Contains(out, " passages embedded, ") || strings.Contains(out, " 0 of them now") {
		t.Error(out)
	}
	before := len(s.Requests())
	if out, _ = perform(t, environ, "knowledge", "embed"); !strings.Contains(out, " 0 of them now") || len(s.Requests()) != before {
		t.Errorf("%d requests more: %s", len(s.Requests())-before, out)
	}
	if files, _ := filepath.Glob(filepath.Join(strings.TrimPrefix(environ[3], "STACKPICK_DATA="), "vectors", "*.vec")); len(files) != 1 {
		t.Errorf("files %v", files)
	}
	var errs screenful
	if code := run(t.Context(), []string{"knowledge", "embed"}, nil, strings.NewReader(""), &screenful{}, &errs); code != exitUsage || !strings.Contains(errs.String(), "STACKPICK_EMBEDDINGS_MODEL") {
		t.Errorf("without a model: %d, %s", code, errs.String())
	}
}

func TestRetrievalIsMeasuredByMeaningToo(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{
		"corpus":  `{"_id":"a","text":"performance is good"}` + "\n" + `{"_id":"b","text":"the wall is red"}` + "\n",
		"queries": `{"_id":"1","text":"speedy"}` + "\n", "qrels": "query-id\tcorpus-id\tscore\n1\ta\t1\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, environ := startEmbeddings(t)
	measure := []string{"eval", "retrieval", "--corpus", "corpus", "--queries", "queries", "--qrels", "qrels"}
	if out, errs := perform(t, environ, measure...); !strings.Contains(out, "nDCG@10     1.0000") || errs != "" {
		t.Errorf("with a model: %s%s", out, errs)
	}
	if out, _ := perform(t, nil, measure...); !strings.Contains(out, "nDCG@10     0.0000") {
		t.Errorf("without: %s", out)
	}
	s.Reply(func(fakeopenai.Request) fakeopenai.Script { return fakeopenai.Error(401, "invalid_api_key", "") })
	if _, errs := perform(t, environ, measure...); !strings.Contains(errs, "1 question ranked by words alone") {
		t.Errorf("with one that is away: %s", errs)
	}
}

func TestTheDoctorAsksTheEmbeddingModel(t *testing.T) {
	t.Chdir(t.TempDir())
	s, environ := startEmbeddings(t)
	var out, errs screenful
	run(t.Context(), []string{"doctor"}, environ, strings.NewReader(""), &out, &errs)
	if !strings.Contains(out.String(), "✓ embeddings: small, 3 dimensions") {
		t.Error(out.String())
	}
	s.Reply(func(fakeopenai.Request) fakeopenai.Script { return fakeopenai.Error(501, "", "") })
	out = screenful{}
	run(t.Context(), []string{"doctor"}, environ, strings.NewReader(""), &out, &errs)
	if !strings.Contains(out.String(), "✗ embeddings: ") || !strings.Contains(out.String(), "--embeddings") {
		t.Error(out.String())
	}
	out = screenful{}
	run(t.Context(), []string{"doctor"}, []string{"STACKPICK_DATA=" + t.TempDir()}, strings.NewReader(""), &out, &errs)
	if !strings.Contains(out.String(), "✓ embeddings: off") {
		t.Error(out.String())
	}
}

func TestTheModelsKeyGoesToItsOwnServerOnly(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, c := range map[string]struct {
		environ []string
		want    string
	}{
		"the same server":       {[]string{"OPENAI_BASE_URL=http://one/v1", "OPENAI_API_KEY=sk-one"}, "sk-one"},
		"the same, named":       {[]string{"OPENAI_BASE_URL=http://one/v1", "OPENAI_API_KEY=sk-one", "STACKPICK_EMBEDDINGS_URL=http://one/"}, "sk-one"},
		"OpenAI's":              {[]string{"OPENAI_API_KEY=sk-one"}, "sk-one"},
		"another server":        {[]string{"OPENAI_API_KEY=sk-one", "STACKPICK_EMBEDDINGS_URL=http://two/v1"}, ""},
		"the same, unsafely":    {[]string{"OPENAI_BASE_URL=https://one/v1", "OPENAI_API_KEY=sk-one", "STACKPICK_EMBEDDINGS_URL=http://one/v1"}, ""},
		"another, with its own": {[]string{"OPENAI_API_KEY=sk-one", "STACKPICK_EMBEDDINGS_URL=http://two/v1", "STACKPICK_EMBEDDINGS_KEY=sk-two"}, "sk-two"},
	} {
		env := map[string]string{"STACKPICK_EMBEDDINGS_MODEL": "m"}
		for _, e := range c.environ {
			name, value, _ := strings.Cut(e, "=")
			env[name] = value
		}
		cfg := newConfig(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
		if err := cfg.validate(); err != nil || cfg.embeddings.key != c.want {
			t.Errorf("%s: key %q, want %q; %v", name, cfg.embeddings.key, c.want, err)
		}
	}
}

func TestProcessSearchesByMeaningAndAnswersWhereTheModelHangs(t *testing.T) {
	model, environ := startEmbeddings(t)
	s := newSlack(t)
	p := serveReady(t, s, overHTTP(s, t.TempDir(), environ[:3]...))
	tells := func(series string) bool {
		_, body := p.get("/metrics")
		return strings.Contains(body, "\n"+series+"\n")
	}
	p.until("all is embedded", func() bool { return tells(`stackpick_embeddings_passages{state="missing"} 0`) })
	p.deliver(s.DM(asker, aQuestion))
	if m := p.messages(1)[0]; !strings.Contains(m.Text+string(m.Blocks), answersTo) {
		t.Errorf("answered %s", m.Text)
	}
	if tells(`stackpick_searches_total{by="meaning"} 0`) || !tells(`stackpick_searches_total{by="words"} 0`) {
		t.Error("not all was searched by meaning")
	}
	model.Reply(func(fakeopenai.Request) fakeopenai.Script { return fakeopenai.Script{Fault: fakeopenai.Hang} })
	p.deliver(s.DM(asker, "Is it fast? "+aQuestion))
	p.messages(2)
	if tells(`stackpick_searches_total{by="words"} 0`) {
		t.Error("a model that hangs was waited for")
	}
	if err := leaked(p.log.String()); err != nil || strings.Contains(p.log.String(), "sk-test") {
		t.Errorf("%v:\n%s", err, &p.log)
	}
}
