package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// source is the knowledge that the flags and the environment name.
func (p *program) source() knowledge.Source {
	paths := slices.Concat(p.config.knowledge, p.flags.knowledge) // never both: see configure
	return knowledge.Source{Paths: paths, Builtin: p.flags.builtin || len(paths) == 0}
}

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
