package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/exam"
)

// evalFlags are the flags of eval.
type evalFlags struct {
	min float64
	all bool
}

func (p *program) newEval() *cobra.Command {
	var f evalFlags
	c := &cobra.Command{
		Use:   "eval [flags] FILE…",
		Short: "Answer question sets and report how well (eval retrieval: judge the ranking)",
		Long: `Answer the question sets in FILEs, .yaml or .jsonl, without a language model and by words alone, and report which answers
are wrong, and in what. A set is a list of questions with what a right answer must show:

  - question: which queue did we choose, and why?
    outcome: [facts, recommendation]      any of these; all are in ask --json
    pick: RabbitMQ                        where it recommends an option
    sections: [0012-message-queue]        must be cited: a part of a passage's id or heading
    facts: ["at most once|duplicates"]    must be said: | parts alternatives, /…/ is a regular expression
    gaps: [NATS]                          must be named as missing
    absent: [Kafka is faster]             must not be said
    kind: decision                        groups the report

Whatever is expected, every statement must cite, and stand in, a passage. The exit status is 1 where fewer are right than --min.`,
		Example: `  stackpick eval --knowledge docs/decisions --min 0.9 docs/questions.yaml
  stackpick eval retrieval --corpus corpus.jsonl.gz --queries queries.jsonl --qrels qrels.tsv`,
		SuggestionsMinimumDistance: 2,
		Args:                       cobra.ArbitraryArgs,
		RunE:                       func(c *cobra.Command, args []string) error { return p.eval(c.Context(), f, args) },
	}
	c.Flags().Float64Var(&f.min, "min", 0, "fail where less than this `SHARE` of the questions, 0 to 1, is answered rightly")
	c.Flags().BoolVar(&f.all, "all", false, "list the questions that are answered rightly, too (JSON always has them)")
	c.AddCommand(p.newEvalRetrieval())
	return c
}

func (p *program) eval(ctx context.Context, f evalFlags, files []string) error {
	if len(files) == 0 {
		return badUsage("for example: stackpick eval --knowledge docs docs/questions.yaml", "reading the command line: no question set given")
	}
	if !(f.min >= 0 && f.min <= 1) { // NaN neither
		return badUsage("0.9 is nine of ten", "reading --min: %v is not between 0 and 1", f.min)
	}
	var items []exam.Item
	for _, name := range files {
		set, err := readSet(name)
		if err != nil {
			return err
		}
		items = append(items, set...)
	}
	if err := p.configure(); err != nil {
		return err
	}
	lib, ix, err := p.openIndexed(ctx)
	if err != nil {
		return err
	}
	defer ix.Close()
	r, err := exam.Ask(ctx, bot.New(lib, ix, readBuild().Version), items)
	if err != nil {
		return err
	}
	if err := p.showReport(f, r, bot.Receipt{Knowledge: lib.Hash, Version: readBuild().Version}); err != nil {
		return err
	}
	if r.Share() < f.min {
		return fmt.Errorf("evaluating: %d of %d questions answered rightly, %.1f %%, which is below --min %g",
			r.Right(), len(r.Results), 100*r.Share(), f.min)
	}
	return nil
}

func readSet(name string) ([]exam.Item, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, badUsage("", "reading the question set %s: %w", name, why(err))
	}
	defer file.Close()
	items, err := exam.Read(file, name)
	if err != nil {
		return nil, badUsage("how a set is written: stackpick eval --help", "%w", err)
	}
	return items, nil
}

// An evalReport is the JSON form of a report.
type evalReport struct {
	Right     int            `json:"right"`
	Of        int            `json:"of"`
	Share     float64        `json:"share"` // 0 to 1
	Totals    []exam.Total   `json:"totals"`
	Questions []evalQuestion `json:"questions"`
	Receipt   bot.Receipt    `json:"receipt"`
}

// An evalQuestion is what became of one question.
type evalQuestion struct {
	File     string       `json:"file"`
	Line     int          `json:"line"`
	ID       string       `json:"id"`
	Kind     string       `json:"kind"`
	Question string       `json:"question"`
	Right    bool         `json:"right"`
	Outcome  bot.Outcome  `json:"outcome"`
	Answer   string       `json:"answer"`
	Faults   []exam.Fault `json:"faults"`
}

// showReport prints a report: what is wrong with which question, and the totals.
func (p *program) showReport(f evalFlags, r *exam.Report, receipt bot.Receipt) error {
	if p.flags.json {
		report := evalReport{Right: r.Right(), Of: len(r.Results), Share: r.Share(), Totals: r.Totals(), Receipt: receipt}
		for _, res := range r.Results {
			report.Questions = append(report.Questions, evalQuestion{
				File: res.Item.File, Line: res.Item.Line, ID: res.Item.ID, Kind: res.Item.Kind, Question: res.Item.Question,
				Right: res.Right(), Outcome: res.Answer.Outcome, Answer: res.Answer.Text, Faults: listed(res.Faults),
			})
		}
		return p.printJSON(report)
	}
	s := p.newScreen()
	for i := range r.Results {
		if res := &r.Results[i]; f.all || !res.Right() {
			s.result(res)
		}
	}
	s.heading("Totals")
	for _, t := range r.Totals() {
		s.put(normal, "  "+t.String())
		s.newline()
	}
	return p.print(s.String())
}

// result writes one question, and what is wrong with its answer.
func (s *screen) result(r *exam.Result) {
	s.put(dim, r.Item.Place()+": ")
	if r.Right() {
		s.put(green, "right")
	} else {
		s.put(red, "WRONG")
	}
	s.put(normal, "  "+cleanLine(r.Item.Question))
	s.newline()
	for _, f := range r.Faults {
		s.item("    ", normal, normal, f.What)
	}
}
