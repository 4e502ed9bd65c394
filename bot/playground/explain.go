package playground

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

const (
	shownHits   = 10
	maxQuestion = 12_000 // characters
	maxReasons  = 24     // words of a question of which it is shown what they did
	wideSearch  = 500    // passages among which a word's own share is looked up
)

// An asking is a question of which the whole way is to be shown.
type asking struct {
	Question string `json:"question"`
}

// An explanation is the way from a question to its answer.
type explanation struct {
	Outcome    string   `json:"outcome"`
	Pick       string   `json:"pick"` // "" without one
	Strength   string   `json:"strength"`
	Answer     string   `json:"answer"`
	Gaps       []string `json:"gaps"`
	Hits       []hit    `json:"hits"` // the ranked passages, best first
	Ledger     *ledger  `json:"ledger"`
	Arithmetic []string `json:"arithmetic"` // of the rule, a line each
}

// A hit is a passage that was found, and why.
type hit struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Heading string   `json:"heading"`
	Kind    string   `json:"kind"`
	Score   float64  `json:"score"`
	Cited   int      `json:"cited"` // its number among the answer's sources; 0 when it is not cited
	Why     []reason `json:"why"`
	Text    []piece  `json:"text"`
}

// A reason is a word of the question that a passage has.
type reason struct {
	Word     string  `json:"word"`
	Alone    float64 `json:"alone"`    // the passage's score for this word alone
	Passages int     `json:"passages"` // how many have it: the fewer, the more it counts
}

// A piece is a stretch of text, either words that were looked for or what stands between them.
type piece struct {
	Text  string `json:"text"`
	Found bool   `json:"found"`
}

// A ledger is the evidence that was weighed: criteria × options.
type ledger struct {
	Options  []string    `json:"options"`
	Totals   []float64   `json:"totals"` // by option
	Rows     []ledgerRow `json:"rows"`
	Margin   float64     `json:"margin"`
	Coverage float64     `json:"coverage"` // 0 to 1
}

type ledgerRow struct {
	Concept string       `json:"concept"`
	Weight  float64      `json:"weight"`
	Cells   []ledgerCell `json:"cells"` // by option
}

type ledgerCell struct {
	For     float64   `json:"for"`
	Against float64   `json:"against"`
	Verdict int       `json:"verdict"`
	Score   float64   `json:"score"`
	Claims  []weighed `json:"claims"`
}

// A weighed claim is one of those that a cell counts.
type weighed struct {
	Text    string `json:"text"`
	Passage string `json:"passage"` // its id
	Stance  string `json:"stance"`
	Verdict bool   `json:"verdict"`
}

// explain answers a question and shows the way.
func (s *server) explain(ctx context.Context, in asking) (out explanation, err error) {
	question := strings.TrimSpace(in.Question)
	switch {
	case question == "":
		return out, refuse("there is no question")
	case utf8.RuneCountInString(question) > maxQuestion:
		return out, refuse("a question has at most %d characters", maxQuestion)
	}
	s.bot.Use(func(set *living.Set) { out, err = explain(ctx, set, question) })
	return out, err
}

func explain(ctx context.Context, set *living.Set, question string) (explanation, error) {
	a, err := set.Bot.Ask(ctx, bot.Question{Text: question})
	if err != nil {
		return explanation{}, err
	}
	out := explanation{Outcome: string(a.Outcome), Answer: a.Text, Gaps: listed(a.Gaps), Hits: []hit{}, Arithmetic: []string{}}
	if r := a.Recommendation; r != nil {
		out.Pick, out.Strength = r.Name(), string(r.Strength)
	}
	if a.Ledger != nil {
		out.Ledger, out.Arithmetic = ledgerOf(a.Ledger), a.Ledger.Explain()
	}
	hits, err := set.Index.Search(ctx, index.Query{Text: question, Limit: shownHits})
	if err != nil {
		return explanation{}, err
	}
	found, err := alone(ctx, set, question)
	if err != nil {
		return explanation{}, err
	}
	for _, h := range hits {
		out.Hits = append(out.Hits, hitOf(h, a, found))
	}
	return out, nil
}

// A sought is a word of a question with what it finds by itself.
type sought struct {
	name
	passages int
	scores   map[string]float64 // by passage
}

// alone looks for each word of a question by itself.
func alone(ctx context.Context, set *living.Set, question string) ([]sought, error) {
	var all []sought
	seen := map[string]bool{}
	for _, name := range names(question) {
		if seen[name.stems] || len(all) == maxReasons {
			continue
		}
		seen[name.stems] = true
		n := set.Index.Frequency(name.text)
		if n == 0 {
			continue
		}
		hits, err := set.Index.Search(ctx, index.Query{Text: name.text, Limit: wideSearch})
		if err != nil {
			return nil, err
		}
		scores := map[string]float64{}
		for _, h := range hits {
			scores[h.Passage.ID] = h.Score
		}
		all = append(all, sought{name, n, scores})
	}
	return all, nil
}

// A name is a word, or several that are written as one: node.js.
type name struct {
	text       string
	stems      string // with blanks between
	start, end int    // byte offsets
}

// names returns the words of a text. Those with nothing but a dot, a hyphen or a slash between them are one.
func names(text string) []name {
	var all []name
	for _, w := range vocabulary.Words(text) {
		if n := len(all); n > 0 && w.Start == all[n-1].end+1 && strings.ContainsRune(".-/", rune(text[w.Start-1])) {
			last := &all[n-1]
			last.text, last.stems, last.end = last.text+text[w.Start-1:w.Start]+w.Text, last.stems+" "+w.Stem, w.End
			continue
		}
		all = append(all, name{w.Text, w.Stem, w.Start, w.End})
	}
	return all
}

func hitOf(h index.Hit, a *bot.Answer, found []sought) hit {
	out := hit{
		ID: h.Passage.ID, Title: h.Passage.Title, Heading: h.Passage.Heading, Kind: string(h.Passage.Kind), Score: h.Score, Why: []reason{},
	}
	for _, s := range a.Sources {
		if s.ID == h.Passage.ID {
			out.Cited = s.N
		}
	}
	stems := map[string]bool{}
	for _, w := range found {
		if score, ok := w.scores[h.Passage.ID]; ok {
			out.Why = append(out.Why, reason{w.text, score, w.passages})
			stems[w.stems] = true
		}
	}
	out.Text = pieces(h.Passage.Text, stems)
	return out
}

// pieces cuts a text where names with some of the stems begin and end.
func pieces(text string, stems map[string]bool) []piece {
	var out []piece
	from := 0
	for _, n := range names(text) {
		if !stems[n.stems] {
			continue
		}
		if n.start > from {
			out = append(out, piece{text[from:n.start], false})
		}
		out = append(out, piece{text[n.start:n.end], true})
		from = n.end
	}
	if from < len(text) {
		out = append(out, piece{text[from:], false})
	}
	return out
}

func ledgerOf(l *bot.Ledger) *ledger {
	out := &ledger{Options: listed(l.Options), Totals: listed(l.Totals), Rows: []ledgerRow{}, Margin: l.Margin, Coverage: l.Coverage}
	for _, r := range l.Rows {
		row := ledgerRow{Concept: r.Concept, Weight: r.Weight}
		for i, c := range r.Cells {
			cell := ledgerCell{For: c.For, Against: c.Against, Verdict: c.Verdict, Score: c.Score, Claims: []weighed{}}
			for claim, passage := range c.Claims() {
				stance, _ := claim.On(l.Options[i])
				cell.Claims = append(cell.Claims, weighed{claim.Text, passage.ID, string(stance), claim.Verdict})
			}
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
