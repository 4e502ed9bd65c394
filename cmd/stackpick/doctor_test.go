package main

import (
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// startSlack starts a Slack that ends with the script, and sets the variables that reach it by HTTP:
//
//	slack                                    all is well
//	slack scopes=commands,chat:write         with these scopes
//	slack auth.test=invalid_auth             the next call of a method is refused
func startSlack(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: slack [scopes=…] [method=error]")
	}
	c := fakeslack.Config{BotToken: testBotToken, AppToken: testAppToken, SigningSecret: testSecret}
	faults := map[string]string{}
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		if name == "scopes" {
			c.Scopes = strings.Split(value, ",")
			continue
		}
		faults[name] = value
	}
	s := fakeslack.New(c)
	ts.Defer(s.Close)
	for method, fault := range faults {
		s.Fail(method, fakeslack.Fault{Error: fault})
	}
	for name, value := range map[string]string{
		"SLACK_API_URL": s.APIURL(), "SLACK_BOT_TOKEN": testBotToken, "SLACK_SIGNING_SECRET": testSecret, "STACKPICK_LISTEN": "127.0.0.1:0",
		"STACKPICK_DATA": ts.MkAbs("data"), "APP_TOKEN": testAppToken,
	} {
		ts.Setenv(name, value)
	}
}
