package bot

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// standing words what a record is and what became of it, and returns the passages where records say so of themselves.
func (d *draft) standing(r *ruling) (string, []*knowledge.Passage) {
	record, cited := r.doc.Record, []*knowledge.Passage{r.head}
	name, date := r.doc.Title, ""
	switch {
	case record.Updated:
		date = ", last changed " + r.doc.Date
	case r.doc.Date != "":
		date = " " + r.doc.Date
	}
	var by []string
	for _, s := range d.b.successors(r) {
		by = append(by, s.doc.Title)
		cited = append(cited, s.head)
	}
	var amended []string
	if len(by) == 0 {
		for _, s := range d.b.amending(r) {
			amended = append(amended, s.doc.Title)
			cited = append(cited, s.head)
		}
	}
	switch {
	case record.Partly && len(by) > 0:
		return "Already decided: " + name + afterName(date) + ", partly superseded by " + andList(by) + ".", cited
	case record.Status == knowledge.StatusSuperseded && len(by) > 0:
		return "No longer in force: " + name + afterName(date) + ", superseded by " + andList(by) + ".", cited
	case record.Holds() && len(amended) > 0:
		return "Already decided: " + name + ", " + written(record, "accepted") + date + ", amended by " + andList(amended) + ".", cited
	case record.Holds() && record.Written == "":
		return "Already decided: " + name + afterName(date) + ".", cited
	case record.Status == knowledge.StatusUnknown:
		return "Already decided: " + name + afterName(date) + ", " + written(record, "accepted") + ".", cited
	case record.Holds():
		return "Already decided: " + name + ", " + written(record, "accepted") + date + ".", cited
	case record.Status == knowledge.StatusProposed:
		return "Not decided yet: " + name + ", " + written(record, "proposed") + date + ".", cited
	case record.Status == knowledge.StatusRejected:
		return "Turned down: " + name + ", " + written(record, "rejected") + date + ".", cited
	}
	return "No longer in force: " + name + afterName(date) + ", " + written(record, string(record.Status)) + ".", cited
}

// afterName sets off a date that follows right after a record's name.
func afterName(date string) string {
	if date == "" || strings.HasPrefix(date, ",") {
		return date
	}
	return "," + date
}

// written is a record's status in its own words where these are few, else in its own word for it, else in ours.
func written(r *knowledge.Record, ours string) string {
	n := len(strings.Fields(r.Written))
	switch {
	case n == 0 || strings.Contains(r.Written, "://"):
	case n <= maxWritten:
		return strings.TrimRight(strings.ToLower(r.Written), ".")
	case n <= maxEnded && (r.Status == knowledge.StatusDeprecated || r.Status == knowledge.StatusRejected || r.Status == knowledge.StatusSuperseded):
		first, size := utf8.DecodeRuneInString(r.Written)
		return string(unicode.ToLower(first)) + strings.TrimRight(r.Written[size:], ".") // it says why, or for what
	}
	return cmp.Or(r.Word(), ours)
}

// sayDecision says the sentence that decides; a list that it only leads to goes on with it.
func (d *draft) sayDecision(r *ruling) {
	if r.deciding.claim == nil || d.said[r.deciding.claim] {
		return
	}
	if sameWords(r.deciding.claim.Text, r.doc.Record.Subject) {
		d.said[r.deciding.claim] = true // by the record's title
		return
	}
	text, cited := quote(r.deciding, ""), []finding{r.deciding}
	if bare := strings.TrimRight(strings.TrimSuffix(text, "."), " -–—"); leadsOver.MatchString(bare) {
		items := r.after(r.deciding.claim, maxListed)
		text, cited = r.listed(bare, items), append(cited, items...)
	}
	p := r.labelled(r.deciding.claim.Text)
	if p != nil && strings.HasPrefix(strings.ToLower(p.Heading), strings.ToLower(strings.TrimSuffix(text, "."))) {
		d.said[r.deciding.claim] = true
		d.state(upperFirst(p.Heading)+".", []*knowledge.Passage{r.deciding.passage, p}) // which says all that the label does
		return
	}
	d.say(text, cited...)
	if p != nil {
		d.state(upperFirst(p.Heading)+".", []*knowledge.Passage{p})
	}
}

// listed is a sentence that only leads to a list below it, with the items of the list, or the code or picture that stands
// there instead.
func (r *ruling) listed(lead string, items []finding) string {
	text := strings.TrimRight(lead, " -–—")
	if strings.HasSuffix(text, "following") {
		text += ":"
	}
	for i, f := range items {
		item := strings.TrimRight(f.claim.Text, ".;,")
		if i == 0 {
			text += " " + lowerFirst(item)
		} else {
			text += "; " + item
		}
	}
	switch code := codeAfter(r.deciding.passage, r.deciding.claim); {
	case len(items) == 0 && code != "":
		return text + " " + code
	case len(items) == 0 && strings.HasSuffix(text, ":"):
		return text + " …" // a long block of code, or a picture, which the source shows
	}
	text = strings.TrimRight(text, ":")
	if strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// leadsOver matches how a sentence ends that only leads to the list below it: "we will:", "chosen option: A, because",
// "this proposes the following".
var leadsOver = regexp.MustCompile(`(?i)(?:[:–—-]|\bbecause|\bfollowing)$`)

// sameWords reports whether two texts are the same words.
func sameWords(x, y string) bool {
	return slices.EqualFunc(vocabulary.Words(x), vocabulary.Words(y), func(v, w vocabulary.Word) bool { return v.Text == w.Text })
}

// labelled returns the passage that opens the option which a short text names by its label alone: "Option D".
func (r *ruling) labelled(text string) *knowledge.Passage {
	words := vocabulary.Words(text)
	labels := question.Labels(words)
	if len(labels) != 1 || len(words) > maxLabelled {
		return nil
	}
	for i := range r.doc.Passages {
		p := &r.doc.Passages[i]
		if heading := vocabulary.Words(p.Heading); p.Part == knowledge.PartPros && len(heading) > 2 && slices.Equal(question.Labels(heading[:2]), labels) {
			return p
		}
	}
	return nil
}

// after returns up to n claims that follow one in the same part of a record: none where code or the like stands
// between, to which that one leads.
func (r *ruling) after(c *knowledge.Claim, n int) []finding {
	var list []finding
	begun := false
	for i := range r.doc.Passages {
		p := &r.doc.Passages[i]
		for k := range p.Claims {
			if begun && p.Part == knowledge.PartOutcome && len(list) < n && !strings.HasSuffix(p.Claims[k].Text, ":") {
				list = append(list, finding{claim: &p.Claims[k], passage: p})
			}
			if &p.Claims[k] != c {
				continue
			}
			begun = true
			_, next, _ := strings.Cut(p.Text, c.Text)
			if k+1 < len(p.Claims) && !strings.HasPrefix(strings.TrimSpace(next), p.Claims[k+1].Text) {
				return nil
			}
		}
	}
	return list
}
