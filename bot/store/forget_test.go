package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestAfterPruningNothingErasedIsInTheFiles looks into the file and into the log beside it, while the store is open.
func TestAfterPruningNothingErasedIsInTheFiles(t *testing.T) {
	s := open(t)
	d := delivery("d1", 1, "Ev1")
	d.Payload = []byte("https://hooks.example.com/PAYLOAD")
	accept(t, s, d, true)
	r := record("a1", 1)
	r.Question = "QUESTION"
	must(t, s.Finish(t.Context(), "d1", r))
	found := func(text string) bool {
		files, err := filepath.Glob(s.Path() + "*")
		must(t, err)
		for _, name := range files {
			data, err := os.ReadFile(name)
			must(t, err)
			if strings.Contains(string(data), text) {
				return true
			}
		}
		return false
	}
	check(t, "before, the log has the payload", found("PAYLOAD"), true)
	_, err := s.Prune(t.Context(), at(0))
	must(t, err)
	check(t, "the payload is there", found("PAYLOAD"), false)
	check(t, "the question is there", found("QUESTION"), true)
	_, err = s.Prune(t.Context(), time.Now().Add(time.Hour))
	must(t, err)
	check(t, "the question is there", found("QUESTION"), false)
}
