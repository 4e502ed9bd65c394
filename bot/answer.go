package bot

// Outcome says what kind of answer an Answer is.
type Outcome string

// The outcomes of a question.
const (
	Recommended Outcome = "recommendation" // a pick, with its reasons
	Compared    Outcome = "comparison"     // options side by side, without a pick
	Facts       Outcome = "facts"          // what the knowledge says of what was asked
	NotCovered  Outcome = "not_covered"    // nothing in the knowledge answers it; Gaps says what is missing
	Clarify     Outcome = "clarify"        // a choice with nothing to choose by, which is asked back
	Help        Outcome = "help"           // a greeting, or a question on the bot itself
)

// An Answer is all that is said to one question. Scripts rely on its JSON: fields may be added, but those that
// are here keep their names and their meaning.
type Answer struct {
	Question       string          `json:"question"`       // as it was written
	Outcome        Outcome         `json:"outcome"`        // of several questions in one message, the one that says most
	Recommendation *Recommendation `json:"recommendation"` // nil unless Outcome is Recommended
	Text           string          `json:"answer"`         // the statements in order, with [1] markers
	Statements     []Statement     `json:"statements"`
	Comparison     *Comparison     `json:"comparison"`         // nil where nothing is compared
	Sources        []Source        `json:"sources"`            // exactly what statements and cells cite, in order of first use
	Gaps           []string        `json:"gaps"`               // what was asked for and the knowledge does not hold
	FollowUps      []string        `json:"follow_ups"`         // questions to go on with
	Notes          []string        `json:"notes,omitempty"`    // about the answer itself: "answered in English …"
	PhrasedBy      string          `json:"phrased_by"`         // "stackpick", or "llm:MODEL"
	Plain          []Statement     `json:"plain,omitempty"`    // what Statements are in our own words, where a model phrased them
	Language       string          `json:"language,omitempty"` // of the question, by its ISO 639-1 code; "" for English
	Receipt        Receipt         `json:"receipt"`

	Ledger  *Ledger  `json:"-"` // the weighing behind it; nil where nothing was weighed
	Wording *Wording `json:"-"` // what a model was asked for and what became of it; nil where none was asked
}

// Strength says how far the evidence carries a recommendation; see Ledger for the rule.
type Strength string

// The strengths of a recommendation.
const (
	Strong   Strength = "strong"
	Moderate Strength = "moderate"
	Weak     Strength = "weak"
)

// ownPhrasing is what PhrasedBy says of our own words.
const ownPhrasing = "stackpick"

// Options of a Recommendation that are no option's name.
const (
	Either  = "either" // the evidence does not separate the options
	Neither = "none"   // the knowledge points elsewhere
)

// A Recommendation is the pick: an option's name as the knowledge writes it, Either or Neither.
type Recommendation struct {
	Option   string   `json:"option"`
	Strength Strength `json:"strength"`
	Because  []string `json:"because"` // the criteria and traits that speak for it, after the record, ring or practice that settles it
	Unless   string   `json:"unless"`  // what would turn it round, in the knowledge's words; may be ""
}

// A Statement is one sentence of an answer with the sources that say so.
type Statement struct {
	Text      string `json:"text"`
	Citations []int  `json:"citations"` // Source.N; empty only where Text says what the knowledge lacks
}

// A Comparison is criteria × options.
type Comparison struct {
	Options []string        `json:"options"` // as the knowledge writes their names
	Rows    []ComparisonRow `json:"rows"`
}

// A ComparisonRow holds one cell for each of the Comparison's options, in their order.
type ComparisonRow struct {
	Criterion string           `json:"criterion"` // or trait, by its name in the vocabulary
	Cells     []ComparisonCell `json:"cells"`
}

// A ComparisonCell is what the knowledge says of one option on one criterion. Text is nil and Stance "none"
// where it says nothing: such a cell is shown as it is, never filled in.
type ComparisonCell struct {
	Option    string  `json:"option"`
	Text      *string `json:"text"`      // one sentence
	Stance    string  `json:"stance"`    // a knowledge.Stance
	Citations []int   `json:"citations"` // Source.N
}

// A Source is a passage that the answer cites.
type Source struct {
	N        int     `json:"n"`        // from 1
	ID       string  `json:"id"`       // the passage's: document#anchor
	Document string  `json:"document"` // its title
	Section  string  `json:"section"`  // its heading
	Kind     string  `json:"kind"`     // a knowledge.Kind
	URL      string  `json:"url"`      // opens at the section; "" for a file that is published nowhere
	Date     string  `json:"date"`     // as in knowledge.Document
	Passage  string  `json:"passage"`  // its text
	Score    float64 `json:"score"`    // 0 to 1: the search score relative to the best passage's
}

// A Receipt says what an answer was made from, so that it can be made again.
type Receipt struct {
	Knowledge string `json:"knowledge"` // the Library's hash
	Version   string `json:"version"`   // the program's
}
