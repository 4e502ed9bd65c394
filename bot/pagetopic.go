package bot

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Who asks a handbook "how do we do code review?" or "definition of done?" names a page or a section and asks nothing
// more of it. Then no single sentence is the answer but what the section says first, and what the sections below it do:
// its gist. Where no heading is just that, it is what stands below those that say a little more: "load testing" and "smoke
// testing" of who asks for testing.
const (
	maxGist       = 6   // statements
	maxGistOwn    = 4   // likewise of the section's own
	maxBeside     = 3   // likewise where two things are set apart
	maxGistBytes  = 900 // after which no more is told
	maxBelow      = 20  // sections or pages that are looked at for it
	maxItemsTold  = 5   // items of a list in one statement
	maxKinds      = 4   // headings that say a little more
	mostNamesakes = 8   // headings that say the same; what more say is no topic: "Overview"
)

// tellTopic tells the gist of what an ask names, and reports whether it names pages or sections and asks nothing else.
func (d *draft) tellTopic(a *question.Ask, e *evidence) bool {
	before := len(d.a.Statements)
	switch list := d.b.named(a, e); len(list) {
	case 0:
		return false
	case 1:
		if a.Beside != "" {
			d.tellOpening(list[0].passage, maxBeside)
			break
		}
		d.tellGist(list[0])
	default:
		for _, t := range list {
			d.sayHeaded(t.title, t.passage)
			d.goOn(t.title)
		}
	}
	return len(d.a.Statements) > before
}

// named returns the page or section that an ask names, or else those that say a little more; none where it asks more.
func (b *Bot) named(a *question.Ask, e *evidence) []*titled {
	if a.Code != "en" || !b.manyThings() || b.asksMore(a) || asksVersion(a) {
		return nil
	}
	key := keyOf(b.lib.Vocabulary, a.Words)
	all := b.lore.directory.with(key)
	exact := slices.DeleteFunc(slices.Clone(all), func(t *titled) bool { return len(t.key) > len(key) })
	if len(exact) > mostNamesakes {
		return nil
	}
	if a.Define { // a list below its name says what belongs to a thing, not what it is
		exact = slices.DeleteFunc(exact, func(t *titled) bool { return !t.page && !b.opensWithSentence(t.passage) })
	}
	paged := slices.ContainsFunc(exact, func(t *titled) bool { return t.page })
	if len(exact) > 0 && !paged && b.isDecided(key) {
		return nil // "DNS" on a page on certificates, where a record is on the DNS
	}
	if len(exact) > 0 {
		return b.best(exact, e, 1)
	}
	if asksWhatItIs(a) || a.Beside != "" {
		return nil // "tell me about glazes" wants to hear what there is on them
	}
	more := slices.DeleteFunc(all, func(t *titled) bool {
		return len(t.key) > 2*len(key) || !t.page && e.scores[t.passage.ID] == 0
	})
	return b.best(keepIfAny(more, func(t *titled) bool { return t.page }), e, maxKinds)
}

// asksWhatItIs reports whether an ask wants to hear what a thing is: "what is a glaze?".
func asksWhatItIs(a *question.Ask) bool {
	return a.Define && vocabulary.HasAny(a.Opening(1), "what", "what's", "whats", "define")
}

// isDecided reports whether the title of a record in force says what a key does, or a little more.
func (b *Bot) isDecided(key []string) bool {
	if len(key) == 0 {
		return false
	}
	return slices.ContainsFunc(b.lore.docket.about[key[0]], func(r *ruling) bool {
		own := keyOf(b.lib.Vocabulary, vocabulary.Words(r.doc.Record.Subject))
		return r.doc.Record.Holds() && len(own) <= 2*len(key) && within(key, own)
	})
}

// asksMore reports whether an ask wants more than to hear of its subject.
func (b *Bot) asksMore(a *question.Ask) bool {
	return a.Want == question.Greet || asksChoice(a) || asksPoint(a) || b.asksDecided(a) || b.reader.AsksPart(a) != ""
}

