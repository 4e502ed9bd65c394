package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/store"
)

// TestAVoteReplacesTheEarlierOneButNotItsReason walks through the votes of one person on one answer.
func TestAVoteReplacesTheEarlierOneButNotItsReason(t *testing.T) {
	s := open(t)
	for i, step := range []struct {
		up            bool
		reason, words string
		want          string
	}{
		{false, "", "", "false||"},
		{false, "outdated", "", "false|outdated|"},
		{false, "", "Node 24 is out", "false|outdated|Node 24 is out"},
		{false, "", "", "false|outdated|Node 24 is out"},
		{false, "wrong", "", "false|wrong|Node 24 is out"},
		{true, "", "", "true||"},
		{true, "", "thanks", "true||thanks"},
		{false, "unclear", "", "false|unclear|"},
	} {
		must(t, s.Vote(t.Context(), store.Vote{Answer: "a1", Team: "T1", User: "U1", Up: step.up, Reason: step.reason, Words: step.words, At: at(i)}))
		up, reason, words, minute := vote(t, s)
		check(t, fmt.Sprintf("step %d", i), fmt.Sprintf("%v|%s|%s", up, reason, words), step.want)
		check(t, fmt.Sprintf("time of step %d", i), minute, i)
	}
	check(t, "counts", counts(t, s), store.Counts{Votes: 1})
}

// vote reads the only vote there is.
func vote(t *testing.T, s *store.Store) (up bool, reason, words string, minute int) {
	t.Helper()
	var ms int64
	must(t, s.Row(t.Context(), `SELECT up, reason, words, at FROM votes`, &up, &reason, &words, &ms))
	return up, reason, words, time.UnixMilli(ms).UTC().Minute()
}
