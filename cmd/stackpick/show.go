package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// A passageJSON is the JSON form of a passage.
type passageJSON struct {
	ID       string      `json:"id"`
	Document string      `json:"document"`
	Title    string      `json:"title"`
	Section  string      `json:"section"`
	Path     []string    `json:"path"`
	Kind     string      `json:"kind"`
	URL      string      `json:"url"`
	Date     string      `json:"date"`
	Line     int         `json:"line"`
	Passage  string      `json:"passage"`
	Options  []string    `json:"options"`
	Concepts []string    `json:"concepts"`
	Claims   []claimJSON `json:"claims"`
}

// A claimJSON is the JSON form of a claim.
type claimJSON struct {
	Text     string      `json:"text"`
	About    []standJSON `json:"about"`
	Concepts []string    `json:"concepts"`
	Verdict  bool        `json:"verdict"`
}

// A standJSON is what a claim says about one option.
type standJSON struct {
	Option string `json:"option"`
	Stance string `json:"stance"`
}

// suggested is how many ids are named to someone who mistyped one.
const suggested = 3

func (p *program) knowledgeShow(args []string) error {
	if len(args) != 1 {
		return badUsage("ids stand in: stackpick search QUERY, stackpick knowledge list --json", "showing a passage: want one id, got %d", len(args))
	}
	if err := p.configure(); err != nil {
		return err
	}
	lib, err := p.openWarning()
	if err != nil {
		return err
	}
	passage, ok := lib.Passage(args[0])
	if !ok {
		return hinted("nearest: "+strings.Join(lib.NearestIDs(args[0], suggested), ", "), "showing a passage: there is none with the id %q", args[0])
	}
	if p.flags.json {
		return p.printJSON(newPassageJSON(passage))
	}
	s := p.newScreen()
	s.passage(passage)
	return p.print(s.String())
}

func newPassageJSON(p *knowledge.Passage) passageJSON {
	j := passageJSON{
		ID: p.ID, Document: p.Document, Title: p.Title, Section: p.Heading, Path: listed(p.Path), Kind: string(p.Kind),
		URL: p.URL, Date: p.Date, Line: p.Line, Passage: p.Text, Options: listed(p.Options),
		Concepts: listed(p.Concepts), Claims: []claimJSON{},
	}
	for _, c := range p.Claims {
		claim := claimJSON{Text: c.Text, About: []standJSON{}, Concepts: listed(c.Concepts), Verdict: c.Verdict}
		for _, s := range c.About {
			claim.About = append(claim.About, standJSON{Option: s.Option, Stance: string(s.Stance)})
		}
		j.Claims = append(j.Claims, claim)
	}
	return j
}

func (s *screen) passage(p *knowledge.Passage) {
	s.item("", normal, bold, bot.PlaceName(p.Heading, p.Title, p.Date))
	s.line(0, dim, fmt.Sprintf("%s · %s", p.ID, p.Kind))
	if p.URL != "" {
		s.line(0, dim, p.URL)
	}
	for paragraph := range strings.SplitSeq(p.Text, "\n") {
		s.newline()
		s.item("  ", normal, normal, paragraph)
	}
	if len(p.Claims) == 0 {
		return
	}
	s.heading(count(len(p.Claims), "claim"))
	for _, c := range p.Claims {
		s.item("  • ", dim, normal, c.Text)
		if reading := claimReading(&c); reading != "" {
			s.item("    ", dim, dim, reading)
		}
	}
}

// claimReading says in a line how a claim was understood: "✓ Django, ✗ Node.js · Security · recommends".
func claimReading(c *knowledge.Claim) string {
	var stands []string
	for _, stand := range c.About {
		sign, _ := stanceSign(string(stand.Stance))
		stands = append(stands, sign+" "+stand.Option)
	}
	parts := []string{strings.Join(stands, ", "), strings.Join(c.Concepts, ", ")}
	if c.Verdict {
		parts = append(parts, "recommends")
	}
	return joined(parts)
}

// joined puts dots between those parts that are not empty.
func joined(parts []string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}
