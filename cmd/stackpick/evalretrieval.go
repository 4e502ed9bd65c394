package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/index/judge"
	"github.com/stackpick/stackpick/knowledge"
)

// judgedSet are the files of a judged set, as flags name them.
type judgedSet struct {
	corpus, queries, qrels string
}

func (p *program) newEvalRetrieval() *cobra.Command {
	var set judgedSet
	c := &cobra.Command{
		Use:   "retrieval --corpus FILE --queries FILE --qrels FILE",
		Short: "Judge the ranking on a set in the form of BEIR: nDCG@10, Recall@10, Recall@100, MRR@10",
		Long: `Rank the documents of a judged set by the product's own index and query, and score that as trec_eval does. The files are
in the form of the BEIR benchmark and may be compressed with gzip; where documents and queries have no _id, id is read.`,
		Example: `  stackpick eval retrieval --corpus corpus.jsonl.gz --queries queries.jsonl --qrels qrels.tsv --json`,
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return p.evalRetrieval(c.Context(), set) },
	}
	c.Flags().StringVar(&set.corpus, "corpus", "", "the documents: a JSON Lines `FILE` of _id, title and text")
	c.Flags().StringVar(&set.queries, "queries", "", "the queries: a JSON Lines `FILE` of _id and text")
	c.Flags().StringVar(&set.qrels, "qrels", "", "the judgements: a `FILE` of query-id, corpus-id and score with tabs between, below a header")
	return c
}

// A retrievalReport is the JSON form of what judging the ranking gave.
type retrievalReport struct {
	Documents int `json:"documents"`
	judge.Scores
}

func (p *program) evalRetrieval(ctx context.Context, set judgedSet) error {
	if set.corpus == "" || set.queries == "" || set.qrels == "" {
		return badUsage("", "reading the command line: --corpus, --queries and --qrels are all needed")
	}
	queries, err := readJudged(set.queries, "queries", judge.ReadQueries)
	if err != nil {
		return err
	}
	judged, err := readJudged(set.qrels, "judgements", judge.ReadJudgements)
	if err != nil {
		return err
	}
	passages, err := readJudged(set.corpus, "documents", judge.ReadCorpus)
	if err != nil {
		return err
	}
	if err := p.configure(); err != nil {
		return err
	}
	ix, err := index.FromPassages(passages)
	if err != nil {
		return err
	}
	defer ix.Close()
	scores, err := p.measure(ctx, passages, ix, queries, judged)
	if err != nil {
		return err
	}
	if p.flags.json {
		return p.printJSON(retrievalReport{Documents: len(passages), Scores: scores})
	}
	return p.print(fmt.Sprintf("documents   %6d\nqueries     %6d\nnDCG@10     %.4f\nRecall@10   %.4f\nRecall@100  %.4f\nMRR@10      %.4f\n",
		len(passages), scores.Queries, scores.NDCG10, scores.Recall10, scores.Recall100, scores.MRR10))
}

// measure scores the ranking, by meaning too where a model is configured for that.
func (p *program) measure(ctx context.Context, passages []*knowledge.Passage, ix *index.Index, queries []judge.Query, judged judge.Judgements) (judge.Scores, error) {
	search := judge.Searcher(ix)
	if p.config.embeddings.on() {
		m, done, err := p.openVectors(true)
		if err != nil {
			return judge.Scores{}, err
		}
		defer done()
		both := m.Searcher(passages, ix)
		if err := p.embedAll(ctx, both); err != nil {
			return judge.Scores{}, err
		}
		search = both
		defer func() {
			if _, n := m.Searches(); n > 0 {
				p.tell(fmt.Sprintf("warning: %s ranked by words alone, as the embedding model did not answer", count(int(n), "question")))
			}
		}()
	}
	scores, err := judge.Measure(ctx, search, queries, judged)
	if err != nil {
		return scores, badUsage("", "judging the ranking: %w", err)
	}
	return scores, nil
}

// readJudged opens one file of a judged set and reads it.
func readJudged[T any](name, what string, read func(io.Reader, string) (T, error)) (T, error) {
	file, err := os.Open(name)
	if err != nil {
		var none T
		return none, badUsage("", "reading the %s %s: %w", what, name, why(err))
	}
	defer file.Close()
	v, err := read(file, name)
	if err != nil {
		return v, badUsage("", "%w", err)
	}
	return v, nil
}
