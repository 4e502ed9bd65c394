package slack

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatIsForTheTeamIsNotSharedWhereOthersReadAlong(t *testing.T) {
	w := newWorld(t, func(s *setting) {
		s.adjust = func(a *App) { a.cfg.Public = nil } // the engine stands for the team's own documents
	})
	refusal := w.ask(w.slack.Mention("C0SHARED", "U0OTHER", "Django or Node.js for an MVP?"))
	if !strings.Contains(refusal.Text, "another organisation") {
		t.Errorf("answered where others read along: %s", refusal.Text)
	}
	private := w.ask(w.slack.Command("C0SHARED", asker, "Django or Node.js for an MVP?"))
	press, err := w.slack.BlockAction(private, asker, "share", "")
	if err != nil {
		t.Fatal(err)
	}
	if m := w.ask(press); !m.Ephemeral || !strings.Contains(m.Text, "another organisation") {
		t.Errorf("shared where others read along: to %q: %s", m.To, m.Text)
	}
	private = w.ask(w.slack.Command("C0GENERAL", asker, "Django or Node.js for an MVP?"))
	if press, err = w.slack.BlockAction(private, asker, "share", ""); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(private.Blocks), `"confirm"`) {
		t.Error("not asked to confirm")
	}
	w.deliver(press)
	public := 0
	for _, m := range w.settle() {
		if m.Channel == "C0GENERAL" && !m.Ephemeral {
			public++
		}
	}
	if public != 1 {
		t.Errorf("shared %d times among the team, want once", public)
	}
}

func TestAFollowUpWhereOthersReadAlongStaysPublicAfterARestart(t *testing.T) {
	public := builtin(t)
	w := newWorld(t, withEngine(&echo{}), func(s *setting) {
		s.config.Public, s.path = public, filepath.Join(t.TempDir(), "stackpick.db")
	})
	if m := w.ask(w.slack.Mention("C0GENERAL", asker, "who uses Django?")); !says(m, "Of who uses Django?") {
		t.Fatalf("the team's engine did not answer in the team's channel: %s", m.Text)
	}
	m := w.ask(w.slack.Mention("C0SHARED", asker, "who uses Django?"))
	if says(m, "Of who uses") || !says(m, "Instagram") {
		t.Errorf("where others read along: %s", m.Text)
	}
	w.restart()
	for n := range 2 {
		press, err := w.slack.BlockAction(m, asker, "followup:"+string(rune('0'+n)), "")
		if err != nil {
			t.Fatal(err)
		}
		if next := w.ask(press); says(next, "Of And what about") {
			t.Errorf("a follow-up where others read along: %s", next.Text)
		}
	}
}
