package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/store"
)

// reworded is a record in a model's words.
func reworded(r *store.Record) {
	r.Answer = r.Answer.Reworded([]bot.Statement{{Text: "Take Django", Citations: []int{1}}}, &bot.Wording{Model: "m"})
	r.Answer.Wording = nil // is not kept
}

func TestAmendingReplacesTheAnswerAndNothingElse(t *testing.T) {
	s := open(t)
	must(t, s.Save(t.Context(), record("a1", 1)))
	must(t, s.Save(t.Context(), record("a1", 1, inTeam("T2"))))
	must(t, s.Save(t.Context(), record("a2", 2)))
	must(t, s.Hush(t.Context(), "T1", "C1", "1.0"))
	amended := record("a1", 1, reworded)
	other := *amended
	other.Question, other.At, other.Private = "another", at(30), true
	must(t, s.Amend(t.Context(), &other))
	got, err := s.Answer(t.Context(), "T1", "a1")
	must(t, err)
	check(t, "record", got, amended)
	check(t, "in its own words", got.Answer.Ours().Statements, record("a1", 1).Answer.Statements)
	check(t, "thread", thread(t, s), "hushed a1 a2")
	for team, id := range map[string]string{"T1": "a2", "T2": "a1"} {
		untouched, err := s.Answer(t.Context(), team, id)
		must(t, err)
		check(t, "untouched", len(untouched.Answer.Plain), 0)
	}
}

func TestAmendingWhatIsGoneKeepsNothing(t *testing.T) {
	s := open(t)
	must(t, s.Amend(t.Context(), record("never", 1, reworded)))
	must(t, s.Save(t.Context(), record("a1", 1)))
	must(t, s.Forget(t.Context(), "T1"))
	must(t, s.Amend(t.Context(), record("a1", 1, reworded)))
	check(t, "counts", counts(t, s), store.Counts{})
}

// off tells in which of some channels the model is switched off.
func off(t *testing.T, s *store.Store, team string, channels ...string) (list []string) {
	t.Helper()
	for _, c := range channels {
		is, err := s.ModelOff(t.Context(), team, c)
		must(t, err)
		if is {
			list = append(list, c)
		}
	}
	return list
}

func TestASwitchIsOfOneChannelAndOutlivesAllButItsTeam(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	s := openAt(t, path)
	check(t, "at first", off(t, s, "T1", "C1"), []string(nil))
	for _, c := range []string{"C1", "C1", "C2"} {
		must(t, s.SwitchModel(t.Context(), "T1", c, false))
	}
	must(t, s.SwitchModel(t.Context(), "T2", "C1", false))
	must(t, s.SwitchModel(t.Context(), "T1", "C2", true))
	must(t, s.SwitchModel(t.Context(), "T1", "C2", true))
	_, err := s.Prune(t.Context(), time.Now().Add(time.Hour))
	must(t, err)
	must(t, s.Close())

	s = openAt(t, path)
	check(t, "after pruning and closing", off(t, s, "T1", "C1", "C2", "C3"), []string{"C1"})
	must(t, s.Forget(t.Context(), "T1"))
	check(t, "forgotten", off(t, s, "T1", "C1", "C2"), []string(nil))
	check(t, "another team's", off(t, s, "T2", "C1"), []string{"C1"})
}

func TestASwitchThatCannotBeReadOrWrittenIsAnError(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.ModelOff(ctx, "T1", "C1")
	for _, err := range []error{err, s.SwitchModel(ctx, "T1", "C1", false), s.Amend(ctx, record("a1", 1))} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	check(t, "switched", off(t, s, "T1", "C1"), []string(nil))
}

// TestAFileOfTheFirstVersionIsBroughtUpToDate takes back what the second migration made, as in a file that was written
// before there was one.
func TestAFileOfTheFirstVersionIsBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	s := openAt(t, path)
	must(t, s.Save(t.Context(), record("a1", 1)))
	must(t, s.Exec(t.Context(), `DROP TABLE plain_channels`))
	must(t, s.Exec(t.Context(), `DELETE FROM goose_db_version WHERE version_id > 1`))
	must(t, s.Close())

	s = openAt(t, path)
	must(t, s.SwitchModel(t.Context(), "T1", "C1", false))
	check(t, "switched off", off(t, s, "T1", "C1"), []string{"C1"})
	check(t, "thread", thread(t, s), "a1")
}
