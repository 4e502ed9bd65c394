package main

import (
	"context"
	"fmt"

	"github.com/stackpick/stackpick/index/vectors"
)

// embedAll has all passages embedded, however long that takes, and shows how far it is.
func (p *program) embedAll(ctx context.Context, s *vectors.Searcher) error {
	line := p.newProgressLine()
	defer line.done()
	return s.Fill(ctx, func(done, all int) { line.say(fmt.Sprintf("embedding: %d of %s", done, count(all, "passage"))) })
}

// knowledgeEmbed has the passages of all that is known embedded.
func (p *program) knowledgeEmbed(ctx context.Context) error {
	if err := p.configure(); err != nil {
		return err
	}
	if !p.config.embeddings.on() {
		return badUsage("set STACKPICK_EMBEDDINGS_MODEL to the name of an embedding model; .env.example tells the rest", "embedding passages: no model is named")
	}
	lib, err := p.openWarning()
	if err != nil {
		return err
	}
	m, done, err := p.openVectors(false)
	if err != nil {
		return err
	}
	defer done()
	s := m.Searcher(lib.Passages(), nil)
	before, all := s.Progress()
	if err := p.embedAll(ctx, s); err != nil {
		return hinted("what was embedded by then is kept; stackpick doctor tells what is wrong", "%w", err)
	}
	now, _ := s.Progress()
	return p.print(fmt.Sprintf("%d of %s embedded, %d of them now\n", now, count(all, "passage"), now-before))
}
