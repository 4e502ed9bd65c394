package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// A searchResult is the JSON form of a search.
type searchResult struct {
	Query string      `json:"query"`
	Hits  []searchHit `json:"hits"` // best first
}

// A searchHit is a passage that was found.
type searchHit struct {
	Rank     int     `json:"rank"`  // from 1
	Score    float64 `json:"score"` // comparable within one search only
	Near     bool    `json:"near"`  // found by its meaning alone, with no word of the query
	ID       string  `json:"id"`
	Document string  `json:"document"`
	Section  string  `json:"section"`
	Kind     string  `json:"kind"`
	URL      string  `json:"url"`
	Date     string  `json:"date"`
	Passage  string  `json:"passage"`
	Quote    *quote  `json:"quote"` // the sentence of the passage that has most of the query; null where it has no word of it
}

// A quote is a run of a passage, which begins and ends at these bytes.
type quote struct {
	Text string `json:"text"`
	From int    `json:"from"`
	To   int    `json:"to"`
}

func (p *program) newSearch() *cobra.Command {
	top := 0
	c := &cobra.Command{
		Use:     "search [flags] QUERY… | -",
		Short:   "Show the passages that a query finds, with their scores",
		Example: `  stackpick search --top 3 "speed of development"`,
		Args:    cobra.ArbitraryArgs,
		RunE:    func(c *cobra.Command, args []string) error { return p.search(c.Context(), top, args) },
	}
	c.Flags().IntVar(&top, "top", 10, "show at most `N` passages")
	return c
}

func (p *program) search(ctx context.Context, top int, args []string) error {
	if top < 1 {
		return badUsage("", "reading --top: %d is below 1", top)
	}
	text, err := p.question("query", args)
	if err != nil {
		return err
	}
	if err := p.configure(); err != nil {
		return err
	}
	lib, ix, err := p.openIndexed(ctx)
	if err != nil {
		return err
	}
	defer ix.Close()
	search, done, err := p.searcher(ctx, lib.Passages(), ix)
	if err != nil {
		return err
	}
	defer done()
	hits, err := search.Search(ctx, index.Query{Text: text, Limit: top})
	if err != nil {
		return err
	}
	if p.flags.json {
		r, err := newSearchResult(ix, text, hits)
		if err != nil {
			return err
		}
		return p.printJSON(r)
	}
	if len(hits) == 0 {
		p.tell("nothing found: no passage has a word of the query")
	}
	s := p.newScreen()
	for i, h := range hits {
		s.hit(i+1, h)
	}
	return p.print(s.String())
}

func newSearchResult(ix *index.Index, query string, hits []index.Hit) (searchResult, error) {
	passages := make([]*knowledge.Passage, len(hits))
	for i, h := range hits {
		passages[i] = h.Passage
	}
	quotes, err := ix.Quotes(query, passages)
	if err != nil {
		return searchResult{}, err
	}
	r := searchResult{Query: query, Hits: []searchHit{}}
	for i, h := range hits {
		hit := searchHit{
			Rank: i + 1, Score: h.Score, Near: h.Near, ID: h.Passage.ID, Document: h.Passage.Title, Section: h.Passage.Heading,
			Kind: string(h.Passage.Kind), URL: h.Passage.URL, Date: h.Passage.Date, Passage: h.Passage.Text,
		}
		if q := quotes[i]; q.To > 0 {
			hit.Quote = &quote{h.Passage.Text[q.From:q.To], q.From, q.To}
		}
		r.Hits = append(r.Hits, hit)
	}
	return r, nil
}

// shownLines is how much of a passage a search shows.
const shownLines = 2

func (s *screen) hit(rank int, h index.Hit) {
	if rank > 1 {
		s.newline()
	}
	const indent = 4
	s.put(dim, fmt.Sprintf("%2d  ", rank))
	name := bot.PlaceName(h.Passage.Heading, h.Passage.Title, h.Passage.Date)
	score := fmt.Sprintf("%.2f", h.Score)
	if h.Near {
		score = "by meaning alone  " + score
	}
	for i, line := range wrap(name, s.width-indent-len(score)-2) {
		if i > 0 {
			s.put(normal, spaces(indent))
		}
		s.put(bold, line)
		if i == 0 {
			s.put(dim, spaces(s.width-indent-cells(line)-len(score))+score)
		}
		s.newline()
	}
	s.excerpt(indent, h.Passage)
	if h.Passage.URL != "" {
		s.line(indent, dim, h.Passage.URL)
	}
	s.line(indent, dim, h.Passage.ID)
}

// excerpt writes the first lines of a passage.
func (s *screen) excerpt(indent int, p *knowledge.Passage) {
	lines := wrap(p.Text, s.width-indent-2) // room for the ellipsis
	if len(lines) > shownLines {
		lines = lines[:shownLines]
		lines[shownLines-1] = strings.TrimRight(lines[shownLines-1], ".,;: ") + " …"
	}
	for _, line := range lines {
		s.put(normal, spaces(indent))
		s.put(normal, line)
		s.newline()
	}
}
