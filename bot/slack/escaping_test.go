package slack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

const hostileDocument = `---
title: "Redis <!channel> or Kafka <https://evil.example|click>"
source: https://wiki.example.com/queues|x>y
options: [Redis, Kafka]
---
# Redis or Kafka

## <!here> Performance <@U0BOSS>

Redis is fast <!everyone> and <https://evil.example/a|safe>. Kafka is slower than Redis, see [this](javascript:alert(1)) @channel.
Choose Redis for speed, says <!subteam^S123|@boss>. Kafka is reliable & "durable" *bold* _it_ ~no~ ` + "`code`" + `.

## Security ![x](data:text/html,boo)

Kafka is secure; visit http://evil.example/b now. Choose Kafka for an audit log :rotating_light: <mailto:a@evil.example>.
Kafka is reli` + "\u200bable for \u202egol tidua\u202c\U000e0041\U000e0042" + ` audits, says the team.
`

// hostile is a bot whose documents would ping, link and format if anybody let them.
func hostile(t testing.TB) *bot.Bot {
	t.Helper()
	path := filepath.Join(t.TempDir(), "queues.md")
	if err := os.WriteFile(path, []byte(hostileDocument), 0o600); err != nil {
		t.Fatal(err)
	}
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{path}})
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return bot.New(lib, ix, "test")
}

func TestNothingThatOthersWroteEverPingsOrLinksElsewhere(t *testing.T) {
	settings := []func(*setting){withoutLimits, withEngine(hostile(t))}
	w := newWorld(t, settings...)
	questions := []string{
		"Redis or Kafka?", "compare Redis and Kafka on performance and security", "is Redis fast?", "what is Kafka?", "Redis or Kafka for an audit log?",
		"<!channel> Redis or Kafka?", "<@U0BOSS> <!here> @everyone Redis or <https://evil.example|Kafka>?", "RabbitMQ <!subteam^S1> or <javascript:alert(1)|NATS>?",
		"`Redis` or *Kafka*? http://evil.example/c", "which one? <https://evil.example/d>", "\u202eRedis or Kafka?\u202c", strings.Repeat("<!channel> ", 300) + "Redis or Kafka?",
		"hello <!everyone>", "help", "sources", "status",
	}
	for _, q := range questions {
		for _, d := range []fakeslack.Delivery{w.slack.Command("C0ELSEWHERE", asker, q), w.slack.Mention("C0GENERAL", asker, q), w.slack.DM(asker, q)} {
			w.harmless(q, w.ask(d))
		}
	}
	private := w.ask(w.slack.Command("C0GENERAL", asker, questions[6]))
	for _, button := range []string{"followup:0", "share"} {
		d, err := w.slack.BlockAction(private, asker, button, "")
		if err != nil {
			t.Fatal(err)
		}
		w.deliver(d)
	}
	w.deliver(w.slack.HomeOpened(asker, "home"))
	v := w.view(1)
	for _, m := range w.settle() {
		w.harmless("a button", m)
	}
	if pings := fakeslack.Pings("", v.Body); len(pings) > 0 {
		t.Errorf("App Home pings %v", pings)
	}
}

// harmless checks that a message pings nobody but who shared it, and leads only to the documents.
func (w *world) harmless(question string, m fakeslack.Message) {
	w.Helper()
	for _, p := range m.Pings {
		if p != "<@"+asker+">" {
			w.Errorf("%.60q: pings %s: %s", question, p, m.Blocks)
		}
	}
	if strings.ContainsAny(m.Text+string(m.Blocks), "\u200b\u202e\u202c\U000e0041\U000e0042") {
		w.Errorf("%.60q: holds what cannot be seen: %q", question, m.Text)
	}
	for _, l := range m.Links {
		if !strings.HasPrefix(l, "https://wiki.example.com/") && !strings.HasPrefix(l, "https://example.com/") {
			w.Errorf("%.60q: leads to %s", question, l)
		}
	}
}

func TestAnAddressThatIsNotSlacksIsNeverCalled(t *testing.T) {
	w := newWorld(t)
	for _, address := range []string{
		"http://169.254.169.254/latest", "https://evil.example/x", "file:///etc/passwd", "https://hooks.slack.com.evil.example/x",
		"https://user@hooks.slack.com/x", "https://hooks.slack.com:444/x", "gopher://127.0.0.1:70/", "http://hooks.slack.com/x", "//hooks.slack.com/x", "",
	} {
		if w.app.api.trusts(address) {
			t.Errorf("%q would be called", address)
		}
	}
	for _, address := range []string{"https://hooks.slack.com/commands/T1/2/3", "https://hooks.slack-gov.com/actions/T1/2/3"} {
		if !w.app.api.trusts(address) {
			t.Errorf("%q would not be called", address)
		}
	}
	d := w.slack.Command("C0GENERAL", asker, "who uses Django?")
	d.Body = []byte(strings.Replace(string(d.Body), "response_url=http", "response_url=ftp", 1))
	if m := w.ask(d); m.By != "chat.postEphemeral" || m.To != asker {
		t.Errorf("answered by %s to %q", m.By, m.To)
	}
}
