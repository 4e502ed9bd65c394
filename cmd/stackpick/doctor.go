package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/bot/slack"
	"github.com/stackpick/stackpick/bot/store"
	"github.com/stackpick/stackpick/index"
)

func (p *program) newDoctor() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check configuration, tokens, scopes, knowledge, store and language model; print the fix for each fault",
		Args:  noArguments,
		RunE:  func(c *cobra.Command, _ []string) error { return p.doctor(c.Context()) },
	}
}

func (p *program) doctor(ctx context.Context) error {
	if err := p.configure(); err != nil {
		return err
	}
	findings := p.examine(ctx)
	faults := 0
	for _, f := range findings {
		if !f.OK {
			faults++
		}
	}
	if p.flags.json {
		if err := p.printJSON(findings); err != nil {
			return err
		}
	} else {
		s := p.newScreen()
		for _, f := range findings {
			s.finding(f)
		}
		if err := p.print(s.String()); err != nil {
			return err
		}
	}
	if faults > 0 {
		return fmt.Errorf("%d of %d checks failed", faults, len(findings))
	}
	return nil
}

// examine does all checks that can be done, whatever the others found.
func (p *program) examine(ctx context.Context) []slack.Finding {
	findings := append(p.examineConfiguration(), p.examineKnowledge(), p.examineStore(ctx), p.examineListen())
	c := &p.config.slack
	if c.checkBotToken() == nil && c.checkAppToken() == nil {
		findings = append(findings, slack.Diagnose(ctx, c.botToken, c.appToken, c.apiURL)...)
	}
	return append(findings, p.examineModel(ctx), p.examineEmbeddings(ctx))
}

// examineConfiguration returns a finding for each variable that is wrong.
func (p *program) examineConfiguration() []slack.Finding {
	err := errors.Join(p.config.slack.validate(), p.unknownVariables())
	if err == nil {
		way := "HTTP, with a signing secret"
		if p.config.slack.socketMode() {
			way = "Socket Mode"
		}
		return []slack.Finding{{Name: "configuration", OK: true, Detail: way}}
	}
	var findings []slack.Finding
	for _, e := range apart(err) {
		detail, fix, _ := strings.Cut(strings.TrimPrefix(e.Error(), "configuration: "), ": ")
		findings = append(findings, slack.Finding{Name: "configuration", Detail: cleanLine(detail), Fix: cleanLine(fix)})
	}
	return findings
}

// knowledgeName says where the knowledge is from.
func (p *program) knowledgeName() string {
	src := p.source()
	from := slices.Clone(src.Paths)
	if src.Builtin {
		from = append([]string{"built in"}, from...)
	}
	return cleanLine(strings.Join(from, ", "))
}

// examineKnowledge opens and indexes the knowledge. That some files are left out is no fault, but is said.
func (p *program) examineKnowledge() slack.Finding {
	f := slack.Finding{Name: "knowledge"}
	lib, err := p.open()
	if err != nil {
		f.Detail, f.Fix = cleanLine(err.Error()), "correct STACKPICK_KNOWLEDGE or --knowledge"
		return f
	}
	ix, err := index.New(lib)
	if err != nil {
		f.Detail, f.Fix = cleanLine(err.Error()), "look at the files with: stackpick knowledge lint"
		return f
	}
	defer ix.Close()
	f.OK, f.Detail = true, fmt.Sprintf("%s: %s, %s", p.knowledgeName(), count(len(lib.Documents), "document"), count(ix.Len(), "passage"))
	if n := len(lib.Problems); n > 0 {
		f.Detail += fmt.Sprintf("; %s, the first: %s; see: stackpick knowledge lint", count(n, "problem"), cleanLine(lib.Problems[0].String()))
	}
	return f
}

// examineStore opens the store as serve does. One that a running bot holds is as it should be.
func (p *program) examineStore(ctx context.Context) slack.Finding {
	path := filepath.Join(p.config.slack.folder(), storeFile)
	f := slack.Finding{Name: "store", Detail: path}
	kept, err := store.Open(ctx, path)
	switch {
	case errors.Is(err, store.ErrInUse):
		f.OK, f.Detail = true, path+", in use by a running stackpick"
		return f
	case err != nil:
		f.Detail, f.Fix = cleanLine(err.Error()), "set STACKPICK_DATA to a folder that can be written"
		return f
	}
	defer kept.Close()
	counts, err := kept.Count(ctx)
	if err != nil {
		f.Detail, f.Fix = cleanLine(err.Error()), "move the file away: a new one is made"
		return f
	}
	f.OK, f.Detail = true, fmt.Sprintf("%s: %s, %s, %d waiting", path, count(counts.Answers, "answer"), count(counts.Votes, "vote"), counts.Pending)
	return f
}

// examineListen tries the address of the HTTP side. One in use may be the running bot's own.
func (p *program) examineListen() slack.Finding {
	address := p.config.slack.listen
	f := slack.Finding{Name: "listen", Detail: address}
	l, err := net.Listen("tcp", address)
	if err != nil {
		f.Detail = fmt.Sprintf("%s: %v", address, whyNet(err))
		f.Fix = "is the bot running already? else set STACKPICK_LISTEN to a free address"
		return f
	}
	l.Close()
	f.OK = true
	return f
}

// finding writes what a check found, and the fix below it.
func (s *screen) finding(f slack.Finding) {
	if f.OK {
		s.item("✓ ", green, normal, f.Name+": "+f.Detail)
		return
	}
	s.item("✗ ", red, normal, f.Name+": "+f.Detail)
	if f.Fix != "" {
		s.item("  → ", dim, normal, f.Fix)
	}
}
