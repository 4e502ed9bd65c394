package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge"
)

// A sentence is told away from its page. Here it is made to stand by itself: quote words one claim, inContext adds what it
// needs of the sentences around it, and the rest is how names stand in sentences of our own.

var (
	// linking are openings that only tie a sentence to the one before it.
	linking = regexp.MustCompile(`(?i)^(?:on top of that|additionally|meanwhile|furthermore|moreover|in addition|besides|also|still|however|nevertheless|therefore|thus|hence|for example|for instance|as a result|in fact|of course|to quickly sum up[^:]*:|and|but|so|then|yet),?\s+`)
	// linksOn are openings of which those words are only a part.
	linksOn = regexp.MustCompile(`(?i)^(?:in addition to|as a result of|besides\s|so (?:far|that|long|many|much|as)|also known|still (?:an?|the)|then again)\b`)
	// linkOnly are remarks that only carry a link.
	linkOnly = regexp.MustCompile(`(?i)\s*\((?:here['’]s why|see (?:here|below|above)|read more|more here|link|source)\)`)
	// leansOn are openings that need the sentence before to be understood.
	leansOn = regexp.MustCompile(`(?i)^(?:doing so|this|that|these|those|they|it|such|the same|some|both|with that|with this|with the boring|here|there|he|she|watch|when it comes)\b`)
)

// unlinked is a sentence without an opening that only ties it to the one before. That of "In addition to X, …" or "So
// far, …" does more.
func unlinked(sentence string) string {
	at := linking.FindStringIndex(sentence)
	if at == nil || linksOn.MatchString(sentence) {
		return sentence
	}
	return sentence[at[1]:]
}

// leaning reports whether a sentence needs the one before it.
func leaning(sentence string) bool {
	return leansOn.MatchString(unlinked(sentence))
}

// quote is a claim's sentence made to stand alone: without the opening that ties it to the one before, and
// with its subject in front where the sentence does not name it.
func quote(f finding, option string) string {
	text := strings.TrimSpace(unlinked(f.claim.Text))
	text = signedItem.ReplaceAllString(linkOnly.ReplaceAllString(text, ""), "")
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "!") && !strings.HasSuffix(text, "?") {
		text = strings.TrimRight(text, ",;") + "."
	}
	if option != "" && isArgument(text) {
		if side, rest, ok := strings.Cut(text, ": "); ok && !strings.Contains(side, ",") {
			return option + " (" + strings.ToLower(side) + "): " + rest
		}
		return option + ": " + lowerFirst(text)
	}
	if option == "" || len(f.claim.Names) > 0 || strings.Contains(strings.ToLower(text), strings.ToLower(option)) || !strings.Contains(f.passage.Heading+"\n"+f.passage.Text, option) {
		return upperFirst(text)
	}
	return option + ": " + lowerFirst(text)
}

// upperFirst gives a sentence its capital, unless it begins with a name that is written as it is: "gRPC", "www.gov.uk".
func upperFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	if inner := strings.TrimRight(first, ".,:;!?"); strings.ContainsAny(inner, "._/()=") || strings.ContainsFunc(inner[min(1, len(inner)):], unicode.IsUpper) {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst lowers an opening capital unless the word looks like a name.
func lowerFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "Good,", "Bad,", "Neutral,", "The", "It", "This", "These", "Those", "They", "Some", "With", "In", "If", "When", "Because", "Doing", "Developers", "There", "A", "An", "Its", "By", "For":
		r, n := utf8.DecodeRuneInString(s)
		return string(unicode.ToLower(r)) + s[n:]
	default:
		return s
	}
}

// aboutOne returns the option a claim is about when it is about exactly one.
func aboutOne(c *knowledge.Claim) string {
	if len(c.About) == 1 {
		return c.About[0].Option
	}
	return ""
}

// inContext returns what words findings, with what it needs to be understood by itself: the line that it only leads to is
// left out, what it points back at or answers comes before it, what explains or limits it behind it, and what stands below
// "Non-goals" says so.
func (d *draft) inContext(text string, findings []finding) string {
	first, last := findings[0], findings[len(findings)-1]
	if lead, ok := strings.CutSuffix(text, ":."); ok {
		text = lead + "."
	}
	if d.b.manyThings() {
		text = d.withBefore(text, first)
		if plainVerdict.MatchString(text) {
			text = d.withNext(text, first)
		}
		text = d.withLimit(text, last)
	}
	heading := first.passage.Heading
	if turnsDown.MatchString(heading) && opens(first.passage, first.claim) && !negation.MatchString(text) && !strings.Contains(text, heading) {
		text = heading + ": " + text
	}
	return text
}

// maxNeeded is how many sentences are told before one that needs them.
const maxNeeded = 2

// plainVerdict matches a sentence that answers the question above it with yes or no, and no more.
var plainVerdict = regexp.MustCompile(`(?i)^(?:yes|yep|no|nope|absolutely|certainly|definitely|of course|not yet|it depends|sometimes|rarely)[.!,;: –—-]*$`)

