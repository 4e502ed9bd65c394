package slack

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/dlclark/regexp2"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// manifestSchema returns Slack's own schema of manifests: schemas/manifest.schema.2.0.0.json of
// https://github.com/slackapi/manifest-schema, version 0.5.0. Its licence stands beside it.
// It has patterns that Go's own regular expressions lack.
func manifestSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(readFile(t, "testdata/slack-manifest.schema.json")))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.UseRegexpEngine(func(pattern string) (jsonschema.Regexp, error) {
		re, err := regexp2.Compile(pattern, regexp2.ECMAScript)
		return lookingAhead{re}, err
	})
	if err := c.AddResource("manifest.json", doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("manifest.json")
}

// lookingAhead is a regular expression as JavaScript has them.
type lookingAhead struct{ *regexp2.Regexp }

func (l lookingAhead) MatchString(s string) bool {
	ok, err := l.Regexp.MatchString(s)
	return ok && err == nil
}

// everyManifest has options for every kind of app, by a name.
func everyManifest() map[string]ManifestOptions {
	all := map[string]ManifestOptions{}
	for way, address := range map[string]string{"socket mode": "", "http": "https://bot.example.com", "http below a path": "https://example.com:8443/bot/"} {
		for agent, prompts := range map[string][]string{
			"": nil, ", agent": nil, ", agent with prompts": {"Django or Node.js?", "Why Postgres?", "c", "d", "e"},
			", agent with long prompts": {strings.Repeat("long ", 100), strings.Repeat("ä", maxPromptTitle)},
		} {
			o := ManifestOptions{URL: address, Agent: agent != "", Prompts: prompts}
			all[way+agent] = o
			o.ThreadReplies = true
			all[way+agent+", thread replies"] = o
		}
	}
	return all
}

func TestEveryManifestFitsSlacksSchema(t *testing.T) {
	schema := manifestSchema(t)
	for name, o := range everyManifest() {
		t.Run(name, func(t *testing.T) {
			data, err := Manifest(o)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%v\n%s", err, data)
			}
			if addresses := bytes.Count(data, []byte(`url": "https://`)); addresses != map[bool]int{true: 3}[o.URL != ""] {
				t.Errorf("%d addresses:\n%s", addresses, data)
			}
		})
	}
}

func TestTheSchemaOfManifestsIsUsed(t *testing.T) {
	schema := manifestSchema(t)
	data, err := Manifest(ManifestOptions{Agent: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{`"name": "stackpick"`, `"name": "` + strings.Repeat("s", 36) + `"`},
		{`"command": "/stackpick"`, `"command": "stackpick"`},
		{`"should_escape": true`, `"should_escape": true, "shortcut": 1`},
		{`"home_tab_enabled": true`, `"home_tab_enabled": "yes"`},
	} {
		broken := strings.Replace(string(data), change[0], change[1], 1)
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(broken))
		if err != nil || broken == string(data) {
			t.Fatalf("%q: %v", change, err)
		}
		if schema.Validate(doc) == nil {
			t.Errorf("%s is accepted", change[1])
		}
	}
}

// scopeOf has the scope that each event needs, from the events' pages at https://docs.slack.dev/reference/events.
var scopeOf = map[string]string{
	"agent_session_stopped": "assistant:write", "app_home_opened": "", "app_mention": "app_mentions:read", "app_uninstalled": "",
	"message.channels": "channels:history", "message.groups": "groups:history", "message.im": "im:history", "tokens_revoked": "",
}

// otherScopes are those that no event asks for, with what does.
var otherScopes = map[string]string{"chat:write": "chat.postMessage", "commands": "slash_commands"}

func TestScopesAndEventsAskForEachOther(t *testing.T) {
	for name, o := range everyManifest() {
		var need []string
		for _, e := range o.events() {
			scope, known := scopeOf[e]
			if !known {
				t.Errorf("%s: the table does not know the event %s", name, e)
			}
			if scope != "" {
				need = append(need, scope)
			}
		}
		need = slices.Compact(slices.Sorted(slices.Values(slices.AppendSeq(need, maps.Keys(otherScopes)))))
		if diff := cmp.Diff(need, o.Scopes()); diff != "" {
			t.Errorf("%s: the scopes that are needed (-) and asked for (+) differ:\n%s", name, diff)
		}
	}
	all := ManifestOptions{Agent: true, ThreadReplies: true}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(scopeOf)), all.events()); diff != "" {
		t.Errorf("events that we know (-) and listen to (+) differ:\n%s", diff)
	}
}

func TestEveryEventOfTheManifestIsKnown(t *testing.T) {
	for _, name := range (ManifestOptions{Agent: true, ThreadReplies: true}).events() {
		w := newWorld(t)
		kind, _, _ := strings.Cut(name, ".")
		w.deliver(w.slack.Event(map[string]any{"type": kind, "user": asker, "channel": "C0GENERAL", "tab": "home"}))
		if strings.Contains(w.log.text.String(), `why="event `) {
			t.Errorf("%s is listened to and ignored", name)
		}
		w.end()
	}
}

func TestAManifestNeedsAnAddressThatSlackCanReach(t *testing.T) {
	for _, address := range []string{
		"http://bot.example.com", "bot.example.com", "https://", "https:///slack", "https://me:word@bot.example.com", "https://bot.example.com/?a=b",
		"https://bot.example.com/#a", "ftp://bot.example.com", "https://bot example.com", "javascript:alert(1)", "\x00",
	} {
		if data, err := Manifest(ManifestOptions{URL: address}); err == nil {
			t.Errorf("%q is accepted:\n%s", address, data)
		}
	}
}
