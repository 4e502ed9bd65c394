package living

import (
	"context"
	"fmt"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// A Set is one reading of the files, with what answers from it. It does not change.
type Set struct {
	Library  *knowledge.Library
	Index    *index.Index
	Searcher bot.Searcher // Index, where the Config says nothing else
	Bot      *bot.Bot
	At       time.Time // when its reading began
	InMemory error     // why its index could not be kept on disk, where that was asked for; nil where it is

	done    func() // called first when the set is closed
	users   int    // guarded, as the next two are, by the mu of the Bot that holds the set
	retired bool   // to be freed when users is 0
	freed   bool
}

// Progress is how far a reading is.
type Progress struct {
	Files    int // that were read
	Passages int // that are being indexed; 0 as long as files are read
}

// Read reads the files into a set of its own. Close it after use. It ends early with ctx, but for
// an index in memory, which it makes to the end.
func Read(ctx context.Context, cfg Config) (*Set, error) {
	began := time.Now()
	lib, files, err := library(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return indexed(ctx, cfg, lib, files, began, nil)
}

// library reads the files, and tells how many.
func library(ctx context.Context, cfg Config) (lib *knowledge.Library, files int, err error) {
	cfg.Source.Each = func(string) error {
		cfg.tell(Progress{Files: files})
		files++
		return ctx.Err()
	}
	lib, err = knowledge.Open(cfg.Source)
	return lib, files, err
}

// indexed makes the set of a library, whose reading began at some time. Before is the bot of an earlier set, or nil.
func indexed(ctx context.Context, cfg Config, lib *knowledge.Library, files int, began time.Time, before *bot.Bot) (*Set, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	read := time.Now()
	cfg.tell(Progress{Files: files, Passages: len(lib.Passages())})
	ix, inMemory, err := cfg.index(ctx, lib)
	if err != nil {
		return nil, err
	}
	s := &Set{Library: lib, Index: ix, Searcher: ix, At: began, InMemory: inMemory, done: func() {}}
	if cfg.Searcher != nil {
		s.Searcher, s.done = cfg.Searcher(lib, ix)
	}
	if before != nil {
		s.Bot = before.With(lib, s.Searcher)
	} else {
		s.Bot = bot.New(lib, s.Searcher, cfg.Version)
	}
	cfg.Log.DebugContext(ctx, "knowledge indexed", "documents", len(lib.Documents), "passages", ix.Len(), "hash", lib.Hash,
		"reading", read.Sub(began), "indexing", time.Since(read))
	return s, nil
}

// index makes the index of a library, on disk where there is a folder for it; InMemory says why it is not there then.
func (c *Config) index(ctx context.Context, lib *knowledge.Library) (ix *index.Index, inMemory, err error) {
	if c.Index == nil {
		ix, err = index.New(lib)
		return ix, nil, err
	}
	ix, err = c.Index.Index(ctx, lib)
	return ix, c.Index.Fault(), err
}

func (c *Config) tell(p Progress) {
	if c.Progress != nil {
		c.Progress(p)
	}
}

// Close frees the set.
func (s *Set) Close() error {
	s.done()
	if err := s.Index.Close(); err != nil {
		return fmt.Errorf("closing knowledge: %w", err)
	}
	return nil
}

// take returns the newest set for use until release.
func (b *Bot) take() *Set {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.set.users++
	return b.set
}

// release ends a use of a set.
func (b *Bot) release(s *Set) {
	b.mu.Lock()
	s.users--
	unused := s.unused()
	b.mu.Unlock()
	if unused {
		b.free(s)
	}
}

// unused reports, once, that nobody uses a retired set any more. The caller holds mu.
func (s *Set) unused() bool {
	if !s.retired || s.users > 0 || s.freed {
		return false
	}
	s.freed = true
	return true
}

// replace puts a set in the place of the newest.
func (b *Bot) replace(s *Set) {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		b.free(s)
		return
	}
	old := b.set
	b.set = s
	b.swaps++
	b.look("")
	b.mu.Unlock()
	b.retire(old)
}

// retire has a set freed as soon as nobody uses it.
func (b *Bot) retire(s *Set) {
	b.mu.Lock()
	s.retired = true
	unused := s.unused()
	b.mu.Unlock()
	if unused {
		b.free(s)
	}
}

func (b *Bot) free(s *Set) {
	if err := s.Close(); err != nil {
		b.cfg.Log.Warn("old knowledge not freed", "error", err)
	}
}

// fail notes that the files could not be read, and reports whether that is news.
func (b *Bot) fail(err error) (news bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures++
	news = b.fault != err.Error()
	b.look(err.Error())
	return news
}

// same notes that the files are what the newest set was read from, and reports whether they were not before.
func (b *Bot) same() (news bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	news = b.fault != ""
	b.look("")
	return news
}

// look notes that all files were looked at, and what is wrong with them. The caller holds mu.
func (b *Bot) look(fault string) {
	b.looked, b.fault = time.Now(), fault
	close(b.changed)
	b.changed = make(chan struct{})
}