var (
	// pointsBack matches openings that point at what the sentence before speaks of.
	pointsBack = regexp.MustCompile(`(?i)^(?:doing so|this|that|these|those|they|it|its|such|the same|he|she)\b`)
	// pointsNowhere matches those of them that do not: "It is possible to …", "This guide …".
	pointsNowhere = regexp.MustCompile(`(?i)^(?:it(?:['’]s| \w+| \w+ be) (?:(?:also|often|usually|always|not|only|very|highly|strongly) )*\w+ (?:to|that|if|for|when)\b|th(?:is|ese) (?:page|guide|section|document|repo|repository|handbook|policy|article|chapter|tutorial|wiki|runbook|alert|site|manual)s?\b)`)
)

// leansBack reports whether a sentence points back at the one before it.
func leansBack(sentence string) bool {
	sentence = unlinked(sentence)
	return pointsBack.MatchString(sentence) && !pointsNowhere.MatchString(sentence)
}

// withBefore puts before a sentence of a handbook what it needs to be understood and is not told yet: the "No." that it
// explains, and what "this" is in "This is done at night.".
func (d *draft) withBefore(text string, f finding) string {
	if !strings.HasPrefix(text, strings.TrimRight(quote(f, ""), ".")) {
		return text
	}
	claim := f.claim
	for range maxNeeded {
		before := sentenceBefore(f.passage, claim)
		verdict := before != nil && plainVerdict.MatchString(before.Text)
		if before == nil || d.said[before] || !verdict && !(leansBack(claim.Text) && isSentence(before.Text)) {
			break
		}
		d.said[before] = true
		text, claim = before.Text+" "+text, before
	}
	return text
}

// withNext puts behind a verdict what explains it, or before it the question that it answers.
func (d *draft) withNext(verdict string, f finding) string {
	at := slices.IndexFunc(f.passage.Claims, func(c knowledge.Claim) bool { return c.Text == f.claim.Text })
	if next := at + 1; at >= 0 && next < len(f.passage.Claims) && !d.said[&f.passage.Claims[next]] {
		d.said[&f.passage.Claims[next]] = true
		return verdict + " " + quote(finding{claim: &f.passage.Claims[next], passage: f.passage}, "")
	}
	return f.passage.Heading + " " + verdict
}

// maxLimit is how long a sentence is that is told for the one before it, in bytes.
const maxLimit = 240

// limits matches openings of a sentence that says where the one before it ends: "No new features are accepted. Only bug fixes
// can be committed."
var limits = regexp.MustCompile(`^(?:Only|But|However|Otherwise|Unless|Except|Instead)\b`)

// withLimit puts behind a sentence of a handbook the one that limits it, where it ends with that.
func (d *draft) withLimit(text string, f finding) string {
	if !strings.HasSuffix(text, f.claim.Text) {
		return text
	}
	at := slices.IndexFunc(f.passage.Claims, func(c knowledge.Claim) bool { return c.Text == f.claim.Text }) + 1
	if at < 1 || at == len(f.passage.Claims) {
		return text
	}
	next := &f.passage.Claims[at]
	_, after, _ := strings.Cut(f.passage.Text, f.claim.Text)
	if d.said[next] || len(next.Text) > maxLimit || !limits.MatchString(next.Text) || !strings.HasPrefix(after, " "+next.Text) {
		return text
	}
	d.said[next] = true
	return text + " " + next.Text
}

// sentenceBefore returns the sentence before another in the same paragraph, or the verdict in a line of its own; nil where
// there is none.
func sentenceBefore(p *knowledge.Passage, c *knowledge.Claim) *knowledge.Claim {
	at := slices.IndexFunc(p.Claims, func(o knowledge.Claim) bool { return o.Text == c.Text })
	if at < 1 {
		return nil
	}
	before := &p.Claims[at-1]
	_, after, ok := strings.Cut(p.Text, before.Text)
	if !ok || !strings.HasPrefix(strings.TrimLeft(after, " \n"), c.Text) || !plainVerdict.MatchString(before.Text) && !strings.HasPrefix(after, " "+c.Text) {
		return nil
	}
	return before
}

// opens reports whether a claim begins a paragraph or an item of a passage.
func opens(p *knowledge.Passage, c *knowledge.Claim) bool {
	at := strings.Index(p.Text, c.Text)
	return at == 0 || at > 0 && strings.HasSuffix(strings.TrimRight(p.Text[:at], " *_"), "\n")
}

// quoted is a word as somebody else's.
func quoted(word string) string { return "“" + word + "”" }

// inBrackets is a remark behind a name, "" for none.
func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// andList joins names as a sentence does: "A, B and C".
func andList(names []string) string { return joinedBy(names, " and ") }

// orList joins names of which one is meant: "A, B or C".
func orList(names []string) string { return joinedBy(names, " or ") }

func joinedBy(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + last + names[len(names)-1]
}
