package knowledge

import (
	"cmp"
	"fmt"
)

func danglingRef(ref recordRef) Problem {
	how := "supersedes"
	switch {
	case ref.amends && ref.by:
		how = "is amended by"
	case ref.amends:
		how = "amends"
	case ref.by:
		how = "is superseded by"
	}
	return Problem{Line: max(ref.line, 1), Message: fmt.Sprintf("%s %q, which is not among the documents: mend the link or add the record", how, shortened(ref.text))}
}

func staleStatus(r, by *Record) Problem {
	return Problem{Line: r.line, Message: fmt.Sprintf("%s supersedes this record, but its status says %s: write `Superseded by %s`", by.called(), cmp.Or(r.Written, "nothing"), by.called())}
}

// called is how a message names a record.
func (r *Record) called() string {
	if r.Name != "" {
		return r.Name
	}
	return fmt.Sprintf("%q", r.Subject)
}

func shortened(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// lint finds what is wrong with what a record says of itself.
func (r *Record) lint() []Problem {
	var found []Problem
	switch {
	case r.logged && r.Written == "": // the log says that it was decided
	case r.Written == "" && len(r.refs) == 0:
		found = append(found, Problem{Line: r.line, Advice: true, Message: "states no status: it is taken as accepted; add `Status: accepted`"})
	case r.Written != "" && r.Status == StatusUnknown:
		found = append(found, Problem{Line: r.line, Message: fmt.Sprintf("status %q is unknown: use proposed, accepted, rejected, deprecated or superseded by …", shortened(r.Written))})
	}
	if r.titled >= 0 && r.titled != r.Number {
		found = append(found, Problem{Line: 1, Message: fmt.Sprintf("the title gives the number %d, the file's name %d, which counts", r.titled, r.Number)})
	}
	if r.outLine > 0 && r.outcome != "" && len(r.Considered) > 0 && r.chosenIndex() < 0 {
		found = append(found, Problem{Line: r.outLine, Message: fmt.Sprintf("the outcome names %q, which is not among the considered options", shortened(r.outcome))})
	}
	return found
}

// lintNumbers finds records of one folder that have the same number.
func lintNumbers(documents []Document) map[int][]Problem {
	first, found := map[numberPlace]int{}, map[int][]Problem{}
	for i, d := range documents {
		if d.Record == nil || d.Record.Number < 0 {
			continue
		}
		at := d.numberPlace()
		if f, ok := first[at]; ok {
			found[i] = append(found[i], Problem{Line: d.Record.line, Message: fmt.Sprintf("%s is the number of %s already", d.Record.Name, documents[f].File)})
			continue
		}
		first[at] = i
	}
	return found
}