// asksChoice reports whether an ask puts up a choice, or wants one side of something.
func asksChoice(a *question.Ask) bool {
	return a.Want == question.Compare || len(a.Alternatives) > 1 || a.Lean != 0
}

// asksPoint reports whether an ask is after one point of its subject: a name, a number, a yes or no, a reason, a condition.
func asksPoint(a *question.Ask) bool {
	_, exact := expects(a)
	return exact || a.Answer != question.Anything || a.StartsYesNo() || vocabulary.HasAny(a.Words, "why", "reason", "reasons", "if")
}

// asksDecided reports whether an ask is after what the team has decided or uses.
func (b *Bot) asksDecided(a *question.Ask) bool {
	ofDecision := a.Says(vocabulary.Settling) && len(b.lore.docket.all) > 0
	return ofDecision || a.Ringing || asksPractice(a) ||
		slices.ContainsFunc(slices.Concat(a.Options, a.Foreign), b.settled)
}

// settled reports whether a decision or a radar is about an option: these go before pages.
func (b *Bot) settled(option string) bool {
	return len(b.lore.docket.about["="+option]) > 0 || len(b.lore.rings[option]) > 0
}

// best returns the first n of a list, each once, by whichever name it was found: pages before sections, those high up
// before those far down, and of these what the search found, or more of.
func (b *Bot) best(list []*titled, e *evidence, n int) []*titled {
	found := map[string]float64{} // document → the sum of its scores
	for _, p := range e.passages {
		found[p.Document] += e.scores[p.ID]
	}
	slices.SortStableFunc(list, func(x, y *titled) int {
		return cmp.Or(cmp.Compare(x.depth(), y.depth()), cmp.Compare(e.scores[y.passage.ID], e.scores[x.passage.ID]),
			cmp.Compare(found[y.passage.Document], found[x.passage.Document]))
	})
	var best []*titled
	for _, t := range list {
		if len(best) < n && !slices.ContainsFunc(best, func(o *titled) bool { return o.passage == t.passage }) {
			best = append(best, t)
		}
	}
	return best
}

// tellGist tells what a page or section says first, and what the sections below it do; of a folder's own page also what
// the other pages there do.
func (d *draft) tellGist(t *titled) {
	before := len(d.a.Statements)
	d.tellOpening(t.passage, maxGistOwn)
	if lines := d.b.linesNear(t.passage); len(lines) > 0 {
		last := lines[len(lines)-1]
		f := finding{claim: last.claim, passage: last.passage}
		if names := d.b.announcedBy(f); len(names) > 0 {
			d.sayListing(quote(f, ""), f, names)
		}
	}
	below := d.b.below(t.passage)
	if t.page && t.passage.Heading != t.passage.Title {
		below = d.b.beside(t.passage)
	}
	for _, p := range below[:min(len(below), maxBelow)] {
		if d.room(before) {
			d.sayHeaded(p.Heading, p)
		}
		d.goOn(p.Heading)
	}
	if doc, ok := d.b.lib.Document(t.passage.Document); ok && t.page {
		pages := d.b.inFolder(doc)
		for _, o := range pages[:min(len(pages), maxBelow)] {
			if d.room(before) {
				d.sayHeaded(o.Title, &o.Passages[0])
			}
			d.goOn(o.Title)
		}
	}
}

// tellOpening tells what a section says first.
func (d *draft) tellOpening(p *knowledge.Passage, most int) {
	all := d.b.utterances(p)
	for _, u := range all[:min(len(all), most)] {
		d.sayUtterance(u, "")
	}
}

// maxNext is how many questions to go on with a gist suggests.
const maxNext = 3

// goOn suggests to ask for what a heading says next, where it alone says that.
func (d *draft) goOn(heading string) {
	if len(d.next) == maxNext || len(heading) > longestTitle || furtherReading.MatchString(heading) {
		return
	}
	if d.b.lore.directory.onlyOne(d.b.lib.Vocabulary, heading) {
		d.next = append(d.next, tellMeAbout(heading))
	}
}

// room reports whether more of a gist can be told that begins with the statement of a number.
func (d *draft) room(before int) bool {
	return len(d.a.Statements)-before < maxGist && d.sizeFrom(before) < maxGistBytes
}

