package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/bot/slack"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// source is the knowledge that the flags and the environment name.
func (p *program) source() knowledge.Source {
	paths := slices.Concat(p.config.knowledge, p.flags.knowledge) // never both: see configure
	return knowledge.Source{Paths: paths, Builtin: p.flags.builtin || len(paths) == 0}
}

// teams reports whether the knowledge is of the team's own files.
func (p *program) teams() bool { return len(p.source().Paths) > 0 }

// open opens the knowledge.
func (p *program) open() (*knowledge.Library, error) {
	return p.openTelling(func(string) error { return nil })
}

// openTelling opens the knowledge, and tells of every file before it is read.
func (p *program) openTelling(each func(file string) error) (*knowledge.Library, error) {
	start := time.Now()
	src := p.source()
	src.Each = each
	lib, err := knowledge.Open(src)
	if err != nil {
		return nil, err
	}
	p.log.Debug("knowledge opened", "documents", len(lib.Documents), "passages", len(lib.Passages()), "hash", lib.Hash, "took", time.Since(start))
	return lib, nil
}

// openIndexed opens the knowledge and indexes it, and warns of what was left out. Close the index.
func (p *program) openIndexed(ctx context.Context) (*knowledge.Library, *index.Index, error) {
	line, files := p.newProgressLine(), 0
	defer line.done()
	lib, err := p.openTelling(func(string) error {
		line.tell(living.Progress{Files: files})
		files++
		return ctx.Err()
	})
	if err != nil {
		return nil, nil, err
	}
	start := time.Now()
	line.tell(living.Progress{Files: files, Passages: len(lib.Passages())})
	ix, err := index.New(lib)
	if err != nil {
		return nil, nil, err
	}
	p.log.DebugContext(ctx, "index built", "passages", ix.Len(), "took", time.Since(start))
	line.done()
	p.warn(lib)
	return lib, ix, nil
}

// indexFolder is where in a data folder the index of a team's knowledge is.
const indexFolder = "index"

// openKept opens the knowledge to answer from for long, and warns of what was left out. Its index is kept in a data folder,
// but that of the built-in knowledge in memory: it is small. Search returns what searches a set (see living.Config; nil
// for the index), and tell is told how far the reading is. Call done afterwards.
func (p *program) openKept(
	ctx context.Context, data string, search func(*knowledge.Library, *index.Index) (bot.Searcher, func()), tell func(living.Progress),
) (live *living.Bot, done func(), err error) {
	progress := living.LogProgress(p.log)
	c := living.Config{
		Source: p.source(), Version: readBuild().Version, Rescan: p.config.every, Log: p.log, Searcher: search,
		Progress: func(pr living.Progress) { progress(pr); tell(pr) },
	}
	if p.teams() {
		if c.Index, err = index.OpenFolder(ctx, filepath.Join(data, indexFolder), p.log); err != nil {
			return nil, nil, hinted("stop the other one, or set STACKPICK_DATA to a folder that can be written", "%w", err)
		}
	}
	closeIndex := func() {
		if c.Index == nil {
			return
		}
		if err := c.Index.Close(); err != nil {
			p.log.Warn("index not closed", "error", err)
		}
	}
	if live, err = living.Open(ctx, c); err != nil {
		closeIndex()
		return nil, nil, err
	}
	p.warn(live.Status().Library)
	return live, func() { live.Close(); closeIndex() }, nil
}

// openWarning opens the knowledge and warns of what was left out.
func (p *program) openWarning() (*knowledge.Library, error) {
	lib, err := p.open()
	if err != nil {
		return nil, err
	}
	p.warn(lib)
	return lib, nil
}

// warn warns of what was left out.
func (p *program) warn(lib *knowledge.Library) {
	if p.config.level <= slog.LevelWarn {
		for _, problem := range lib.Problems {
			p.tell("warning: " + problem.String())
		}
	}
}

// public returns what answers where people of other organisations read along: only the built-in knowledge, which is
// public, or nothing at all where that is not asked for.
func (p *program) public(all *living.Bot) (public bot.Asker, done func(), err error) {
	switch {
	case !p.teams():
		return all, func() {}, nil
	case !p.flags.builtin:
		return nil, func() {}, nil
	}
	open, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		return nil, nil, err
	}
	openIndex, err := index.New(open)
	if err != nil {
		return nil, nil, err
	}
	return bot.New(open, openIndex, readBuild().Version), func() { openIndex.Close() }, nil
}

// known returns what tells people and operators of the knowledge. Followed says that it follows its files.
func known(live *living.Bot, followed bool) func() slack.Knowledge {
	var mu sync.Mutex
	var of *knowledge.Library // what is in told
	var told slack.Knowledge
	return func() slack.Knowledge {
		s := live.Status()
		mu.Lock()
		defer mu.Unlock()
		if of != s.Library {
			of, told = s.Library, holdings(s.Library)
		}
		k := told
		k.Read, k.Swaps, k.Failures, k.Fault = s.Read, s.Swaps, s.Failures, s.Fault
		if s.InMemory != nil {
			k.InMemory = s.InMemory.Error()
		}
		if followed {
			k.Looked = s.Looked
		}
		return k
	}
}

// holdings says what a library holds.
func holdings(lib *knowledge.Library) slack.Knowledge {
	k := slack.Knowledge{Hash: lib.Hash}
	for i := range lib.Documents {
		d := &lib.Documents[i]
		k.Documents = append(k.Documents, blocks.Document{Title: d.Title, Date: d.Date, URL: d.Source, Passages: len(d.Passages)})
		k.Passages += len(d.Passages)
	}
	for _, p := range lib.Problems {
		if p.Fatal {
			k.LeftOut++
		}
	}
	return k
}
