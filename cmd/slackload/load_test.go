package main

import (
	"bytes"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

func TestAShortLoadIsAnsweredInFull(t *testing.T) {
	program, err := build(t.Context(), t.TempDir(), os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{"http": {"--forged", "50"}, "socket mode": {"--socket"}} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			run(t.Context(), append(args, "--program", program, "--rate", "50", "--for", "2s"), nil, &stdout, &stderr)
			for _, want := range []string{
				`sent +100: 90 questions`, `acknowledged +100; not: 0`, `answers +once 90, missing 0, more than once 0; other messages 0`, `event to message +p50 \d`,
			} {
				if !regexp.MustCompile(want).MatchString(stdout.String()) {
					t.Errorf("the table lacks %q:\n%s%s", want, &stdout, &stderr)
				}
			}
			if name == "http" && !strings.Contains(stdout.String(), "let through: 0") {
				t.Errorf("forged requests:\n%s%s", &stdout, &stderr)
			}
		})
	}
}

// posting returns a load of two questions, commands in the first two channels, after a bot has answered in channels.
func posting(t *testing.T, answered ...string) *load {
	t.Helper()
	s := fakeslack.New(fakeslack.Config{})
	t.Cleanup(s.Close)
	l := newLoad(&options{rate: 1, length: 3 * time.Second}, s, "")
	for _, c := range answered {
		resp, err := http.Post(s.Command(c, "U1", "question").ResponseURL, "application/json", strings.NewReader(`{"text": "answer"}`))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	for i := range 2 {
		l.asked[place{channel: channel(i), to: "U1"}] = time.Now()
	}
	l.acks, l.late = make([]time.Duration, 3), make([]time.Duration, 3)
	return l
}

func TestEachFaultOfABotIsJudged(t *testing.T) {
	const first, second = "C0000000", "C0000001"
	for name, c := range map[string]struct {
		posted []string
		change func(l *load)
		peak   int64
		faults []string
	}{
		"nothing":                     {posted: []string{first, second}},
		"a question lost":             {posted: []string{first}, faults: []string{"1 questions have no answer"}},
		"a question twice":            {posted: []string{first, second, second}, faults: []string{"1 questions have more than one answer"}},
		"a stray message":             {posted: []string{first, second, "C0000002"}, faults: []string{"1 messages are in no question's place"}},
		"too much memory":             {posted: []string{first, second}, peak: maxMemory + 1, faults: []string{"peak memory is 300 MB, above 300 MB"}},
		"not acknowledged":            {posted: []string{first, second}, change: func(l *load) { l.unacked = 1 }, faults: []string{"1 deliveries were not acknowledged"}},
		"a second try":                {posted: []string{first, second}, change: func(l *load) { l.retried = 2 }, faults: []string{"2 deliveries needed more than one try"}},
		"slow in the whole":           {posted: []string{first, second}, change: acks(6*time.Millisecond, 100), faults: []string{"acknowledgements took 6.0 ms (p50), above 5.0 ms"}},
		"slow now and then":           {posted: []string{first, second}, change: acks(26*time.Millisecond, 2), faults: []string{"acknowledgements took 26.0 ms (p99), above 25.0 ms"}},
		"slow once":                   {posted: []string{first, second}, change: acks(26*time.Millisecond, 1)},
		"too late for Slack":          {posted: []string{first, second}, change: acks(3001*time.Millisecond, 1), faults: []string{"an acknowledgement took 3001.0 ms"}},
		"slow beside forged requests": {posted: []string{first, second}, change: func(l *load) { acks(49*time.Millisecond, 100)(l); l.forged = 1 }},
		"forged requests let through": {posted: []string{first, second}, change: func(l *load) { l.forged = 1; l.tolerated.Store(3) }, faults: []string{"3 forged requests were not refused"}},
	} {
		t.Run(name, func(t *testing.T) {
			l := posting(t, c.posted...)
			if c.change != nil {
				c.change(l)
			}
			if got := l.report(c.peak, time.Second).faults; !slices.Equal(got, c.faults) {
				t.Errorf("faults %q, want %q", got, c.faults)
			}
		})
	}
}

// acks has 200 acknowledgements, of which the last n took some time.
func acks(took time.Duration, n int) func(*load) {
	return func(l *load) {
		l.acks = make([]time.Duration, 200)
		for i := range n {
			l.acks[i] = took
		}
	}
}

func TestBadUsageExitsWith2(t *testing.T) {
	for _, args := range [][]string{{"--rate", "0"}, {"--for", "0s"}, {"--forged", "-1"}, {"--socket", "--forged", "5"}, {"now"}, {"--speed", "5"}} {
		var stderr bytes.Buffer
		if code := run(t.Context(), args, nil, new(bytes.Buffer), &stderr); code != 2 || stderr.Len() == 0 {
			t.Errorf("%v: exit status %d, %q", args, code, &stderr)
		}
	}
}
