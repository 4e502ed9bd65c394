package openai_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/prompts"
	"github.com/stackpick/stackpick/prompts/openai"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

func TestAServerThatDoesNotKnowSchemasIsAskedWithoutFromThenOn(t *testing.T) {
	for _, status := range []int{400, 404, 422, 500, 501} {
		for _, streamed := range []bool{false, true} {
			s, c := serve(t, fakeopenai.Config{NoSchema: status})
			p, _ := ask(streamed)
			for range 2 {
				if _, err := c.Complete(t.Context(), p); err != nil {
					t.Fatalf("%d: %v", status, err)
				}
			}
			var with []bool
			for _, r := range s.Requests() {
				with = append(with, r.Chat.ResponseFormat != nil)
			}
			if len(with) != 3 || !with[0] || with[1] || with[2] {
				t.Errorf("%d: requests with a schema: %v", status, with)
			}
		}
	}
}

func TestAServerThatTookASchemaIsNotSuspectedAgain(t *testing.T) {
	s, c := serve(t, fakeopenai.Config{})
	s.Queue(fakeopenai.Script{Content: said}, fakeopenai.Error(400, "", "bad"))
	p, _ := ask(false)
	if _, err := c.Complete(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Complete(t.Context(), p); kindOf(t, err) != prompts.Refused {
		t.Errorf("got %v", err)
	}
	if n := len(s.Requests()); n != 2 {
		t.Errorf("%d requests", n)
	}
}

func TestAModelThatReasonsUnderAnUnknownNameIsAskedAsSuchFromThenOn(t *testing.T) {
	s := fakeopenai.Start(fakeopenai.Config{})
	t.Cleanup(s.Close)
	c := client(t, openai.Config{BaseURL: s.URL(), Model: "reasoner-1"}, time.Minute)
	for range 2 {
		p, _ := ask(true)
		if _, err := c.Complete(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	all := s.Requests()
	if len(all) != 3 || all[0].Chat.MaxTokens == nil || all[1].Chat.MaxCompletionTokens == nil || all[2].Chat.MaxCompletionTokens == nil {
		t.Errorf("%d requests", len(all))
	}
	if all[1].Chat.ResponseFormat == nil {
		t.Error("the schema was left out as well")
	}
}

func TestNoKeyMeansNoAuthorization(t *testing.T) {
	s := fakeopenai.Start(fakeopenai.Config{})
	t.Cleanup(s.Close)
	p, _ := ask(false)
	if _, err := client(t, openai.Config{BaseURL: s.URL()}, 0).Complete(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if _, sent := s.Requests()[0].Header["Authorization"]; sent {
		t.Error("there is an Authorization")
	}
}

func TestABaseURLIsTakenAsPeopleTypeIt(t *testing.T) {
	s := fakeopenai.Start(fakeopenai.Config{})
	t.Cleanup(s.Close)
	root := strings.TrimSuffix(s.URL(), "/v1")
	for _, base := range []string{root, root + "/", root + "/v1", root + "/v1/", " " + root + "/v1/chat/completions\n"} {
		p, _ := ask(false)
		if _, err := client(t, openai.Config{BaseURL: base}, 0).Complete(t.Context(), p); err != nil {
			t.Errorf("%q: %v", base, err)
		}
	}
}

func TestAConfigThatCannotWorkIsRefusedWithoutRepeatingIt(t *testing.T) {
	for _, cfg := range []openai.Config{
		{},
		{Key: key + "\n"},
		{Key: key + " " + key},
		{Key: "s€cret"},
		{BaseURL: "localhost:11434", Key: key},
		{BaseURL: "ftp://localhost/" + key},
		{BaseURL: "http://:8080", Key: key},
		{BaseURL: "http://" + key + "@localhost:11434"},
		{BaseURL: "http://user:" + key + "@localhost:11434"},
		{BaseURL: "http://localhost:11434/v1?key=" + key},
		{BaseURL: "http://localhost:11434/v1#" + key},
		{BaseURL: "http://[" + key},
		{BaseURL: "https://ours.openai.azure.com", Key: key},
		{BaseURL: "https://ours.openai.azure.com", Model: "gpt"},
	} {
		if _, err := openai.New(cfg); err == nil || strings.Contains(err.Error(), key) || !strings.Contains(err.Error(), "OPENAI_") {
			t.Errorf("%+v: %v", cfg, err)
		}
	}
}

func TestARequestGoesWhereTheServerExpectsIt(t *testing.T) {
	const deployment = "/openai/deployments/our%2Fgpt/chat/completions?api-version=2024-10-21"
	for base, want := range map[string]struct{ address, header string }{
		"":                             {"https://api.openai.com/v1/chat/completions", "Authorization"},
		"https://gateway.test/llm/v2/": {"https://gateway.test/llm/v2/chat/completions", "Authorization"},
		"http://ours.openai.azure.com": {"http://ours.openai.azure.com" + deployment, "Api-Key"},
		"http://Ours.CognitiveServices.Azure.com": {"http://Ours.CognitiveServices.Azure.com" + deployment, "Api-Key"},
		"http://ours.openai.azure.com/openai/v1/": {"http://ours.openai.azure.com/openai/v1/chat/completions", "Authorization"},
		"http://openai.azure.com.attacker.test":   {"http://openai.azure.com.attacker.test/v1/chat/completions", "Authorization"},
	} {
		address, header := lookAt(t, openai.Config{BaseURL: base, Key: key, Model: "our/gpt"})
		if address != want.address || !strings.HasSuffix(header.Get(want.header), key) {
			t.Errorf("%q: asked %s with %v", base, address, header)
		}
		if header.Get("Api-Key") != "" && header.Get("Authorization") != "" {
			t.Errorf("%q: the key was sent twice", base)
		}
	}
}
