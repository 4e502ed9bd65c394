package slack

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// ManifestOptions say what kind of app a manifest is for.
type ManifestOptions struct {
	URL           string   // where Slack reaches the bot: https://…; "" for Socket Mode
	Agent         bool     // the agent view: sessions, status and prompts in DMs; a workspace cannot take it back
	ThreadReplies bool     // replies in the bot's threads reach it without a mention; Slack asks for history scopes
	Prompts       []string // questions to suggest in the agent view; Slack shows 4
}

// maxPromptTitle bounds a suggested prompt, in characters.
const maxPromptTitle = 100

// longDescription is what people read before they install the app; Slack asks for 175 characters at least.
const longDescription = `Stackpick answers "Django or Node.js?" and the like from documents that your team has given it: articles, ` +
	`decision records, its tech radar. Every sentence of an answer has a link to the section that says so, and what the documents ` +
	`do not hold is said to be missing. Answers can still be incomplete or wrong where the documents are: check the sources before ` +
	`you act on one. The slash command, mentions and direct messages work on every plan of Slack; the agent view needs a paid one.`

// The shape of a manifest, as far as we use it: https://docs.slack.dev/reference/app-manifest/.
type (
	manifest struct {
		Metadata struct {
			Major int `json:"major_version"`
			Minor int `json:"minor_version"`
		} `json:"_metadata"`
		Display  manifestDisplay  `json:"display_information"`
		Features manifestFeatures `json:"features"`
		OAuth    struct {
			Scopes struct {
				Bot []string `json:"bot"`
			} `json:"scopes"`
		} `json:"oauth_config"`
		Settings manifestSettings `json:"settings"`
	}
	manifestDisplay struct {
		Name            string `json:"name"`
		Description     string `json:"description"`
		BackgroundColor string `json:"background_color"`
		LongDescription string `json:"long_description"`
	}
	manifestFeatures struct {
		AppHome struct {
			Home     bool `json:"home_tab_enabled"`
			Messages bool `json:"messages_tab_enabled"`
			ReadOnly bool `json:"messages_tab_read_only_enabled"`
		} `json:"app_home"`
		BotUser struct {
			Name   string `json:"display_name"`
			Online bool   `json:"always_online"`
		} `json:"bot_user"`
		AgentView *manifestAgent    `json:"agent_view,omitempty"`
		Commands  []manifestCommand `json:"slash_commands"`
	}
	manifestAgent struct {
		Description string           `json:"agent_description"`
		Prompts     []manifestPrompt `json:"suggested_prompts,omitempty"`
	}
	manifestPrompt struct {
		Title   string `json:"title"`
		Message string `json:"message"`
	}
	manifestCommand struct {
		Command     string `json:"command"`
		URL         string `json:"url,omitempty"`
		Description string `json:"description"`
		Usage       string `json:"usage_hint"`
		Escape      bool   `json:"should_escape"`
	}
	manifestSettings struct {
		Events struct {
			URL    string   `json:"request_url,omitempty"`
			Events []string `json:"bot_events"`
		} `json:"event_subscriptions"`
		Interactivity struct {
			Enabled bool   `json:"is_enabled"`
			URL     string `json:"request_url,omitempty"`
		} `json:"interactivity"`
		OrgDeploy     bool `json:"org_deploy_enabled"`
		SocketMode    bool `json:"socket_mode_enabled"`
		TokenRotation bool `json:"token_rotation_enabled"`
	}
)

// Manifest returns the app manifest that "create an app from a manifest" takes, as JSON. It asks for the scopes that
// the bot uses and no others.
func Manifest(o ManifestOptions) ([]byte, error) {
	base, err := publicURL(o.URL)
	if err != nil {
		return nil, err
	}
	var m manifest
	m.Metadata.Major, m.Metadata.Minor = 2, 1
	m.Display = manifestDisplay{
		Name: "stackpick", Description: "Which technology to choose, answered from your team's own documents, with a source for every sentence.",
		BackgroundColor: "#1d3557", LongDescription: longDescription,
	}
	m.Features.AppHome.Home, m.Features.AppHome.Messages = true, true
	m.Features.BotUser.Name, m.Features.BotUser.Online = "stackpick", true
	m.Features.Commands = []manifestCommand{{
		Command: "/stackpick", URL: endpoint(base, "commands"), Description: "Ask which technology to choose",
		Usage: "QUESTION | compare A B on X | sources | status | llm off | help", Escape: true,
	}}
	if o.Agent {
		m.Features.AgentView = agentOf(o.Prompts)
	}
	m.OAuth.Scopes.Bot = o.Scopes()
	m.Settings.Events.URL, m.Settings.Events.Events = endpoint(base, "events"), o.events()
	m.Settings.Interactivity.URL, m.Settings.Interactivity.Enabled = endpoint(base, "interactions"), true
	m.Settings.SocketMode = base == ""
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the manifest: %w", err)
	}
	return append(data, '\n'), nil
}

// publicURL checks where Slack shall reach us, and returns it without a slash at its end.
func publicURL(address string) (string, error) {
	if address == "" {
		return "", nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", errors.New("for Slack the address must begin with https:// and have no user, ? or # in it")
	}
	return strings.TrimRight(u.String(), "/"), nil
}

func endpoint(base, name string) string {
	if base == "" {
		return ""
	}
	return base + "/slack/" + name
}

func agentOf(prompts []string) *manifestAgent {
	a := &manifestAgent{Description: "Answers which technology to choose from your team's own documents, with a source for every sentence."}
	for _, p := range prompts[:min(len(prompts), maxPrompts)] {
		if r := []rune(p); len(r) <= maxPromptTitle {
			a.Prompts = append(a.Prompts, manifestPrompt{Title: p, Message: p})
		}
	}
	return a
}

// Scopes returns the bot scopes that an app of this kind needs.
func (o ManifestOptions) Scopes() []string {
	scopes := []string{"app_mentions:read"}
	if o.Agent {
		scopes = append(scopes, "assistant:write")
	}
	if o.ThreadReplies {
		scopes = append(scopes, "channels:history")
	}
	scopes = append(scopes, "chat:write", "commands")
	if o.ThreadReplies {
		scopes = append(scopes, "groups:history")
	}
	return append(scopes, "im:history")
}

// events returns the events that an app of this kind listens to.
func (o ManifestOptions) events() []string {
	var events []string
	if o.Agent {
		events = append(events, "agent_session_stopped")
	}
	events = append(events, "app_home_opened", "app_mention", "app_uninstalled")
	if o.ThreadReplies {
		events = append(events, "message.channels", "message.groups")
	}
	return append(events, "message.im", "tokens_revoked")
}