// sayHeaded says the first of a section below its heading.
func (d *draft) sayHeaded(heading string, p *knowledge.Passage) {
	if all := d.b.utterances(p); len(all) > 0 && !furtherReading.MatchString(heading) {
		d.sayUtterance(all[0], heading)
	}
}

// An utterance is what is said in one statement: a sentence, or the first items of a list.
type utterance []place

// utterances cuts a section into what can be said of it, in reading order.
func (b *Bot) utterances(p *knowledge.Passage) []utterance {
	var all []utterance
	last := -1 // the place of the line before, if it was taken
	for i, at := range withItems(b.linesNear(p)) {
		if code := codeAfter(at.passage, at.claim); code != "" {
			all, last = append(all, utterance{at}), -1 // with the command that it leads to
			continue
		}
		if b.lore.pointer(at.claim.Text) || asksItself(at.claim) || leadsOn.MatchString(at.claim.Text) {
			continue
		}
		n := len(all) - 1
		switch {
		case last < 0 || last != i-1 || !all[n][len(all[n])-1].together(at):
			all = append(all, utterance{at})
		case len(all[n]) < maxItemsTold:
			all[n] = append(all[n], at)
		}
		last = i
	}
	return all
}

// withItems takes the lead from lines that only seem to be led to. What no colon leads to, and is no sentence below its
// label, is an item like the one before; a sentence after items without full stops is no item, nor is what follows code.
func withItems(lines []place) []place {
	for i := range lines {
		at := &lines[i]
		if at.lead == nil {
			continue
		}
		first, sentence := at.lead.at == i-1, isSentence(at.claim.Text)
		leads := first && sentence // a label above it
		if strings.HasSuffix(at.lead.claim.Text, ":") {
			after := lines[i-1].lead != nil && !first // an item
			leads = first || after && stops(lines[i-1].claim.Text) || !sentence && !(after && stops(at.claim.Text))
		}
		if !leads || codeAfter(lines[at.lead.at].passage, at.lead.claim) != "" {
			at.lead = nil
		}
	}
	return lines
}

// stops reports whether a text ends as a sentence does.
func stops(text string) bool { return strings.ContainsAny(text[len(text)-1:], ".!?") }

// together reports whether two lines in a row are items of one list.
func (at *place) together(next place) bool {
	if at.lead == nil || next.lead == nil {
		return at.lead == next.lead && !stops(at.claim.Text) && !stops(next.claim.Text)
	}
	return at.lead.at == next.lead.at
}

// opensWithSentence reports whether what a section says first is a sentence.
func (b *Bot) opensWithSentence(p *knowledge.Passage) bool {
	all := b.utterances(p)
	return len(all) > 0 && isSentence(all[0][0].claim.Text)
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// sayUtterance says an utterance, after the line that leads to it, or else a heading.
func (d *draft) sayUtterance(u utterance, heading string) {
	if d.said[u[0].claim] {
		return
	}
	d.warn(u[0].passage)
	var items []string
	var cited []finding
	if lead := u[0].lead; lead != nil {
		heading = lead.claim.Text
		cited = append(cited, finding{claim: lead.claim, passage: lead.passage})
	}
	for _, at := range u {
		f := finding{claim: at.claim, passage: at.passage}
		item := strings.TrimRight(quote(f, ""), ".;, ")
		if code := codeAfter(at.passage, at.claim); code != "" {
			item += " " + code
		}
		if strings.ContainsFunc(item, isLetterOrDigit) {
			items, cited = append(items, item), append(cited, f)
		}
	}
	if len(items) == 0 {
		return // nothing but marks, or a link
	}
	text := strings.NewReplacer("?; ", "? ", "!; ", "! ").Replace(strings.Join(items, "; "))
	if !strings.ContainsAny(text[len(text)-1:], "!?") {
		text += "."
	}
	if heading != "" && strings.HasSuffix(heading, "?") {
		text = heading + " " + text
	} else if heading != "" {
		text = strings.TrimRight(heading, ": ") + ": " + text
	}
	d.say(text, cited...)
}
