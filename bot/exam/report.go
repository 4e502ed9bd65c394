package exam

import (
	"fmt"
	"maps"
	"slices"
)

// A Report is the results of a set, in its order.
type Report struct {
	Results []Result
}

// Right counts the items that were answered rightly.
func (r *Report) Right() int {
	n := 0
	for i := range r.Results {
		if r.Results[i].Right() {
			n++
		}
	}
	return n
}

// Share is the share of items that were answered rightly, 0 to 1; 0 of none.
func (r *Report) Share() float64 {
	return float64(r.Right()) / float64(max(len(r.Results), 1))
}

// A Total counts the items that something can be said of, and those of which it is right.
type Total struct {
	Name  string `json:"name"`
	Right int    `json:"right"`
	Of    int    `json:"of"`
}

// Percent is the right ones of a hundred; 0 of none.
func (t Total) Percent() float64 { return 100 * float64(t.Right) / float64(max(t.Of, 1)) }

// String is the total as a line of a table.
func (t Total) String() string {
	return fmt.Sprintf("%-38s %4d of %4d  %5.1f %%", t.Name, t.Right, t.Of, t.Percent())
}

// Totals returns the total of all, of each check over the items that ask for it, of refusing and answering, and of
// each kind by name. A pick is judged where one was made. Totals of nothing are left out.
func (r *Report) Totals() []Total {
	all := Total{Name: "all"}
	byCheck := map[Check]*Total{}
	for _, c := range checks() {
		byCheck[c] = &Total{Name: string(c)}
	}
	refused, answered := Total{Name: "refused where the knowledge lacks it"}, Total{Name: "answered where the knowledge holds it"}
	kinds := map[string]*Total{}
	for i := range r.Results {
		res := &r.Results[i]
		all.count(res.Right())
		for _, c := range checks() {
			if res.asked(c) {
				byCheck[c].count(!slices.ContainsFunc(res.Faults, func(f Fault) bool { return f.Check == c }))
			}
		}
		if res.Item.mustRefuse() {
			refused.count(refusal(res.Answer.Outcome))
		} else if res.Item.mustAnswer() {
			answered.count(!refusal(res.Answer.Outcome))
		}
		if k := res.Item.Kind; k != "" {
			if kinds[k] == nil {
				kinds[k] = &Total{Name: "kind " + k}
			}
			kinds[k].count(res.Right())
		}
	}
	totals := []Total{all}
	for _, c := range checks() {
		totals = append(totals, *byCheck[c])
	}
	totals = append(totals, refused, answered)
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		totals = append(totals, *kinds[k])
	}
	return slices.DeleteFunc(totals, func(t Total) bool { return t.Of == 0 })
}

func (t *Total) count(right bool) {
	t.Of++
	if right {
		t.Right++
	}
}

// asked reports whether a check could fail: the item asks for it, and the answer is one that can show it.
func (r *Result) asked(c Check) bool {
	it, shows := r.Item, !refusal(r.Answer.Outcome) || r.Item.mustAnswer()
	switch c {
	case Outcome:
		return len(it.Outcome) > 0
	case Pick:
		return len(it.Pick) > 0 && r.Answer.Recommendation != nil
	case Citation:
		return len(it.Sections) > 0 && shows
	case Fact:
		return len(it.Facts) > 0 && shows
	case Gap:
		return len(it.Gaps) > 0
	case Absent:
		return len(it.Absent) > 0
	default:
		return true
	}
}
