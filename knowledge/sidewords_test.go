package knowledge_test

import "testing"

// TestSidesAreKnownByEachOfTheirNames: a noun that names a side names it as a heading of an article, and as that of a list in
// a decision record.
func TestSidesAreKnownByEachOfTheirNames(t *testing.T) {
	for noun, side := range map[string]string{
		"Advantages": "for", "Benefits": "for", "Strengths": "for", "Upsides": "for", "Pros": "for",
		"Disadvantages": "against", "Drawbacks": "against", "Downsides": "against", "Limitations": "against", "Weaknesses": "against", "Cons": "against",
	} {
		t.Run(noun, func(t *testing.T) {
			checkClaims(t, onlyRecord(t, "0009.md", presses+"## Considered Options\n\n### Oak press\n\n"+noun+":\n\n* it is heavy\n\n### Steel press\n\nIt shines.\n\n## Decision Outcome\n\nChosen option: \"Oak press\"\n"),
				[]string{"Oak press: it is heavy [Oak press " + side + "]"})
			c := claimsIn(t, "# Redis\n\n## "+noun+" of Redis\n\nRedis keeps its data in memory.\n")["Redis keeps its data in memory."]
			if got := stands(c); got != "Redis "+side {
				t.Errorf("under that heading the claim is %q", got)
			}
		})
	}
}
