package living

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"time"

	"github.com/stackpick/stackpick/knowledge"
)

// Limits on what the log says of one reading or of a long one.
const (
	maxToldProblems = 20
	tellEvery       = 5 * time.Second
)

// renew reads the files, and puts a new set in the place of the newest where they have changed.
func (b *Bot) renew(ctx context.Context) {
	s, err := b.next(ctx)
	switch {
	case ctx.Err() != nil:
		if s != nil {
			b.free(s)
		}
	case err != nil:
		if b.fail(err) {
			b.cfg.Log.Warn("knowledge not read anew; what was read before goes on answering", "error", err)
		}
	case s == nil:
		if b.same() {
			b.cfg.Log.Info("knowledge is again as it was read")
		}
	default:
		b.cfg.Log.Info("knowledge read anew", "documents", len(s.Library.Documents), "passages", s.Index.Len(),
			"hash", s.Library.Hash, "took", time.Since(s.At).Round(time.Millisecond))
		b.tellProblems(b.Status().Library, s.Library)
		b.replace(s)
	}
}

// next reads the files into a set, nil where they are as they were and so is the index. A panic is an error: a file that
// nobody foresaw must not end the bot.
func (b *Bot) next(ctx context.Context) (s *Set, err error) {
	defer func() {
		if r := recover(); r != nil {
			b.cfg.Log.Debug("reading knowledge panicked", "panic", r, "stack", string(debug.Stack()))
			s, err = nil, fmt.Errorf("reading knowledge: internal error: %v", r)
		}
	}()
	began := time.Now()
	lib, read, err := library(ctx, b.cfg)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	now := b.set // its library and bot can be used even when it has been closed
	b.mu.Unlock()
	if lib.Hash == now.Library.Hash && slices.Equal(lib.Problems, now.Library.Problems) && !now.Index.Damaged() {
		return nil, nil
	}
	return indexed(ctx, b.cfg, lib, read, began, now.Bot)
}

// tellProblems logs the problems that a library has and the one before it had not.
func (b *Bot) tellProblems(before, now *knowledge.Library) {
	told := 0
	for _, p := range now.Problems {
		if slices.Contains(before.Problems, p) {
			continue
		}
		if told++; told <= maxToldProblems {
			b.cfg.Log.Warn("problem in the knowledge", "problem", p.String(), "left out", p.Fatal)
		}
	}
	if told > maxToldProblems {
		b.cfg.Log.Warn("more problems in the knowledge; see stackpick knowledge lint", "more", told-maxToldProblems)
	}
}

// LogProgress returns what writes the progress of long readings to a log.
func LogProgress(log *slog.Logger) func(Progress) {
	var last time.Time
	return func(p Progress) {
		now := time.Now()
		if p.Files == 0 {
			last = now
		}
		if now.Sub(last) < tellEvery {
			return
		}
		last = now
		if p.Passages > 0 {
			log.Info("indexing knowledge", "passages", p.Passages)
		} else {
			log.Info("reading knowledge", "files", p.Files)
		}
	}
}
