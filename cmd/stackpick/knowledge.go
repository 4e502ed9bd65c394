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
		&cobra.Command{
			Use:   "lint",
			Short: "Report problems in the files",
			Args:  noArguments,
			RunE:  func(*cobra.Command, []string) error { return p.knowledgeLint() },
		},
	)
	asGroup(c)
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

func (p *program) knowledgeLint() error {
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
		err = p.print(problemText(problems))
	}
	if err != nil {
		return err
	}
	fatal := 0
	for _, problem := range problems {
		if problem.Fatal {
			fatal++
		}
	}
	if fatal > 0 {
		return hinted("", "checking the knowledge: %s left out", count(fatal, "file"))
	}
	return nil
}

// A problemJSON is the JSON form of a finding.
type problemJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"` // from 1; 0 when it concerns the whole file
	Message string `json:"message"`
	Fatal   bool   `json:"fatal"` // the file was left out
}

func problemList(problems []knowledge.Problem) []problemJSON {
	list := []problemJSON{}
	for _, problem := range problems {
		list = append(list, problemJSON(problem))
	}
	return list
}

// problemText writes a finding a line, in the form that editors jump to.
func problemText(problems []knowledge.Problem) string {
	if len(problems) == 0 {
		return "no findings\n"
	}
	var b strings.Builder
	for _, problem := range problems {
		b.WriteString(cleanLine(problem.String()) + "\n")
	}
	return b.String()
}
