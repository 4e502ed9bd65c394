package question

import (
	"fmt"
	"strings"
	"testing"
)

// shown writes what was understood of an ask: what it wants, of which things, on which criteria, in which form, and the
// words that are left.
func shown(a *Ask) string {
	parts := []string{[]string{"tell", "pick", "compare", "greet", "unclear"}[a.Want]}
	if a.Define {
		parts = append(parts, "define")
	}
	if a.Answer != Anything {
		parts = append(parts, []string{"", "number", "share", "date", "person"}[a.Answer])
	}
	if a.Lean != 0 {
		parts = append(parts, fmt.Sprintf("%+d", a.Lean))
	}
	for mark, names := range [][]string{a.Options, a.Foreign, a.Names, a.Strange, a.RuledOut} {
		if len(names) > 0 {
			parts = append(parts, [...]string{"of ", "foreign ", "named ", "strange ", "not "}[mark]+strings.Join(names, "+"))
		}
	}
	var concepts, terms []string
	for _, t := range a.Concepts {
		concepts = append(concepts, t.Name)
	}
	for _, t := range a.Terms {
		if t.Concept == "" {
			terms = append(terms, t.Text)
		}
	}
	if len(concepts) > 0 {
		parts = append(parts, "on "+strings.Join(concepts, "+"))
	}
	if len(terms) > 0 {
		parts = append(parts, "words "+strings.Join(terms, "+"))
	}
	return strings.Join(parts, " ")
}

// allShown shows all asks of a message, after earlier questions that were answered in favour of Django.
func allShown(r *Reader, text string, before ...string) string {
	var thread []Turn
	for _, q := range before {
		thread = append(thread, Turn{Question: q, Answer: "Django is the better choice."})
	}
	var all []string
	for _, a := range r.Understand(Message{Text: text, Thread: thread}) {
		all = append(all, shown(a))
	}
	return strings.Join(all, "; ")
}

func TestWhatAMessageAsks(t *testing.T) {
	r := readerOfFrameworks(t)
	for text, want := range map[string]string{
		"Django or Node.js for a fintech MVP?":         "pick of Django+Node.js on Fintech+MVP",
		"djnago or nodejs??":                           "pick of Django+Node.js",
		"Django? Node?":                                "pick of Django+Node.js",
		"Django or Rails?":                             "pick of Django foreign Ruby on Rails",
		"Rails or Laravel?":                            "pick foreign Ruby on Rails+Laravel",
		"two Python devs, a shop. Which framework?":    "pick on Python team+E-commerce",
		"compare Django and Node on cost and security": "compare of Django+Node.js on Cost-efficiency+Security",
		"which one?":                                   "unclear",
		"hi there":                                     "greet",
		"":                                             "greet",
		"?":                                            "greet",
		"what is Django?":                              "tell define of Django",
		"any docs on Django?":                          "tell define of Django",
		"what did Disqus do?":                          "tell define named Disqus",
		"is Django slower than Node?":                  "tell of Django+Node.js on Performance",
		"Was ist schneller, Django oder Node?":         "tell of Django+Node.js on Performance",
		"what's wrong with Django?":                    "tell -1 of Django",
		"why Node?":                                    "tell +1 of Node.js",
		"who uses Django?":                             "tell person of Django on Popularity",
		"how many companies use Node?":                 "tell number of Node.js on Popularity",
		"should we use the Zorblax?":                   "tell strange Zorblax words zorblax",
		"what is Django and who uses it?":              "tell define of Django; tell person of Django on Popularity",

		// as it is written in chats
		"<@U123> *please*: <https://example.com|Django> or Node? :smile:": "pick of Django+Node.js",
		"> we need speed\nso, Django?":                                    "pick of Django on Performance",
		"```\nfast = import(db)\n```\nDjango for an API?":                 "pick of Django on APIs",
	} {
		if got := allShown(r, text); got != want {
			t.Errorf("%q: understood as %q, want %q", text, got, want)
		}
	}
}

func TestWhatAFollowUpAsks(t *testing.T) {
	r := readerOfFrameworks(t)
	for _, tt := range []struct{ before, text, want string }{
		{"Django or Node for an MVP?", "and what about security?", "pick define of Django+Node.js on Security"},
		{"Django or Node for an MVP?", "why?", "pick of Django+Node.js on MVP"},
		{"Django or Node for an MVP?", "and Rails?", "pick foreign Ruby on Rails on MVP"},
		{"Django or Node for an MVP?", "what about the other one?", "tell of Node.js on MVP"},
		{"Django or Node?", "time, we launch in April", "pick of Django+Node.js on Speed of development"},
		{"compare Django and Node", "performance?", "compare of Django+Node.js on Performance"},
		{"what did Disqus do?", "when was that?", "tell date named Disqus"},
		{"what is Django?", "who uses it?", "tell person of Django on Popularity"},
		{"is Django slow?", "which one should we take?", "pick of Django on Performance"},
		{"is Django slow?", "is Node?", "tell of Node.js on Performance"},
	} {
		if got := allShown(r, tt.text, tt.before); got != tt.want {
			t.Errorf("%q after %q: understood as %q, want %q", tt.text, tt.before, got, tt.want)
		}
	}
}

