package main

import (
	"context"
	"log/slog"
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

// A search makes of an index what is searched, and returns what ends it.
type search func(*knowledge.Library, *index.Index) (s bot.Searcher, done func())

// openLiving opens the knowledge to answer from for long, indexed in a folder (nil: in memory) and searched by what s
// makes of it (nil: by the index), and warns of what was left out. Tell is told how far that is; it may be nil. Close it.
func (p *program) openLiving(ctx context.Context, folder *index.Folder, s search, tell func(living.Progress)) (*living.Bot, error) {
	progress := living.LogProgress(p.log)
	both := func(pr living.Progress) {
		progress(pr)
		if tell != nil {
			tell(pr)
		}
	}
	b, err := living.Open(ctx, living.Config{
		Source: p.source(), Version: readBuild().Version, Rescan: p.config.every, Log: p.log, Progress: both,
		Index: folder, Searcher: s,
	})
	if err != nil {
		return nil, err
	}
	p.warn(b.Status().Library)
	return b, nil
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
