package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/knowledge"
)

func (p *program) newKnowledge() *cobra.Command {
	c := &cobra.Command{
		Use:                        "knowledge",
		Short:                      "Look into what is known",
		SuggestionsMinimumDistance: 2,
	}
	c.AddCommand(
		&cobra.Command{
			Use:   "list",
			Short: "List the documents (--json: with their passages' ids)",
			Args:  noArguments,
			RunE:  func(*cobra.Command, []string) error { return p.knowledgeList() },
		},
		&cobra.Command{
			Use:     "show ID",
			Short:   "Show one passage and the claims read from it",
			Example: "  stackpick knowledge show django-vs-nodejs#security",
			Args:    cobra.ArbitraryArgs,
			RunE:    func(_ *cobra.Command, args []string) error { return p.knowledgeShow(args) },
		},
		p.newLint(),
		&cobra.Command{
			Use:   "embed",
			Short: "Embed the passages, for searches by meaning; what is embedded already costs nothing",
			Args:  noArguments,
			RunE:  func(c *cobra.Command, _ []string) error { return p.knowledgeEmbed(c.Context()) },
		},
		p.newImport(),
	)
	asGroup(c)
	return c
}

func (p *program) newLint() *cobra.Command {
	var strict bool
	c := &cobra.Command{
		Use:   "lint",
		Short: "Report problems in the files",
		Long: `Report problems in the files, a line each: FILE:LINE: what is wrong and what to do.

Exit status: 0 when all files could be used, 1 when one was left out. With --strict, 1 also for any
other finding, such as a link that leads nowhere; advice alone is never a failure.`,
		Example: "  stackpick knowledge lint --strict --knowledge docs",
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return p.knowledgeLint(strict) },
	}
	c.Flags().BoolVar(&strict, "strict", false, "fail for any finding, as a docs repository's CI should")
	return c
}

// A documentJSON is the JSON form of a document.
type documentJSON struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Source    string   `json:"source"`
	Publisher string   `json:"publisher"`
	Author    string   `json:"author"`
	Date      string   `json:"date"`
	Kind      string   `json:"kind"`
	Options   []string `json:"options"`
	File      string   `json:"file"`
	Passages  []string `json:"passages"` // ids, in reading order
}

func (p *program) knowledgeList() error {
	if err := p.configure(); err != nil {
		return err
	}
	lib, err := p.openWarning()
	if err != nil {
		return err
	}
	if p.flags.json {
		return p.printJSON(documentList(lib))
	}
	s := p.newScreen()
	for i := range lib.Documents {
		if i > 0 {
			s.newline()
		}
		s.document(&lib.Documents[i])
	}
	return p.print(s.String())
}

func documentList(lib *knowledge.Library) []documentJSON {
	list := []documentJSON{}
	for _, d := range lib.Documents {
		entry := documentJSON{
			ID: d.ID, Title: d.Title, Source: d.Source, Publisher: d.Publisher, Author: d.Author, Date: d.Date,
			Kind: string(d.Kind), Options: listed(d.Options), File: d.File, Passages: []string{},
		}
		for _, passage := range d.Passages {
			entry.Passages = append(entry.Passages, passage.ID)
		}
		list = append(list, entry)
	}
	return list
}

// listed makes a list that JSON writes as [] rather than null.
func listed[T any](list []T) []T { return append([]T{}, list...) }

func (s *screen) document(d *knowledge.Document) {
	s.item("", normal, bold, d.Title)
	facts := []string{d.ID, d.Date, count(len(d.Passages), "passage"), strings.Join(d.Options, ", ")}
	s.item("  ", normal, normal, joined(facts))
	s.line(2, dim, cmp.Or(d.Source, d.File))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// knowledgeLint reports what is wrong with the files. It fails when a file was left out, with --strict also when
// anything else is wrong; advice alone is no failure.
func (p *program) knowledgeLint(strict bool) error {
	if err := p.configure(); err != nil {
		return err
	}
	lib, err := p.open()
	if err != nil {
		return err
	}
	problems := lib.Lint()
	if p.flags.json {
		err = p.printJSON(problemList(problems))
	} else {
		err = p.print(problemText(problems, len(lib.Documents)))
	}
	if err != nil {
		return err
	}
	var fatal, wrong int
	for _, problem := range problems {
		switch {
		case problem.Fatal:
			fatal++
		case !problem.Advice:
			wrong++
		}
	}
	switch {
	case fatal > 0:
		return fmt.Errorf("checking the knowledge: %s left out", count(fatal, "file"))
	case strict && wrong > 0:
		return fmt.Errorf("checking the knowledge: %s", count(wrong, "finding"))
	}
	return nil
}

// A problemJSON is the JSON form of a finding.
type problemJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"` // from 1; 0 when it concerns the whole file
	Message string `json:"message"`
	Fatal   bool   `json:"fatal"`  // the file was left out
	Advice  bool   `json:"advice"` // nothing is wrong, but answers could be better
}

func problemList(problems []knowledge.Problem) []problemJSON {
	list := []problemJSON{}
	for _, problem := range problems {
		list = append(list, problemJSON(problem))
	}
	return list
}

// problemText writes a finding a line, in the form that editors jump to. Advice follows, once for all files that it
// is for, since it mostly is for many; and last how much there is of each.
func problemText(problems []knowledge.Problem, documents int) string {
	var b strings.Builder
	var advice []knowledge.Problem // the first of each message
	files := map[string]int{}
	found := 0
	for _, problem := range problems {
		if !problem.Advice {
			found++
			b.WriteString(cleanLine(problem.String()) + "\n")
			continue
		}
		if files[problem.Message]++; files[problem.Message] == 1 {
			advice = append(advice, problem)
		}
	}
	for _, first := range advice {
		where := first.Place()
		if n := files[first.Message]; n > 1 {
			where = count(n, "file")
		}
		b.WriteString(cleanLine("advice: "+where+": "+first.Message) + "\n")
	}
	if found == 0 {
		b.WriteString("no findings in " + count(documents, "document") + "\n")
	} else {
		b.WriteString(count(found, "finding") + " in " + count(documents, "document") + "\n")
	}
	return b.String()
}