// What people say to each other before a question is its setting, whether or not anybody has answered it.
func TestWhatWasSaidBeforeIsTheSetting(t *testing.T) {
	r := readerOfFrameworks(t)
	asks := r.Understand(Message{Text: "so, Django or Node?", Thread: []Turn{{Question: "we're building a fintech MVP"}}})
	if got, want := shown(asks[0]), "pick of Django+Node.js on Fintech+MVP"; got != want {
		t.Errorf("understood as %q, want %q", got, want)
	}
}

// TestWhereAChoiceIsMade: what a choice is for is none of its sides.
func TestWhereAChoiceIsMade(t *testing.T) {
	r := readerOfFrameworks(t)
	for text, want := range map[string]string{
		"for Java, Django or Node?":   "Django, Node.js",
		"Java, Django or Node?":       "Java, Django, Node.js",
		"on Java: Django or Node.js?": "Django, Node.js",
	} {
		if got := strings.Join(r.read(text, "en").Alternatives, ", "); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestOfAHandbook: a name before several questions belongs to each, and "what is a plan?" asks for something, however plain.
func TestOfAHandbook(t *testing.T) {
	r := readerOfFrameworks(t)
	r.known.ManyThings = true
	asks := r.Understand(Message{Text: "tills: who leads them, and how often do they meet?"})
	if len(asks) != 2 || !strings.Contains(asks[0].Text, "tills") || !strings.Contains(asks[1].Text, "tills") {
		t.Errorf("%d asks, the first %q", len(asks), asks[0].Text)
	}
	if a := r.Understand(Message{Text: "what is a tech plan?"})[0]; a.Want != Tell {
		t.Errorf("what a plan is is taken for kind %d", a.Want)
	}
}

// TestWordsOfAHandbook: of two words for one thing the one that the pages have is looked for, and a name with its number; that a name
// follows is no word; and a setting with two technologies makes a choice of no other question.
func TestWordsOfAHandbook(t *testing.T) {
	r := readerOfFrameworks(t)
	r.known.ManyThings = true
	r.known.Terms = map[string]int{"summon": 3, "zorb3": 2, "lantern": 2}
	for text, want := range map[string]string{
		"is there a summons/subpoena?":    "tell words summon",
		"is there a subpoena?":            "tell words subpoena",
		"is there a zorb?":                "tell words zorb3",
		"is there a lantern called zorb?": "tell words lantern+zorb3",
		"the till is in Django, its printer speaks Node. is there a lantern?": "tell of Django+Node.js words lantern",
	} {
		if got := allShown(r, text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestWhetherItIsEnough: "enough" asks, and is nothing that a page should have.
func TestWhetherItIsEnough(t *testing.T) {
	r := readerOfFrameworks(t)
	if a := r.read("is that enough", "en"); !r.AsksOnly(a, 2) || r.AsksOnly(a, 1) {
		t.Error("enough is looked for, or what it is asked of is not")
	}
}

func TestHowMuchANeedCounts(t *testing.T) {
	r := readerOfFrameworks(t)
	for text, want := range map[string]string{
		"security and cost: Django or Node?":                          "Security 1, Cost-efficiency 1",
		"security first, cost last: Django or Node?":                  "Security 2, Cost-efficiency 0.5",
		"security matters more to us than cost, Django or Node?":      "Security 2, Cost-efficiency 0.5",
		"above all we need security, cost as well: Django or Node?":   "Security 2, Cost-efficiency 1",
		"security for a startup: Django or Node?":                     "Security 1, Startup 1.5",
		"security is no issue, we look at the cost. Django or Node??": "Cost-efficiency 1",
	} {
		var got []string
		for _, c := range r.Understand(Message{Text: text})[0].Concepts {
			got = append(got, fmt.Sprintf("%s %g", c.Name, c.Weight))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %s, want %s", text, strings.Join(got, ", "), want)
		}
	}
}

func TestHugeMessagesAreReadInPart(t *testing.T) {
	r := readerOfFrameworks(t)
	if asks := r.Understand(Message{Text: strings.Repeat("Is Django fast? ", 100)}); len(asks) > maxAsks {
		t.Errorf("%d asks", len(asks))
	}
	for _, a := range r.Understand(Message{Text: strings.Repeat("is Django fast and ", 10_000)}) {
		if len(a.Words) > maxWords {
			t.Errorf("%d words", len(a.Words))
		}
	}
}
