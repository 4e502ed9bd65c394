package slack

import (
	"fmt"
	"time"

	"github.com/stackpick/stackpick/bot/slack/blocks"
)

// Knowledge is what an engine knows at a moment, and how that follows the files it is read from.
type Knowledge struct {
	Documents []blocks.Document
	Passages  int
	Hash      string
	Read      time.Time // when it was read; zero where that is not told
	Looked    time.Time // when the files were last looked at; zero where nobody looks
	Swaps     int       // how often it has been read anew
	Failures  int       // how often it could not be read
	LeftOut   int       // files that could not be used
	Fault     string    // why the files as they are now could not be read; "" where they could
	InMemory  string    // why the index could not be kept on disk; "" where nothing is wrong with that
}

// watchKnowledge shows the knowledge in the metrics.
func (a *App) watchKnowledge() {
	for name, value := range map[string]func(k Knowledge) float64{
		"stackpick_knowledge_passages":       func(k Knowledge) float64 { return float64(k.Passages) },
		"stackpick_knowledge_left_out_files": func(k Knowledge) float64 { return float64(k.LeftOut) },
		"stackpick_knowledge_age_seconds":    func(k Knowledge) float64 { return seconds(a.now(), k.Read) },
		"stackpick_knowledge_looked_seconds": func(k Knowledge) float64 { return seconds(a.now(), k.Looked) },
		"stackpick_knowledge_swaps_total":    func(k Knowledge) float64 { return float64(k.Swaps) },
		"stackpick_knowledge_failures_total": func(k Knowledge) float64 { return float64(k.Failures) },
	} {
		a.metrics.gauge(name, func() float64 { return value(a.cfg.Knowledge()) })
	}
}

// seconds returns the time since then, 0 where that is not known.
func seconds(now, then time.Time) float64 {
	if then.IsZero() {
		return 0
	}
	return now.Sub(then).Seconds()
}

// inShort says in a line what is known.
func (k *Knowledge) inShort() string {
	return fmt.Sprintf("%d documents, %d passages, %.19s", len(k.Documents), k.Passages, k.Hash)
}

// following says how the knowledge follows its files. Where those are on the machine is the operator's business: the
// log and /readyz name them.
func (k *Knowledge) following(now time.Time) string {
	if k.Looked.IsZero() {
		return ""
	}
	text := fmt.Sprintf("read %s ago, %s looked at %s ago", roughly(now.Sub(k.Read)), "files", roughly(now.Sub(k.Looked)))
	switch {
	case k.Fault != "":
		text += "; as they are now they cannot be read, see the log"
	case k.LeftOut > 0:
		text += fmt.Sprintf("; %d left out, see the log", k.LeftOut)
	}
	return text
}

// roughly is a duration as people say it: in seconds, or in minutes and hours.
func roughly(d time.Duration) string {
	if d < time.Minute {
		return d.Round(time.Second).String()
	}
	return d.Round(time.Minute).String()
}
