package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// refuse words an answer to what the knowledge does not hold: what is missing, and what is there instead.
func (d *draft) refuse() {
	text := "The knowledge does not cover that."
	if len(d.a.Gaps) > 0 {
		text = "The knowledge does not cover that. Missing: " + strings.Join(d.a.Gaps, " ")
	}
	d.a.Statements, d.a.Sources = []Statement{}, []Source{}
	if d.b.manyThings() {
		d.a.Text = text + " " + d.holdsNear()
		return
	}
	d.a.Text = text + " " + d.b.Covers()
}

// Covers says in one sentence what the library is about.
func (b *Bot) Covers() string {
	if b.manyThings() || len(b.lore.Subjects) == 0 {
		return b.holds()
	}
	subjects, criteria := andList(b.lore.Subjects[:min(len(b.lore.Subjects), 8)]), b.lore.comparable()
	if len(criteria) == 0 {
		return fmt.Sprintf("It covers %s.", subjects)
	}
	return fmt.Sprintf("It covers %s on %s.", subjects, strings.ToLower(andList(criteria)))
}

// comesFrom names the one document that a library on a few technologies has, with who published and wrote it; "" for others,
// which Covers names.
func (b *Bot) comesFrom() string {
	if len(b.lib.Documents) != 1 || b.manyThings() {
		return ""
	}
	doc := &b.lib.Documents[0]
	by := slices.DeleteFunc([]string{doc.Publisher, doc.Author, doc.Date}, func(s string) bool { return s == "" })
	if len(by) == 0 {
		return fmt.Sprintf("That is one document, “%s”. ", doc.Title)
	}
	return fmt.Sprintf("That is one document, “%s” (%s). ", doc.Title, strings.Join(by, ", "))
}

func (d *draft) clarify() {
	if d.b.manyThings() {
		d.a.Text = "What is it about? Name the things to choose between, or what you want to know. " + d.b.holds()
		return
	}
	d.a.Text = fmt.Sprintf("What matters most to you? Name the options (%s) and a need, such as %s.",
		strings.Join(d.b.lore.Subjects[:min(len(d.b.lore.Subjects), 5)], ", "), strings.ToLower(strings.Join(d.b.lore.comparable()[:min(len(d.b.lore.comparable()), 4)], ", ")))
}

// help says what the bot does. Who only says thanks has seen that already.
func (d *draft) help() {
	d.a.Outcome = Help
	if d.thanked {
		d.a.Text = "You are welcome. Ask me again when there is something to choose."
		return
	}
	d.a.Text = "Ask me which technology to choose, to compare options, or for a fact; I answer only from the knowledge I hold, with a citation for every sentence. " +
		d.b.comesFrom() + d.b.Covers() + " Try: " + strings.Join(d.b.Examples(), " · ")
}

// thanks are words that thank, in the languages that people say it in whatever they write otherwise.
func thanks() []string {
	return []string{"thanks", "thank", "thx", "ty", "tysm", "cheers", "danke", "merci", "gracias", "obrigado", "grazie"}
}

// Examples returns up to four questions that the library can answer.
func (b *Bot) Examples() []string {
	s := b.lore.Subjects
	if b.manyThings() || len(s) == 0 {
		return aboutDocuments(b.lore.main)
	}
	list := []string{"What is " + s[0] + "?"}
	if len(s) > 1 {
		list = append(list, fmt.Sprintf("%s or %s for an MVP?", s[0], s[1]), fmt.Sprintf("Compare %s and %s on %s.", s[0], s[1], b.criterion()))
	}
	if len(b.lore.cases) > 0 {
		list = append(list, "What did "+b.lore.cases[0].Heading+" do?")
	}
	return list
}

// choices are the questions that a vague one may have meant: the two options most written about, for each of up
// to four needs.
func (b *Bot) choices() []string {
	s := b.lore.Subjects
	if len(s) < 2 || len(b.lore.comparable()) == 0 || b.manyThings() {
		return b.Examples()
	}
	var list []string
	for _, need := range b.lore.comparable()[:min(len(b.lore.comparable()), 4)] {
		list = append(list, fmt.Sprintf("%s or %s for %s?", s[0], s[1], strings.ToLower(need)))
	}
	return list
}

func (b *Bot) criterion() string {
	if names := b.lore.comparable(); len(names) > 0 {
		return strings.ToLower(names[0])
	}
	return "cost"
}

// followUps suggests questions that are worth asking next and that the knowledge can answer.
func (d *draft) followUps() {
	switch d.a.Outcome {
	case Help:
		if d.thanked {
			return
		}
		d.a.FollowUps = append(d.a.FollowUps, d.b.Examples()...)
		return
	case Clarify:
		d.a.FollowUps = append(d.a.FollowUps, d.b.choices()...)
		return
	case NotCovered, "":
		if d.b.manyThings() && len(d.near) > 0 {
			d.a.FollowUps = append(d.a.FollowUps, d.aboutNear()...)
			return
		}
		d.a.FollowUps = append(d.a.FollowUps, d.b.Examples()...)
		return
	}
	d.a.FollowUps = append(d.a.FollowUps, d.next...)
	asked := map[string]bool{}
	if d.a.Ledger != nil {
		for _, r := range d.a.Ledger.Rows {
			asked[r.Concept] = true
		}
	}
	for _, name := range d.b.lore.comparable() {
		if len(d.a.FollowUps) < 2 && !asked[name] && !d.b.manyThings() {
			d.a.FollowUps = append(d.a.FollowUps, "And what about "+strings.ToLower(name)+"?")
		}
	}
	for _, p := range d.b.casesOf(d.mainOption()) {
		if len(d.a.FollowUps) < 3 && !d.cites(p) && !d.b.manyThings() {
			d.a.FollowUps = append(d.a.FollowUps, "What did "+p.Heading+" do?")
		}
	}
}

// mainOption is the option that an answer is about: the pick, or the only one that it names; "" where there is none.
func (d *draft) mainOption() string {
	if r := d.a.Recommendation; r != nil && slices.Contains(d.b.lore.Subjects, r.Option) {
		return r.Option
	}
	named := slices.DeleteFunc(slices.Clone(d.b.lore.Subjects), func(o string) bool { return !strings.Contains(d.a.Text, o) })
	if len(named) == 1 {
		return named[0]
	}
	return ""
}

// casesOf returns all case studies, those on an option first.
func (b *Bot) casesOf(option string) []*knowledge.Passage {
	cases := slices.Clone(b.lore.cases)
	slices.SortStableFunc(cases, func(x, y *knowledge.Passage) int {
		return btoi(slices.Contains(y.Options, option)) - btoi(slices.Contains(x.Options, option))
	})
	return cases
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (d *draft) cites(p *knowledge.Passage) bool {
	_, ok := d.numbers[p.ID]
	return ok
}
