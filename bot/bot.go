// Package bot turns one question into one answer: it understands what is asked, searches the knowledge,
// weighs the evidence and composes an answer in which every sentence is cited. It knows no Slack, no Bleve
// and no model; the same question on the same knowledge always gets the same answer.
//
// Read Bot.Ask first: it is the whole way from question to answer:
//
//	Question ─► question.Reader ─► Ask ─► Bot.gather ─► evidence ─► draft.compose ─► Answer, with a Recommendation if one is due
//
// The files, in the order of that way:
//
//	question       what is asked, a package of its own: asks, each with what it names and what kind of answer it wants
//	evidence.go    what the knowledge says about an ask. lore.go is what is known of a library before anybody asks.
//	topic.go       a page or section that is asked for by its name; directory.go finds it.
//	decided.go     what the team has decided, which goes before all else. docket.go holds what decision records are
//	               about, ruling.go finds them, and standing.go, grounds.go, detail.go, sides.go,
//	               making.go and choice.go tell them. radar.go finds the entries of radars, radarrules.go with ring.go and
//	               ringasks.go answers from them, and blip.go tells them with blipsides.go; sidewords.go is how
//	               good and bad sides are worded.
//	weigh.go       the ledger and the rule. pick.go with needs.go, and compare.go, answer from it.
//	tell.go        facts: match.go, case.go, define.go, premise.go and strengths.go; tellread.go with reading.go and
//	               wanted.go, where only a question's plain words help, and paraphrase.go, other words for these; hits.go,
//	               what is found best; practice.go, point.go, pagesides.go and lists.go, what handbooks are asked for;
//	               pageparts.go, the parts that pages of a kind have, and trouble.go, what is to be done by them.
//	refuse.go      what is said where nothing is held; gaps.go names what of an ask is not. handbook.go is how a library
//	               on many things is spoken of.
//	draft.go       an answer (answer.go) in the making: it words what is said and keeps its sources.
//	present.go     what all forms of an answer share; edit.go is what a language model may change of one.
//	sets.go        lists of names taken as sets.
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
		evidence, err := b.gather(ctx, ask)
		if err != nil {
			return nil, fmt.Errorf("searching the knowledge: %w", err)
		}
		draft.compose(ask, evidence)
	}
	return draft.answer(), nil
}

// Addressed reports whether a message that names nobody, in a thread where the bot has answered, is plainly meant
// for it: a question on what the knowledge is about, or one that only goes on with the thread ("and security?",
// "why?"). What people say to each other, thanks and agreement are not; in doubt it is not.
func (b *Bot) Addressed(q Question) bool { return b.reader.Addressed(q) }
