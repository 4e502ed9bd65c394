package check

import "testing"

// Each claim has a sentence that says the same and one that turns a relation round.
func TestRelations(t *testing.T) {
	c, err := openChecker()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ claim, honest, lie string }{
		{"Redis is simpler than Kafka.", "Redis is less complicated than Kafka.", "Kafka is less complicated than Redis."},
		{"Redis is less expensive than Kafka.", "Redis is cheaper than Kafka.", "Kafka is cheaper than Redis."},
		{"Python has overtaken SQL.", "SQL has been overtaken by Python.", "Python has been overtaken by SQL."},
		{"Rust used less memory than Go, but its compile times were longer.", "Rust used less memory than Go did, but its compile times were longer.", "Go used less memory than Rust, although the compile times of Rust were longer."},
		{"React loads in 40 ms, while Vue needs 55 ms.", "React loads in 40 ms, whereas Vue takes 55 ms.", "Vue needs 40 ms compared with 55 ms for React."},
		{"Users cannot be moved without asking them to reset passwords.", "Users cannot be moved unless they are asked to reset passwords.", "Users can be moved without asking them to reset passwords."},
		{"Users can be moved without asking them to reset passwords.", "It is possible to move users without asking them to reset passwords.", "Users cannot be moved unless they are asked to reset passwords."},
		{"Plugins often lag by several weeks.", "Plugins frequently lag by several weeks.", "Plugins often lag by several months."},
		{"Browsers limit events to six connections per domain.", "The browsers limit events to six connections for each domain.", "Browsers allow at least six event connections per domain."},
		{"Hiring would likely take six months.", "Hiring would probably take six months.", "Hiring would take six months."},
		{"Ordering is guaranteed only within a partition.", "Ordering is guaranteed within a partition only.", "Ordering is guaranteed not only within a partition."},
		{"Choose Django for complex apps.", "Django is the right choice for complex apps.", "Django is the only choice for complex apps."},
		{"Team Red only reads from the database of Team Blue.", "Team Red merely reads from the database of Team Blue.", "Team Red reads from the database of Team Blue."},
		{"The licence covers MIT and CC0.", "MIT and CC0 are covered by the licence.", "The licence covers CC0, not MIT."},
	} {
		r := c.Read([]Claim{{Text: test.claim}})
		if reason := r.Check(Sentence{Text: test.honest, Claims: []int{0}}); reason != "" {
			t.Errorf("%q\n  refused for %q: %s", test.honest, test.claim, reason)
		}
		if r.Check(Sentence{Text: test.lie, Claims: []int{0}}) == "" {
			t.Errorf("%q\n  passed for %q", test.lie, test.claim)
		}
	}
}
