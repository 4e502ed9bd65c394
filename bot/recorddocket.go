package bot

import (
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unique"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// How much a record is about a word, by where the word stands in it.
const (
	inTitle    = 1.0 // or among its options, or it says what kind of thing they are
	inDecision = 0.9 // in the sentence that decides
	inOutcome  = 0.6 // beside that sentence, or among the drivers
	inBody     = 0.4 // in context, consequences and arguments

	maxOption = 6 // words of an option that only name it; longer ones describe it
)

// A ruling is a decision record as questions find it.
type ruling struct {
	doc      *knowledge.Document
	head     *knowledge.Passage // the passage in which the record says what it is
	deciding finding            // what it decides; no claim where it has no outcome
	about    shares             // content term, or concept in angle brackets → how much it is about that
	options  map[string]float64 // option → likewise
	title    map[string]bool    // the stems of its title's words
	argued   bool               // it has arguments beside its context and what follows
}

// sentences yields what a record says.
func (r *ruling) sentences() iter.Seq[finding] {
	return func(yield func(finding) bool) {
		for i := range r.doc.Passages {
			p := &r.doc.Passages[i]
			for k := range p.Claims {
				if !yield(finding{claim: &p.Claims[k], passage: p}) {
					return
				}
			}
		}
	}
}

// Shares say how much a record is about each of some names, from 0 to 1: the names of each share, sorted. They take a
// sixth of a map's memory, which counts: a record of some pages has hundreds of names and four shares.
type shares []equalShare

type equalShare struct {
	share float64
	names []string
}

func newShares(all map[string]float64) shares {
	var s shares
	for _, name := range slices.Sorted(maps.Keys(all)) {
		i := slices.IndexFunc(s, func(e equalShare) bool { return e.share == all[name] })
		if i < 0 {
			i, s = len(s), append(s, equalShare{share: all[name]})
		}
		s[i].names = append(s[i].names, unique.Make(name).Value()) // records have most of their words in common
	}
	for i := range s {
		s[i].names = slices.Clone(s[i].names) // without room for more
	}
	return s
}

// of returns the share of a name; 0 for one that is not there.
func (s shares) of(name string) float64 {
	for _, e := range s {
		if _, ok := slices.BinarySearch(e.names, name); ok {
			return e.share
		}
	}
	return 0
}

// A docket holds all rulings of a library, and finds those that may be about something without looking at each.
type docket struct {
	all   []*ruling
	of    map[*knowledge.Passage]*ruling // by the first passage of its record
	byID  map[string]*ruling             // by the ID of its document
	about map[string][]*ruling           // what a question may name → the rulings that are certainly about it
}

// newDocket reads the decision records of a library, but for those that are as they were before.
func newDocket(lib *knowledge.Library, before docket) docket {
	k := docket{of: map[*knowledge.Passage]*ruling{}, byID: map[string]*ruling{}, about: map[string][]*ruling{}}
	for _, r := range newRulings(lib, before) {
		d := r.doc
		k.all, k.of[r.head], k.byID[d.ID] = append(k.all, r), r, r
		for _, e := range r.about {
			for _, what := range e.names {
				if e.share >= strongWord || strings.HasPrefix(what, "<") && byConcept*e.share >= strongWord {
					k.about[what] = append(k.about[what], r)
				}
			}
		}
		for option, share := range r.options {
			if share >= strongWord {
				k.about["="+option] = append(k.about["="+option], r)
			}
		}
	}
	return k
}

// newRulings returns the rulings of a library's records, in its order. They are found on all processors.
func newRulings(lib *knowledge.Library, before docket) []*ruling {
	rulings := make([]*ruling, len(lib.Documents))
	step := runtime.GOMAXPROCS(0)
	var workers sync.WaitGroup
	for first := range step {
		workers.Go(func() {
			for i := first; i < len(rulings); i += step {
				rulings[i] = before.again(lib.Vocabulary, &lib.Documents[i])
			}
		})
	}
	workers.Wait()
	return slices.DeleteFunc(rulings, func(r *ruling) bool { return r == nil })
}

// again returns the ruling of a document: that of the docket where it has one, else a new one; nil for one that is no
// record.
func (k *docket) again(v *vocabulary.Lexicon, d *knowledge.Document) *ruling {
	if d.Record == nil || len(d.Passages) == 0 {
		return nil
	}
	if known := k.ruling(d); known != nil {
		again := *known
		again.doc = d
		return &again
	}
	return newRuling(v, d)
}

// ruling returns what the docket has on a document, or nil.
func (k *docket) ruling(d *knowledge.Document) *ruling {
	if len(d.Passages) == 0 {
		return nil
	}
	return k.of[&d.Passages[0]]
}

// rulings returns what the docket has on documents.
func (k *docket) rulings(documents []*knowledge.Document) []*ruling {
	var list []*ruling
	for _, d := range documents {
		if r := k.ruling(d); r != nil {
			list = append(list, r)
		}
	}
	return list
}

// rulingsOn returns the rulings that are certainly about one of the subjects, in the library's order; all of them where
// there is none.
func (b *Bot) rulingsOn(subjects []subject) []*ruling {
	if len(subjects) == 0 {
		return b.lore.docket.all
	}
	found := map[*ruling]bool{}
	for _, s := range subjects {
		for _, name := range append([]string{"=" + s.option, s.concept}, s.words...) {
			for _, r := range b.lore.docket.about[name] {
				found[r] = true
			}
		}
	}
	var list []*ruling
	for _, r := range b.lore.docket.all {
		if found[r] {
			list = append(list, r)
		}
	}
	return list
}

// amending returns the rulings that amend one, the first maxReplacing of them.
func (b *Bot) amending(r *ruling) []*ruling {
	var list []*ruling
	for _, id := range r.doc.Record.AmendedBy {
		d, ok := b.lib.Document(id)
		if !ok || len(list) == maxReplacing {
			continue
		}
		if s := b.lore.docket.ruling(d); s != nil {
			list = append(list, s)
		}
	}
	return list
}

// successors returns the rulings in force that one was replaced by, the first maxReplacing of them.
func (b *Bot) successors(r *ruling) []*ruling {
	var list []*ruling
	for _, d := range b.lib.Successors(r.doc) {
		if s := b.lore.docket.ruling(d); s != nil && len(list) < maxReplacing {
			list = append(list, s)
		}
	}
	return list
}

func newRuling(v *vocabulary.Lexicon, d *knowledge.Document) *ruling {
	r := &rulingReader{ruling: &ruling{doc: d, head: &d.Passages[0], options: map[string]float64{}, title: map[string]bool{}}, about: map[string]float64{}}
	for _, w := range vocabulary.Words(d.Record.Subject) {
		r.title[w.Stem] = true
	}
	for _, o := range d.Record.Chosen {
		r.option(v, o, inTitle)
	}
	for _, o := range slices.Concat(d.Record.Rejected, d.Record.Considered) {
		weight := inTitle
		if len(vocabulary.Words(o)) > maxOption {
			weight = inOutcome
		}
		r.option(v, o, weight)
	}
	r.text(v, d.Record.Subject, inTitle)
	for _, k := range d.Record.Drivers {
		r.note("<"+k+">", inOutcome)
	}
	for f := range r.sentences() {
		r.claim(v, f)
		part := f.passage.Part
		listed := (part == knowledge.PartOutcome || part == knowledge.PartPros) && f.claim.Listed
		r.argued = r.argued || listed || part == knowledge.PartRationale
	}
	r.ruling.about = newShares(r.about)
	return r.ruling
}

// A rulingReader finds out what a record is about.
type rulingReader struct {
	*ruling
	about map[string]float64
}

func (r *rulingReader) note(what string, weight float64) { r.about[what] = max(r.about[what], weight) }

// option notes an option, and what kind of thing it is.
func (r *rulingReader) option(v *vocabulary.Lexicon, name string, weight float64) {
	r.options[name] = max(r.options[name], weight)
	if o, ok := v.Option(name); ok {
		r.text(v, o.Is, weight)
	} else {
		r.text(v, name, weight)
	}
}

// text notes the words, concepts and options of a text.
func (r *rulingReader) text(v *vocabulary.Lexicon, text string, weight float64) {
	words := vocabulary.Words(text)
	for _, t := range v.Terms(words) {
		r.note(t, weight)
	}
	for _, m := range v.Mentions(words, "") {
		switch {
		case m.Concept != nil:
			r.note("<"+m.Concept.Name+">", weight)
		case !m.Related:
			r.options[m.Option.Name] = max(r.options[m.Option.Name], weight)
		}
	}
}

func (r *rulingReader) claim(v *vocabulary.Lexicon, f finding) {
	p, c, weight := f.passage, f.claim, inBody
	switch {
	case isHead(p, c), p.Part == knowledge.PartLinks:
		return // what the record says of itself, and of others
	case c.Decides:
		weight = inDecision
		r.deciding = f
	case p.Part == knowledge.PartOutcome, p.Part == knowledge.PartDrivers:
		weight = inOutcome
	}
	r.text(v, c.Text, weight)
}

// isHead reports whether a claim is what a record or a radar's entry says of itself first: number, status, date, ring.
func isHead(p *knowledge.Passage, c *knowledge.Claim) bool {
	return p.Part == knowledge.PartHead && (c == &p.Claims[0] || knowledge.IsRing(c.Text))
}
