package blocks_test

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// checkMessage fails where Slack would refuse a message, or where it would notify anybody but asker, or lead to an
// address that is not one of may.
func checkMessage(t testing.TB, m blocks.Message, asker string, may []string) {
	t.Helper()
	list := encoded(t, m.Blocks)
	if err := fakeslack.CheckMessage(m.Text, list); err != nil {
		t.Errorf("Slack refuses it: %v", err)
	}
	if n := utf8.RuneCountInString(m.Text); n == 0 || n > 3000 {
		t.Errorf("text of %d characters", n)
	}
	for _, who := range fakeslack.Pings(m.Text, list) {
		if who != "<@"+asker+">" {
			t.Errorf("notifies %s", who)
		}
	}
	checkLinks(t, fakeslack.Links(m.Text, list), may)
	checkText(t, append(list, m.Text...))
}

func checkView(t testing.TB, view any, may []string) {
	t.Helper()
	data := encoded(t, view)
	if err := fakeslack.CheckView(data); err != nil {
		t.Errorf("Slack refuses it: %v", err)
	}
	var v struct{ Blocks json.RawMessage }
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	if who := fakeslack.Pings("", v.Blocks); len(who) > 0 {
		t.Errorf("notifies %s", who)
	}
	checkLinks(t, fakeslack.Links("", v.Blocks), may)
	checkText(t, data)
}

func checkLinks(t testing.TB, links, may []string) {
	t.Helper()
	for _, link := range links {
		link = html.UnescapeString(link)
		if !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") {
			t.Errorf("links to %q", link)
		}
		if !slices.ContainsFunc(may, func(a string) bool { return decoded(a) == decoded(link) }) {
			t.Errorf("links to %q, which is the address of no source", link)
		}
	}
}

// decoded takes back the encoding of what could end a link, and of the scheme.
func decoded(address string) string {
	return strings.NewReplacer("HTTPS:", "https:", "%20", " ", "%7C", "|", "%3C", "<", "%3E", ">", "%22", `"`, "%27", "'", "%60", "`", "%5C", `\`).Replace(address)
}

// checkText fails where what cannot be seen is left.
func checkText(t testing.TB, text []byte) {
	t.Helper()
	for _, hidden := range []string{"\x00", `\u0000`, "\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "\u00ad", "\U000e0041", `\u202e`, `\u200b`} {
		if strings.Contains(string(text), hidden) {
			t.Errorf("%q is left", hidden)
		}
	}
}

// checkAll checks an answer in every form that there is.
func checkAll(t testing.TB, a *bot.Answer, o blocks.Options) {
	t.Helper()
	may := addresses(a)
	m, ok := blocks.Answer(a, o), true
	checkWhole(t, a, m)
	forms := 0
	for ; ok; m, ok = m.Simpler() {
		checkMessage(t, m, o.AskedBy, may)
		if forms++; forms > 5 {
			t.Fatal("there is always a plainer form")
		}
	}
	if len(m.Blocks) > 0 {
		t.Error("the last form is more than text")
	}
	checkView(t, blocks.Evidence(a), may)
}

// checkWhole fails where the end of a message was dropped.
func checkWhole(t testing.TB, a *bot.Answer, m blocks.Message) {
	t.Helper()
	if !a.Worded() {
		return
	}
	if last := m.Blocks[len(m.Blocks)-1]; !strings.HasPrefix(last.ID(), "footer") {
		t.Errorf("ends in %s", last.ID())
	}
}

func addresses(a *bot.Answer) []string {
	var list []string
	for _, s := range a.Sources {
		list = append(list, s.URL)
	}
	return list
}

func encoded(t testing.TB, v any) json.RawMessage {
	t.Helper()
	if list, ok := v.([]slack.Block); ok && len(list) == 0 {
		return nil
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return json.RawMessage(strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(data)))
}
