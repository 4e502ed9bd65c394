// Package bot turns one question into one answer: it understands what is asked, searches the knowledge,
// weighs the evidence and composes an answer in which every sentence is cited. It knows no Slack, no Bleve
// and no model; the same question on the same knowledge always gets the same answer.
//
// Read Bot.Ask first: it is the whole way from question to answer:
//
//	Question ─► question.Reader ─► Ask ─► Bot.gather ─► evidence ─► draft.compose ─► Answer, with a Recommendation if one is due
//
// A library is on a few technologies, as an article that compares them, or on many things, as a handbook is: see
// question.Known.ManyThings, the one distinction that nearly every file makes. Of the first, options and criteria tell what
// answers; of the second, the plain words of sentences and of the headings and lists that they stand in.
//
// In the code a is an ask, e its evidence, d the draft of its answer, p a passage, c a claim in it, and f a finding: a claim
// with its passage. What begins with asks reports what an ask is after; what begins with tell or say adds to the draft, and
// reports whether it did where otherwise something else would.
//
// The files, in the order of that way; those on one subject begin alike:
//
//	question     what is asked, a package of its own: asks, each with what it names and what kind of answer it wants
//	evidence.go  what the knowledge says about an ask; lore.go is what is known of a library before anybody asks
//	draft.go     an answer (answer.go) in the making: it decides which of the files below answers (answerByFirst), and keeps
//	             what is said with its sources; quote.go makes sentences stand by themselves
//	record…      decision records, which go before all else: recorddocket holds what they are about, recordruling finds
//	             them, recordlist lists them, and recordstanding, recordgrounds, recorddetail, recordsides, recordmaking
//	             and recordchoice tell them
//	radar…       technology radars: radar finds their entries, radarrules with radarring and radarasks answers from them,
//	             radarblip with radarsides tells them
//	weigh.go     the ledger of a choice and the rule that makes a pick of it; pick.go with pickneeds.go, and
//	             compare.go, answer from it
//	tell…        facts on options: tellmatch finds claims that answer; tellcase, telldefine, tellpremise and tellstrengths
//	             tell what companies did, what things are, what is wrongly taken for granted, and sides as a whole
//	page…        pages of a handbook, where only a question's plain words help: pagetell with pagereading, pagewanted and
//	             pagewords (the same in other words); pagetopic, a page or section that is asked for by its name, which
//	             pagedirectory finds; pageparts, the parts that pages of a kind have, and pagetrouble, what is to be done
//	             by them; pagehits, what is found best, and pageclose, what comes close; pagechoice, what a team has
//	             come to; pagelists, pagepoint, pagepractice and pagesides, what is asked for
//	refuse…      what is said where nothing is held; refusegaps names what of an ask is not
//	handbook.go  how a library on many things is spoken of; sidewords.go, how good and bad sides are worded
//	present.go   what all forms of an answer share; edit.go, what a language model may change of one
//	sets.go      lists of names taken as sets
package bot

import (
	"context"
	"fmt"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// A Searcher finds passages; *index.Index is one.
type Searcher interface {
	Search(ctx context.Context, q index.Query) ([]index.Hit, error)
}

// A Bot answers questions from one library. It holds no state of any conversation, so any number of
// goroutines may ask it.
type Bot struct {
	lib     *knowledge.Library
	search  Searcher
	census  *knowledge.Census
	lore    *lore
	reader  *question.Reader // of questions
	version string
}

// New returns a bot that answers from lib, searching it with s. Version is the program's, for receipts.
func New(lib *knowledge.Library, s Searcher, version string) *Bot {
	return (&Bot{version: version, lore: &lore{}}).With(lib, s)
}

// With returns what New would for another library, at the cost of the documents that the two libraries do not share.
func (b *Bot) With(lib *knowledge.Library, s Searcher) *Bot {
	census := lib.Census(b.census)
	lore := newLore(lib, census, b.lore)
	return &Bot{lib: lib, search: s, census: census, lore: lore, reader: question.NewReader(lib.Vocabulary, census, &lore.Known), version: b.version}
}

// A Question is what a person wrote, with the turns of the thread before it, oldest first.
type Question = question.Message

// A Turn is an earlier question of a thread and the answer given.
type Turn = question.Turn

// Ask answers a question. Not to know is an answer; an error means that the search itself failed.
func (b *Bot) Ask(ctx context.Context, q Question) (*Answer, error) {
	asks := b.reader.Understand(q)
	draft := newDraft(b, q.Text)
	for _, ask := range asks {
		if err := b.answerAsk(ctx, draft, ask); err != nil {
			return nil, fmt.Errorf("searching the knowledge: %w", err)
		}
	}
	return draft.answer(), nil
}

// answerAsk answers one ask. Where that sets two things apart and no answer tells of both, each that is missing is asked for by
// itself.
func (b *Bot) answerAsk(ctx context.Context, d *draft, ask *question.Ask) error {
	evidence, err := b.gather(ctx, ask)
	if err != nil {
		return err
	}
	told, gaps := len(d.a.Statements), len(d.a.Gaps)
	outcome := d.compose(ask, evidence)
	for i, side := range ask.Apart {
		if thing := ask.Apart[1-i].Beside; d.saysOfThing(thing, told) {
			continue
		}
		if outcome == NotCovered {
			d.a.Gaps, outcome = d.a.Gaps[:gaps], ""
		}
		if err := b.answerAsk(ctx, d, side); err != nil {
			return err
		}
	}
	return nil
}

// Addressed reports whether a message that names nobody, in a thread where the bot has answered, is plainly meant
// for it: a question on what the knowledge is about, or one that only goes on with the thread ("and security?",
// "why?"). What people say to each other, thanks and agreement are not; in doubt it is not.
func (b *Bot) Addressed(q Question) bool { return b.reader.Addressed(q) }
