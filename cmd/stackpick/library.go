package main

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// open opens the knowledge that the flags and the environment name.
func (p *program) open() (*knowledge.Library, error) {
	start := time.Now()
	paths := slices.Concat(p.config.knowledge, p.flags.knowledge) // never both: see configure
	lib, err := knowledge.Open(knowledge.Source{Paths: paths, Builtin: p.flags.builtin || len(paths) == 0})
	if err != nil {
		return nil, err
	}
	p.log.Debug("knowledge opened", "documents", len(lib.Documents), "passages", len(lib.Passages()), "hash", lib.Hash, "took", time.Since(start))
	return lib, nil
}

// openIndexed opens the knowledge and indexes it, and warns of what was left out. Close the index.
func (p *program) openIndexed(ctx context.Context) (*knowledge.Library, *index.Index, error) {
	lib, err := p.openWarning()
	if err != nil {
		return nil, nil, err
	}
	start := time.Now()
	ix, err := index.New(lib)
	if err != nil {
		return nil, nil, err
	}
	p.log.DebugContext(ctx, "index built", "passages", ix.Len(), "took", time.Since(start))
	return lib, ix, nil
}

// openWarning opens the knowledge and warns of what was left out.
func (p *program) openWarning() (*knowledge.Library, error) {
	lib, err := p.open()
	if err != nil {
		return nil, err
	}
	if p.config.level <= slog.LevelWarn {
		for _, problem := range lib.Problems {
			p.tell("warning: " + problem.String())
		}
	}
	return lib, nil
}
