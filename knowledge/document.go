package knowledge

import "github.com/stackpick/stackpick/knowledge/markup"

// A Document is one file, or one article, or one decision of a log: the unit that has a title, an author and a date.
type Document struct {
	ID        string    // file name without its extension, made a slug; for a decision of a log with "." and its own; unique in a Library
	Title     string    // of its front matter, else its first heading, else made of its file name
	Source    string    // where readers find it: an http(s) URL, or "" for a file that has none
	Publisher string    // as the file says it, or ""
	Author    string    // likewise
	Date      string    // "2025-03-01" where we can read it, else as the document writes it: "2023", "05/02/2018"; or ""
	Kind      Kind      // what its plain sections are; KindSection unless front matter says otherwise
	Options   []string  // the options it judges, as front matter, title or headings name them
	File      string    // the path it was read from, for messages
	Passages  []Passage // in the order of the file
	Blips     []Blip    // the entries of a technology radar, with where each stood before
	Record    *Record   // what it says of itself as a decision record; nil for any other document

	name       string             // the file's path inside the folder that was opened, with slashes
	places     []string           // its anchors, where links to them are checked
	references []markup.Reference // its links
	options    int                // the line in which its front matter names options, or 0

	findings []Problem // what Lint says of its shape and its links; File is left to Lint
}

// Kind says what a passage is, and with that how much it weighs.
type Kind string

// The kinds of a passage. KindDecision and KindRadar outrank the others: a team has already decided.
const (
	KindSection   Kind = "section"
	KindCaseStudy Kind = "case-study"
	KindSummary   Kind = "summary"
	KindDecision  Kind = "decision"
	KindRadar     Kind = "radar"
)

// A Passage is the unit of retrieval and of citation: one section of a document, or a part of a long one.
// It never crosses a heading and never splits a sentence.
type Passage struct {
	ID       string   // document#anchor, unique in a Library; parts of one section end in ~2, ~3 …
	Document string   // the Document's ID
	Title    string   // the Document's title
	Heading  string   // the section's own heading, without a prefix that all headings share
	Path     []string // the headings above it, outermost first
	Kind     Kind
	URL      string   // opens the source at the section, or "" for a file without a source
	Date     string   // the Document's
	Text     string   // its sentences as the document writes them
	Topics   []string // criteria and traits that its heading names
	Options  []string // options its claims are about
	Concepts []string // criteria and traits its claims speak to
	Claims   []Claim  // its sentences, in order
	Part     Part     // of a decision record; "" elsewhere
	Line     int      // where its text starts in the file, from 1

	written    string     // the heading as written
	under      string     // the heading of the option whose pros and cons a passage of a record holds
	paragraphs [][]string // Text as sentences by paragraph
	owners     []string   // the option that each paragraph of a record argues on, where its place tells; else ""
}

// Stance is what a claim says about an option.
type Stance string

// The stances of a claim. NoClaim stands in a comparison where there is no evidence at all.
const (
	For     Stance = "for"
	Against Stance = "against"
	Neutral Stance = "neutral"
	NoClaim Stance = "none"
)

// A Claim is one sentence of a passage, with what the sentence says about whom.
type Claim struct {
	Text     string   // the sentence, byte for byte as it stands in the passage
	About    []Stand  // the options it judges; empty when it is about none
	Concepts []string // criteria and traits it speaks to: by its own words first, then by its heading's
	Own      int      // how many of Concepts stand in the sentence itself
	Verdict  bool     // it recommends: "Choose X for …", "For Y, consider …"
	Decides  bool     // it says what a decision record decides, be the record in force or not
	Listed   bool     // its stance is written: it stands in a list of pros or cons, or begins with "Good, because"
	Side     Stance   // what it says for or against that decision, whatever options it is about; "" elsewhere
	Terms    []string // its content words, stemmed
	Names    []string // proper names in it that are not options: companies, people, surveys
}

// A Stand is a claim's stance on one option. A comparison has two: for the one, against the other.
type Stand struct {
	Option string // as the vocabulary names it
	Stance Stance
}

// On returns the claim's stance on option, and whether it has one.
func (c *Claim) On(option string) (Stance, bool) {
	for _, s := range c.About {
		if s.Option == option {
			return s.Stance, true
		}
	}
	return NoClaim, false
}
