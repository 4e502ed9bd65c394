package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// maxRecorded is how many records a list has.
const maxRecorded = 6

// A recordList is which records a list shall have.
type recordList struct {
	want     func(*knowledge.Record) bool // by what became of it; nil for any
	from, to string                       // the first and the last year that is in it; "" for any
	oldest   bool                         // those come first
	one      bool                         // the first alone
	counted  bool                         // how many there are is asked for
}

// asksOnlyDecisions reports whether an ask has no subject beside decisions: "which decisions were superseded?", "what's the
// newest ADR?", "how many decisions do we have?".
func (b *Bot) asksOnlyDecisions(a *question.Ask) bool {
	ofMany := vocabulary.HasAny(a.Words, "decisions", "adrs", "rfcs", "records", "decided") || vocabulary.HasPhrase(a.Words, "we decide")
	counted := vocabulary.HasPhrase(a.Words, "how many")
	ofOne := vocabulary.HasAny(a.Words, "when", "where", "who", "why", "if", "happens") || vocabulary.HasAny(a.Words, "how") && !counted // no list answers that
	named := slices.ContainsFunc(a.Names, func(n string) bool { return !b.lib.Vocabulary.Says(vocabulary.Recording, n) })
	return (ofMany || asksEnd(a)) && !ofOne && !named && !namesTechnology(a) && !b.reader.SaysMore(a)
}

// asksStack reports whether an ask is after all that the team has chosen, and says nothing else: "what's our stack?", "which
// technologies do we use?".
func asksStack(a *question.Ask) bool {
	all := []string{"stack", "technologies", "technology", "tech", "tools", "tooling"}
	ours := []string{"our", "we"}
	around := []string{"what", "what's", "which", "is", "are", "do", "use", "using", "have", "list", "show", "me", "tell", "about",
		"all", "the", "of", "in", "here", "current", "currently", "and"}
	more := func(w vocabulary.Word) bool { return !w.Is(slices.Concat(all, ours, around)...) }
	return vocabulary.HasAny(a.Words, all...) && vocabulary.HasAny(a.Words, ours...) && !slices.ContainsFunc(a.Words, more)
}

// chosen is a list of the records in force that chose a technology.
func chosen() recordList {
	return recordList{want: func(r *knowledge.Record) bool { return r.Holds() && len(r.Chosen) > 0 }}
}

// asksEnd reports whether an ask is after the first or the last of all decisions.
func asksEnd(a *question.Ask) bool {
	ofOne := vocabulary.HasAny(a.Words, "decision", "adr", "rfc", "record")
	return ofOne && (vocabulary.HasAny(a.Words, newest()...) || vocabulary.HasAny(a.Words, oldest()...))
}

// newest and oldest are words for the two ends of a list in time.
func newest() []string { return []string{"newest", "latest", "last", "recent"} }
func oldest() []string { return []string{"oldest", "first", "earliest"} }

// unsettled are the statuses by which an ask may call for the records that have them: "what was rejected?".
func unsettled() []knowledge.Status {
	return []knowledge.Status{knowledge.StatusProposed, knowledge.StatusRejected, knowledge.StatusDeprecated, knowledge.StatusSuperseded}
}

// asksOpen reports whether an ask is after what is only proposed, in other words: "any open decisions?". Open source is none.
func asksOpen(a *question.Ask) bool {
	if vocabulary.HasAny(a.Words, "undecided", "outstanding", "unresolved") {
		return true
	}
	at := vocabulary.FirstOf(a.Words, "open")
	return at >= 0 && (at == len(a.Words)-1 || a.Words[at+1].Is("decision", "decisions", "adr", "adrs", "rfc", "rfcs", "record", "records", "proposals"))
}

// asksOnlyStatus reports whether an ask is after whatever has a status, and names nothing else.
func (b *Bot) asksOnlyStatus(a *question.Ask) bool {
	ofStatus := b.lore.Records.StatusIn(a.Words) != "" || asksOpen(a) || slices.ContainsFunc(a.Words, func(w vocabulary.Word) bool { return slices.Contains(unsettled(), knowledge.Status(w.Text)) })
	forList := vocabulary.HasAny(a.Words, "what", "which", "list", "show", "any", "anything")
	beyond := func(name string) bool { return !b.lore.Records.IsSeries(name) }
	if !ofStatus || !forList || len(a.Options)+len(a.Foreign) > 0 || slices.ContainsFunc(slices.Concat(a.Strange, a.Names), beyond) {
		return false
	}
	return !slices.ContainsFunc(a.Terms, func(t question.Term) bool {
		known := b.lib.Vocabulary.Says(vocabulary.Recording, t.Word) || b.lore.Records.IsStatus(t.Word) || b.lore.Records.IsSeries(t.Word)
		return !known && !b.lib.Vocabulary.Weak(t.Text) && !vocabulary.Everyday(t.Word)
	})
}

