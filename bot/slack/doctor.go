package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A Finding is what a check found: that something works, or what is wrong and how to mend it.
type Finding struct {
	Name   string `json:"check"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
	Fix    string `json:"fix,omitempty"`
}

// Diagnose checks the Slack side of a configuration: whether the tokens work, which scopes the bot has, whether
// Socket Mode can be opened, and our clock against Slack's.
func Diagnose(ctx context.Context, botToken, appToken, apiURL string) []Finding {
	root, err := apiRoot(apiURL)
	if err != nil {
		return []Finding{{Name: "slack", Detail: err.Error(), Fix: "unset SLACK_API_URL"}}
	}
	api := newAPI(botToken, appToken, root, newMetrics())
	defer api.http.CloseIdleConnections()
	began := time.Now()
	me, err := api.whoAmI(ctx)
	if err != nil {
		return []Finding{{Name: "bot token", Detail: err.Error(), Fix: fixFor(err, "SLACK_BOT_TOKEN")}}
	}
	findings := []Finding{
		{Name: "bot token", OK: true, Detail: fmt.Sprintf("bot %s in workspace %s (%s)", me.user, me.teamName, me.team)},
		scopesFinding(me), clockFinding(me, began),
	}
	if appToken != "" {
		findings = append(findings, socketFinding(ctx, api))
	}
	return findings
}

// scopesFinding compares the scopes that were granted with those that the manifest asks for.
func scopesFinding(me *identity) Finding {
	f := Finding{Name: "scopes"}
	if len(me.scopes) == 0 {
		f.Detail, f.Fix = "Slack did not tell which scopes the token has", "look at OAuth & Permissions of your app at https://api.slack.com/apps"
		return f
	}
	var missing, without []string
	for _, scope := range (ManifestOptions{}).Scopes() {
		if !me.has(scope) {
			missing = append(missing, scope)
		}
	}
	if len(missing) > 0 {
		f.Detail = "missing: " + strings.Join(missing, ", ")
		f.Fix = "add them under OAuth & Permissions of your app at https://api.slack.com/apps, then press Reinstall: scopes count from the next installation on"
		return f
	}
	if !me.has("assistant:write") {
		without = append(without, "no agent view (assistant:write)")
	}
	if !slices.ContainsFunc(me.scopes, func(s string) bool { return s == "channels:history" || s == "groups:history" }) {
		without = append(without, "replies in threads need a mention (channels:history, groups:history)")
	}
	f.OK, f.Detail = true, strings.Join(append([]string{"all that is needed"}, without...), "; ")
	return f
}

// clockFinding compares our clock with Slack's: signatures count for five minutes.
func clockFinding(me *identity, began time.Time) Finding {
	f := Finding{Name: "clock", OK: true, Detail: "Slack does not tell its time"}
	if me.clock.IsZero() {
		return f
	}
	skew := me.clock.Sub(began).Round(time.Second)
	f.Detail = fmt.Sprintf("%s apart from Slack's", skew.Abs())
	if skew.Abs() > time.Minute {
		f.OK, f.Fix = false, "set the clock, by NTP for instance: at five minutes Slack's signatures are refused"
	}
	return f
}

func socketFinding(ctx context.Context, a *api) Finding {
	f := Finding{Name: "socket mode"}
	err := a.call(ctx, "apps.connections.open", func() error {
		_, _, err := a.client.StartSocketModeContext(ctx)
		return err
	})
	if err != nil {
		f.Detail, f.Fix = err.Error(), fixFor(err, "SLACK_APP_TOKEN")
		return f
	}
	f.OK, f.Detail = true, "can be opened"
	return f
}

// Fix returns what to do about an error of this package, "" where nothing is known.
func Fix(err error) string {
	f, ok := errors.AsType[*fault](err)
	switch {
	case !ok:
		return ""
	case f.method == "apps.connections.open":
		return fixFor(err, "SLACK_APP_TOKEN")
	default:
		return fixFor(err, "SLACK_BOT_TOKEN")
	}
}

// fixFor says what to do when a call with a token failed.
func fixFor(err error, variable string) string {
	f, ok := errors.AsType[*fault](err)
	where := "OAuth & Permissions (Bot User OAuth Token)"
	if variable == "SLACK_APP_TOKEN" {
		where = "Basic Information (App-Level Tokens, with the scope connections:write)"
	}
	switch {
	case !ok:
		return ""
	case f.code == "missing_scope" && variable == "SLACK_APP_TOKEN":
		return "make an app-level token with the scope connections:write under Basic Information, and set SLACK_APP_TOKEN"
	case f.code == "missing_scope":
		return "add the scope under OAuth & Permissions and install the app again"
	case f.code == "not_allowed_token_type" || f.remedy == stop:
		return fmt.Sprintf("copy the token from %s of your app at https://api.slack.com/apps into %s", where, variable)
	case f.code == fmt.Sprintf("http_%d", http.StatusNotFound):
		return "unset SLACK_API_URL, or correct it: there is no Slack API at that address"
	case f.remedy == tryLater:
		return "check the network, a proxy (HTTPS_PROXY), and https://slack-status.com"
	default:
		return fmt.Sprintf("compare %s with %s of your app at https://api.slack.com/apps", variable, where)
	}
}
