package question

import "testing"

func TestClean(t *testing.T) {
	for message, want := range map[string][2]string{ // what the person wrote, and what they quoted
		"Is *Django* _fast_?":                            {"Is  Django   fast ?", ""},
		"<@U0123> is Django fast?":                       {"is Django fast?", ""},
		"/stackpick is Django fast?":                     {"is Django fast?", ""},
		"stackpick: is Django fast?":                     {"is Django fast?", ""},
		"see <https://example.com/a|the page> on Django": {"see  the page  on Django", ""},
		"see https://example.com/django on it":           {"see   on it", ""},
		"is Django fast :rocket: \U0001f680":             {"is Django fast", ""},
		"> Django is slow\nis it?":                       {"is it?", "Django is slow"},
		"Django w/ Redis, w/o Celery":                    {"Django with Redis, without Celery", ""},
		"wheres Django, and hows it built?":              {"where's Django, and how's it built?", ""},
		"what was on the table? a cup is there on it":    {"what was considered? a cup is there on it", ""},
		"what made us take a brand-new Django?":          {"why did we take a new Django?", ""},
		"what runs Django under the hood, it's urgent":   {"what runs Django", ""},
		"tl;dr of Django?":                               {"tldr of Django?", ""},
		"whats Django":                                   {"what's Django", ""},
		"hi, id like Django. is the id like a key?":      {"hi, I'd like Django. is the id like a key?", ""},
		"A &amp; B":    {"A & B", ""},
		"Dj\u200bango": {"Django", ""},
		"two\n\nlines": {"two\nlines", ""},
		"```\nx = {1};\n```\nis that how Django does it?":     {"is that how Django does it?", ""},
		"```we said: Django, for the API, as it is simple```": {"we said: Django, for the API, as it is simple", ""},
		"```\nx = {1};\n``` ?":                                {"x = {1};\n  ?", ""},
	} {
		if text, quoted := clean(message); text != want[0] || quoted != want[1] {
			t.Errorf("%q: %q and %q, want %q and %q", message, text, quoted, want[0], want[1])
		}
	}
}