// listOf reads which records an ask wants listed: those in force, where it says nothing else.
func (b *Bot) listOf(a *question.Ask) recordList {
	l := recordList{oldest: vocabulary.HasAny(a.Words, oldest()...), one: asksEnd(a), counted: vocabulary.HasPhrase(a.Words, "how many")}
	if !l.counted {
		l.want = (*knowledge.Record).Holds
	}
	if word := b.lore.Records.StatusIn(a.Words); word != "" {
		l.want = func(r *knowledge.Record) bool { return strings.EqualFold(r.Written, word) }
	}
	for _, status := range unsettled() {
		ofIt := slices.ContainsFunc(a.Words, func(w vocabulary.Word) bool { return w.Stem == vocabulary.Stem(string(status)) })
		if ofIt || status == knowledge.StatusProposed && asksOpen(a) {
			l.want = func(r *knowledge.Record) bool { return r.Status == status }
		}
	}
	l.from, l.to = span(a)
	return l
}

// span returns the first and the last year of what an ask wants listed, "" where that is open: "since 2018", "before 2018".
func span(a *question.Ask) (from, to string) {
	years := question.Years(a.Words)
	switch {
	case len(years) == 0:
		return "", ""
	case len(years) > 1:
		return slices.Min(years), slices.Max(years)
	}
	year, _ := strconv.Atoi(years[0]) // which is four digits
	switch {
	case vocabulary.HasAny(a.Words, "since", "onwards", "onward"):
		return years[0], ""
	case vocabulary.HasAny(a.Words, "after"):
		return strconv.Itoa(year + 1), ""
	case vocabulary.HasAny(a.Words, "before"):
		return "", strconv.Itoa(year - 1)
	case vocabulary.HasAny(a.Words, "until", "till"):
		return "", years[0]
	}
	return years[0], years[0]
}

// has reports whether a record belongs into the list. A year has all its days.
func (l recordList) has(r *ruling) bool {
	date := r.doc.Date
	if l.from+l.to != "" && date == "" || l.want != nil && !l.want(r.doc.Record) {
		return false
	}
	return date >= l.from && (l.to == "" || date <= l.to || strings.HasPrefix(date, l.to))
}

// listRulings lists records, the newest first unless the oldest are asked for.
func (d *draft) listRulings(a *question.Ask, l recordList) Outcome {
	d.listed = true
	var list []*ruling
	for _, r := range d.b.lore.docket.all {
		if l.has(r) {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(x, y *ruling) int {
		return cmp.Or(strings.Compare(y.doc.Date, x.doc.Date), y.doc.Record.Number-x.doc.Record.Number)
	})
	kind := "newest"
	if l.oldest {
		slices.Reverse(list)
		kind = "oldest"
	}
	switch {
	case len(list) == 0:
		d.gap("records of that kind: the knowledge holds none.")
		return NotCovered
	case l.one:
		d.tellRuling(a, list[0], 0)
		return Facts
	case l.counted && l.want == nil:
		d.note(countOf(list))
	case l.counted:
		d.note(fmt.Sprintf("Decision records of that kind: %d.", len(list)))
	}
	for _, r := range list[:min(len(list), maxRecorded)] {
		d.state(d.standing(r))
	}
	if left := len(list) - maxRecorded; left > 0 {
		d.note(fmt.Sprintf("%d more records; these are the %s.", left, kind))
	}
	return Facts
}

// countOf says how many records there are, and what became of them.
func countOf(list []*ruling) string {
	holding, open := 0, 0
	for _, r := range list {
		switch {
		case r.doc.Record.Holds():
			holding++
		case r.doc.Record.Status == knowledge.StatusProposed:
			open++
		}
	}
	return fmt.Sprintf("Decision records: %d, of which %d are in force and %d not decided yet.", len(list), holding, open)
}

// asksWhichRecords reports whether an ask is after the records on something: "which ADRs touch security?".
func (b *Bot) asksWhichRecords(a *question.Ask) bool {
	forList := vocabulary.HasAny(a.Opening(2), "which", "what", "list", "show", "any")
	ofRecords := slices.ContainsFunc(a.Opening(4), func(w vocabulary.Word) bool {
		return w.Is("records", "adrs", "rfcs", "decisions", "proposals") || b.lore.Records.IsSeries(w.Text)
	})
	return forList && ofRecords && vocabulary.HasAny(a.Words, "touch", "touches", "about", "mention", "mentions", "on", "concern", "deal", "cover", "affect", "regarding") && a.Answer == question.Anything
}

// leastListed is how much of what is asked a record of a list is about: it stands in its body at least.
const leastListed = inBody

// listAbout lists the records that are about what an ask names, those most about it first. It reports whether there are
// several; one is told.
func (d *draft) listAbout(a *question.Ask) bool {
	subjects, plain := d.b.subjects(a), d.b.plainWords(a)
	if len(subjects) == 0 {
		return false
	}
	var list []candidate
	for _, r := range d.b.lore.docket.all {
		if match, _ := r.decides(subjects, d.b.lore); match >= leastListed {
			list = append(list, candidate{r, match, match + titleBonus*r.titled(plain)})
		}
	}
	list = keepIfAny(list, func(c candidate) bool { return c.match >= inOutcome })
	slices.SortStableFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.rank, x.rank), trueFirst(x.doc.Record.Holds(), y.doc.Record.Holds()), strings.Compare(y.doc.Date, x.doc.Date))
	})
	if len(list) < 2 {
		return false
	}
	d.listed = true
	for _, c := range list[:min(len(list), maxRecorded)] {
		d.state(d.standing(c.ruling))
	}
	if left := len(list) - maxRecorded; left > 0 {
		d.note(fmt.Sprintf("%d more records speak of it; these do most.", left))
	}
	return true
}
