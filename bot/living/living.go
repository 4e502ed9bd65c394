// Package living keeps what answers in step with the files that it is read from.
//
// A Set is one reading of the files: the library, its index, and the bot that answers from both. It never changes.
// A Bot holds the newest set. Whoever asks it holds the set that he began with until he has his answer, so no answer
// is made of two sets; a set that has been replaced is closed when the last answer from it has ended.
//
// Watch follows the files (watch.go). The system tells of changes (notify.go); when they have rested for a moment, a new
// set is read in the background (renew.go), of which only what changed is read from files (knowledge.Cache), and takes
// the place of the old one. Every few minutes all files are looked at whatever the system tells: some file systems
// tell nothing.
//
// What a Bot answers is what a program started now would answer, with one exception: where the files as they are now
// would keep a program from starting (a folder is gone or empty, the vocabulary is broken), the last set goes on
// answering, and Status and the log say why. So a deleted file is gone from answers with the next set, and so is one
// that can no longer be read; the latter is said, too.
package living

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// A Config says what to read and how to answer from it.
type Config struct {
	Source  knowledge.Source // its Cache and Each are set here
	Version string           // of the program, for receipts
	Rescan  time.Duration    // how often all files are looked at; 0: only when the system tells of a change
	Log     *slog.Logger

	// Index keeps the index of the newest set on disk, where only what changed is indexed again. Without it every set
	// has an index of its own in memory. Close it after the Bot.
	Index *index.Folder

	Progress func(Progress) // told how far a reading is, often; it may be nil

	// Searcher returns what finds the passages of a set, before which the index stands otherwise, and what is called
	// when nobody uses the set any more. It may be nil.
	Searcher func(lib *knowledge.Library, ix *index.Index) (s bot.Searcher, done func())
}

// A Bot answers as a bot.Bot does, from the newest set. Any number of goroutines may ask it.
type Bot struct {
	cfg   Config
	cache knowledge.Cache // used by one reading at a time

	quiet, longest time.Duration // see Watch
	asked          chan struct{} // holds one when Look was called since Watch last looked

	mu       sync.Mutex
	set      *Set // the newest
	closed   bool
	changed  chan struct{} // closed when what Status returns has changed
	looked   time.Time
	swaps    int
	failures int
	fault    string
}

// Open reads the first set. Close the Bot after use.
func Open(ctx context.Context, cfg Config) (*Bot, error) {
	b := &Bot{cfg: cfg, quiet: quiet, longest: longest, asked: make(chan struct{}, 1), changed: make(chan struct{})}
	b.cfg.Source.Cache = &b.cache
	set, err := Read(ctx, b.cfg)
	if err != nil {
		return nil, err
	}
	b.set, b.looked = set, set.At
	return b, nil
}

// Ask answers a question.
func (b *Bot) Ask(ctx context.Context, q bot.Question) (*bot.Answer, error) {
	s := b.take()
	defer b.done(s)
	return s.Bot.Ask(ctx, q)
}

// Addressed reports whether a message that names nobody is plainly meant for the bot.
func (b *Bot) Addressed(q bot.Question) bool {
	s := b.take()
	defer b.release(s)
	return s.Bot.Addressed(q)
}

// Covers says in one sentence what the newest set is about.
func (b *Bot) Covers() string {
	s := b.take()
	defer b.release(s)
	return s.Bot.Covers()
}

// Examples returns up to four questions that the newest set can answer.
func (b *Bot) Examples() []string {
	s := b.take()
	defer b.release(s)
	return s.Bot.Examples()
}

// Search returns the passages that a query finds.
func (b *Bot) Search(ctx context.Context, q index.Query) ([]index.Hit, error) {
	s := b.take()
	defer b.done(s)
	return s.Searcher.Search(ctx, q)
}

// Use calls f with the newest set, which stays open until f returns.
func (b *Bot) Use(f func(*Set)) {
	s := b.take()
	defer b.release(s)
	f(s)
}

// Look has Watch look at all files now, whatever the system tells. It does not wait for that.
func (b *Bot) Look() {
	select {
	case b.asked <- struct{}{}:
	default: // asked already
	}
}

// done ends a use of a set that searched its index. Where that met damage, Watch has it mended.
func (b *Bot) done(s *Set) {
	if s.Index.Damaged() {
		b.Look()
	}
	b.release(s)
}

// Changed returns a channel that is closed when Status next changes.
func (b *Bot) Changed() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.changed
}

// Status is how a Bot is doing.
type Status struct {
	Library  *knowledge.Library // of the set that answers
	Read     time.Time          // when that was read
	Looked   time.Time          // when all files were last looked at, whatever came of it
	Swaps    int                // how often another set has taken the place of one
	Failures int                // how often the files could not be read
	Fault    string             // why the files as they are now could not be read; "" where they could
	InMemory error              // why the index could not be kept on disk; nil where it is, or was not to be
}

// Status returns how the Bot is doing.
func (b *Bot) Status() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return Status{Library: b.set.Library, Read: b.set.At, Looked: b.looked, Swaps: b.swaps, Failures: b.failures, Fault: b.fault, InMemory: b.set.InMemory}
}

// Close frees the newest set when the last answer from it has ended. What is asked later is an error.
func (b *Bot) Close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.retire(b.set)
}
