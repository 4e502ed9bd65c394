package main

import (
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A badEnvironment is what differs from an environment that serve takes, and what must be said of it: each fault is the
// name of a variable with some words, and a word of the fix.
type badEnvironment struct {
	set    map[string]string
	unset  []string
	faults []string // "VARIABLE says … fix"
}

// goodEnvironment is taken by serve, which then fails for there is nothing at its API's address.
func goodEnvironment() map[string]string {
	return map[string]string{
		"SLACK_BOT_TOKEN": testBotToken, "SLACK_SIGNING_SECRET": testSecret, "SLACK_API_URL": "http://127.0.0.1:1/",
		"STACKPICK_LISTEN": "127.0.0.1:0", "STACKPICK_DATA": "data", "HOME": "home",
	}
}

func set(name, value string) map[string]string { return map[string]string{name: value} }

const (
	botFix    = "copy the Bot User OAuth Token (xoxb-…)"
	appFix    = "copy an App-Level Token (xapp-…)"
	secretFix = `copy "Signing Secret" from Basic Information`
	daysFix   = "set it to a number of days"
	limitFix  = "set it to a number of questions a minute"
	listenFix = "write host:port"
	apiFix    = "unset it to use Slack's own API"
	unknown   = "is no variable of stackpick: correct or unset it"
)

// badEnvironments has each way to get a variable wrong that was seen in other bots' issue lists, by a name.
func badEnvironments() map[string]badEnvironment {
	all := map[string]badEnvironment{
		"nothing at all": {unset: slices.Collect(maps.Keys(goodEnvironment())), faults: []string{
			"SLACK_BOT_TOKEN is not set " + botFix, "SLACK_SIGNING_SECRET is not set " + secretFix, "STACKPICK_DATA is not set set it to a folder",
		}},
		"neither folder nor home":    {unset: []string{"STACKPICK_DATA", "HOME"}, faults: []string{"STACKPICK_DATA is not set set it to a folder"}},
		"tokens the wrong way round": {set: map[string]string{"SLACK_BOT_TOKEN": testAppToken, "SLACK_APP_TOKEN": testBotToken}, faults: []string{"SLACK_BOT_TOKEN belongs into SLACK_APP_TOKEN " + botFix, "SLACK_APP_TOKEN belongs into SLACK_BOT_TOKEN " + appFix}},
		"everything wrong": {
			set: map[string]string{
				"SLACK_BOT_TOKEN": "x", "SLACK_SIGNING_SECRET": "changeme", "SLACK_API_URL": "slack", "STACKPICK_LISTEN": "80", "STACKPICK_RETENTION": "-",
				"STACKPICK_USER_LIMIT": "-", "STACKPICK_DATABASE_URL": "postgres://me:sesame@db/", "STACKPICK_PORT": "80",
			},
			faults: []string{
				"SLACK_BOT_TOKEN " + botFix, "SLACK_SIGNING_SECRET " + secretFix, "SLACK_API_URL " + apiFix, "STACKPICK_LISTEN " + listenFix,
				"STACKPICK_RETENTION " + daysFix, "STACKPICK_USER_LIMIT " + limitFix, "STACKPICK_DATABASE_URL unset it", "STACKPICK_PORT " + unknown,
			},
		},
		"a database":        {set: set("STACKPICK_DATABASE_URL", "postgres://me:sesame@db/stackpick"), faults: []string{"STACKPICK_DATABASE_URL unset it"}},
		"a log level":       {set: set("STACKPICK_LOG", "verbose"), faults: []string{`STACKPICK_LOG is "verbose" set it to debug, info, warn or error`}},
		"missing knowledge": {set: set("STACKPICK_KNOWLEDGE", "/no/such/folder"), faults: []string{"STACKPICK_KNOWLEDGE names /no/such/folder correct the path"}},
	}
	each := func(variable, fix string, values map[string]string) {
		for name, value := range values {
			all[variable+": "+name] = badEnvironment{set: set(variable, value), faults: []string{variable + " " + fix}}
		}
	}
	each("SLACK_BOT_TOKEN", botFix, map[string]string{
		"empty": "", "blank": "  ", "in quotes": `"` + testBotToken + `"`, "in single quotes": "'" + testBotToken + "'", "with CRLF": testBotToken + "\r",
		"with a line end": testBotToken + "\n", "of a user": "xoxp-1-2-sesame", "a client secret": "0123456789sesame", "its name": "SLACK_BOT_TOKEN=" + testBotToken,
		"with an ellipsis": "xoxb-…", "with Bearer": "Bearer " + testBotToken, "in capitals": strings.ToUpper(testBotToken), "a webhook": "https://hooks.slack.com/services/T0/B0/sesame",
	})
	each("SLACK_APP_TOKEN", appFix, map[string]string{
		"blank": " ", "in quotes": `"` + testAppToken + `"`, "with CRLF": testAppToken + "\r\n", "a configuration token": "xoxe-1-sesame", "an app's id": "A0123456789",
	})
	each("SLACK_SIGNING_SECRET", secretFix, map[string]string{
		"empty": "", "blank": "   ", "in quotes": `"` + testSecret + `"`, "with CRLF": testSecret + "\r", "a token": testBotToken, "an app token": testAppToken,
		"a placeholder": "your-signing-secret", "a template": "<signing secret>", "the example's": "changeme-changeme", "one letter": strings.Repeat("x", 32),
		"noughts": strings.Repeat("0", 32), "short": "sesame", "its own name": "SLACK_SIGNING_SECRET", "the word": "secret", "undefined": "undefined",
	})
	each("SLACK_API_URL", apiFix, map[string]string{"a host": "slack.com/api/", "a file": "file:///etc/passwd", "no host": "https:///api/", "nonsense": "http://%zz/"})
	each("STACKPICK_LISTEN", listenFix, map[string]string{"a port": "8080", "a host": "localhost", "a word for a port": "localhost:web", "a port too high": "127.0.0.1:65536", "a URL": "http://127.0.0.1:8080/", "IPv6 without brackets": "::1:8080"})
	each("STACKPICK_RETENTION", daysFix, map[string]string{"a word": "for ever", "with a unit": "90d", "negative": "-1", "a fraction": "1.5", "too long": "99999999999999999999"})
	each("STACKPICK_USER_LIMIT", limitFix, map[string]string{"a word": "many", "negative": "-5", "too many": "100000"})
	each("STACKPICK_EMBEDDINGS_WEIGHT", "set it to a number from 0", map[string]string{"a word": "half", "above 1": "1.5", "negative": "-0.5", "no number": "NaN", "percent": "50%"})
	all["an embedding server without a model"] = badEnvironment{set: set("STACKPICK_EMBEDDINGS_URL", "http://localhost:11434/v1"), faults: []string{"STACKPICK_EMBEDDINGS_MODEL is not set name the model"}}
	all["a server of models that is none"] = badEnvironment{set: set("OPENAI_BASE_URL", "localhost:11434"), faults: []string{"OPENAI_BASE_URL is no http or https address"}}
	all["an embedding server that is none"] = badEnvironment{
		set:    map[string]string{"STACKPICK_EMBEDDINGS_MODEL": "m", "STACKPICK_EMBEDDINGS_URL": "localhost:11434"},
		faults: []string{"STACKPICK_EMBEDDINGS_URL is no http or https address"},
	}
	all["an embedding model without server and key"] = badEnvironment{set: set("STACKPICK_EMBEDDINGS_MODEL", "m"), faults: []string{"STACKPICK_EMBEDDINGS_KEY is not set"}}
	all["an embedding model in quotes"] = badEnvironment{
		set:    map[string]string{"STACKPICK_EMBEDDINGS_MODEL": `"m"`, "STACKPICK_EMBEDDINGS_URL": "http://localhost:11434/v1"},
		faults: []string{"STACKPICK_EMBEDDINGS_MODEL quotes write the model's name"},
	}
	each("STACKPICK_LISTN", unknown, map[string]string{"misspelt": "127.0.0.1:8080"})
	each("STACKPICK_SLACK_BOT_TOKEN", unknown, map[string]string{"prefixed": testBotToken})
	return all
}

func TestServeRefusesEachBadEnvironmentInALineForEachFault(t *testing.T) {
	t.Chdir(t.TempDir())
	all := badEnvironments()
	if len(all) < 40 {
		t.Errorf("only %d bad environments", len(all))
	}
	for name, c := range all {
		t.Run(name, func(t *testing.T) {
			env := goodEnvironment()
			for _, v := range c.unset {
				delete(env, v)
			}
			maps.Copy(env, c.set)
			checkRefused(t, env, c.faults)
		})
	}
	if found, _ := filepath.Glob("*"); len(found) > 0 {
		t.Errorf("a refused run leaves %v", found)
	}
}

func TestServeTakesTheEnvironmentThatTheBadOnesDifferFrom(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var log transcript
	go func() { // it would try for half a minute
		for !strings.Contains(log.String(), "slack not reached") && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	code := serveInProcess(ctx, goodEnvironment(), &log)
	if stderr := log.String(); code != exitFailed || strings.Contains(stderr, "configuration:") || !strings.Contains(stderr, "slack not reached") {
		t.Errorf("exit status %d: %s", code, stderr)
	}
}

func TestAnEnvironmentFileIsCheckedLikeTheEnvironment(t *testing.T) {
	t.Chdir(t.TempDir())
	file := "SLACK_BOT_TOKEN=xoxb-…\r\nSLACK_SIGNING_SECRET=\"" + testSecret + "\"\r\nSTACKPICK_PORT=80\r\n"
	if err := os.WriteFile(".env", []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	env := goodEnvironment()
	delete(env, "SLACK_BOT_TOKEN")
	delete(env, "SLACK_SIGNING_SECRET")
	checkRefused(t, env, []string{"SLACK_BOT_TOKEN " + botFix, "STACKPICK_PORT " + unknown})
}

func serveInProcess(ctx context.Context, env map[string]string, log *transcript) (code int) {
	var environ []string
	for name, value := range env {
		environ = append(environ, name+"="+value)
	}
	return run(ctx, []string{"serve"}, environ, bytes.NewReader(nil), io.Discard, log)
}

// checkRefused checks that serve exits with 2 and says just these faults, with no secret, and at the end where to look.
func checkRefused(t *testing.T, env map[string]string, faults []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var log transcript
	code := serveInProcess(ctx, env, &log)
	stderr := log.String()
	if code != exitUsage {
		t.Errorf("exit status %d, want %d", code, exitUsage)
	}
	var lines []string
	for line := range strings.Lines(stderr) {
		if !strings.HasPrefix(line, "  ") { // a hint
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
	}
	if len(lines) != len(faults) {
		t.Errorf("%d lines, want %d", len(lines), len(faults))
	}
	for _, fault := range faults {
		variable, says, _ := strings.Cut(fault, " ")
		if !slices.ContainsFunc(lines, func(line string) bool { return saysOf(line, variable, says) }) {
			t.Errorf("no line says %q", fault)
		}
	}
	for name, value := range env {
		secret := strings.HasPrefix(name, "SLACK_") && name != "SLACK_API_URL" || strings.HasSuffix(name, "TOKEN")
		if value = strings.Trim(value, "\"' \r\n"); secret && len(value) > len("xoxb-…") && !strings.Contains(name, value) && strings.Contains(stderr, value) {
			t.Errorf("the value of %s is told", name)
		}
	}
	if err := leaked(stderr); err != nil || strings.Contains(stderr, "sesame") {
		t.Errorf("a secret is told: %v", err)
	}
	if t.Failed() {
		t.Logf("it says:\n%s", stderr)
	}
}

// saysOf reports whether a line is about a variable and has the words, which may stand apart.
func saysOf(line, variable, words string) bool {
	rest, ok := strings.CutPrefix(line, "stackpick: configuration: "+variable+" ")
	if !ok {
		return false
	}
	for word := range strings.FieldsSeq(words) {
		at := strings.Index(rest, word)
		if at < 0 {
			return false
		}
		rest = rest[at:]
	}
	return true
}
