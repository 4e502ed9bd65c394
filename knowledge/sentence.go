package knowledge

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/english"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// Sentences longer than these are cut at a space: no answer can quote them, and some files hold no full stop.
const (
	maxSentenceWords = 300
	maxSentenceBytes = 4000
)

// A splitter finds the sentences of English text, and of Chinese and Japanese text by their full stops.
// Any number of goroutines may use it.
type splitter struct {
	english *sentences.DefaultSentenceTokenizer
}

// loadSplitter returns the splitter, the same each time: making one takes about 10 ms, and it never changes.
var loadSplitter = sync.OnceValues(func() (*splitter, error) {
	tokenizer, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		return nil, fmt.Errorf("loading the sentence rules: %w", err)
	}
	tokenizer.WordTokenizer = aroundStops{tokenizer.WordTokenizer}
	return &splitter{tokenizer}, nil
})

// aroundStops passes over the words that neither have a full stop or the like nor follow one that has: they end no
// sentence, and most words are such.
type aroundStops struct{ sentences.WordTokenizer }

func (a aroundStops) Tokenize(text string, _ bool) []*sentences.Token {
	return a.WordTokenizer.Tokenize(text, true)
}

// split returns the sentences of one paragraph. Each is a trimmed substring of it, in order, and nothing but
// white space lies between them.
func (s *splitter) split(paragraph string) []string {
	var found []string
	for _, piece := range ideographicStops(paragraph) {
		for _, part := range capped(piece) {
			for _, sentence := range s.englishSentences(part) {
				for _, one := range afterFigures(sentence) {
					found = append(found, shorten(one)...)
				}
			}
		}
	}
	return found
}

// englishSentences splits where the tokenizer does, and mends what it gets wrong in writing on technology.
func (s *splitter) englishSentences(text string) []string {
	var found []string
	start, end := 0, 0 // of the sentence in the making
	for _, t := range s.english.Tokenize(text) {
		fragment := strings.TrimSpace(t.Text)
		at := strings.Index(text[end:], fragment)
		if fragment == "" || at < 0 {
			continue
		}
		at += end
		if before := strings.TrimSpace(text[start:end]); before != "" && !goesOn(before, fragment) {
			found = append(found, before)
			start = at
		}
		end = at + len(fragment)
	}
	if last := strings.TrimSpace(text[start:]); last != "" {
		found = append(found, last)
	}
	return found
}

// figureEnd matches the end of a sentence that closes with a figure or a dotted name, which the tokenizer takes
// for a numbering or an abbreviation: "… by 2023. According to …", "… with Node.js. Django …", "… in Python 3. The …".
var figureEnd = regexp.MustCompile(`(?:[\p{L}\d,%(]\S*[\d%)]|\p{L}{2,}\.\p{L}{2,}|\S \p{Lu}\p{L}{3,} \d)\.\s+["'“(]?\p{Lu}`)

// capitalAfterStop matches what every figureEnd ends with. It is found much faster, and few sentences have it inside.
var capitalAfterStop = regexp.MustCompile(`\.\s+["'“(]?\p{Lu}`)

// afterFigures splits where a sentence ends with a figure or a dotted name. Each part is a trimmed substring.
func afterFigures(text string) []string {
	if !capitalAfterStop.MatchString(text) {
		return []string{strings.TrimSpace(text)}
	}
	var parts []string
	start := 0
	for _, at := range figureEnd.FindAllStringIndex(text, -1) {
		cut := at[0] + strings.LastIndexByte(text[at[0]:at[1]], '.') + 1
		if one := strings.TrimSpace(text[start:cut]); strings.Contains(one, " ") && !abbreviated(one) {
			parts = append(parts, one)
			start = cut
		}
	}
	return append(parts, strings.TrimSpace(text[start:]))
}

// abbreviations are words whose full stop does not end a sentence, with a space before and after each.
const abbreviations = ` vs e.g i.e etc cf sec no nos fig eq ch vol approx ca resp incl excl est ver v dr mr mrs ms prof st jr ` +
	`inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec `

// abbreviated reports whether text ends with an abbreviation. None is longer than the end that is looked at.
func abbreviated(text string) bool {
	text, stopped := strings.CutSuffix(text[max(0, len(text)-16):], ".")
	if !stopped {
		return false
	}
	last := text
	if i := strings.LastIndexAny(text, " \t\n\f\r(\"'“/–—-"); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		last = text[i+size:]
	}
	return strings.Contains(abbreviations, " "+strings.ToLower(last)+" ")
}

// sentenceAbbreviation matches those of them that often end one as well.
var sentenceAbbreviation = regexp.MustCompile(`(?i)(?:etc|inc|ltd|co|corp|no|jr|est)\.$`)

// maxInitials is how much of a text's end is looked at for them, in bytes.
const maxInitials = 16

var (
	// initials matches the end of what stops with initials: " U.S.", which a name or a sentence may follow.
	initials = regexp.MustCompile(`(?:^|[\s(])(?:\p{Lu}\.){2,4}$`)
	// opener matches the beginning of what is no name.
	opener = regexp.MustCompile(`^(?:The|An?|We|In|It|This|That|These|Those|They|I|If|For|To|Our|You|Your|When|While|There|As|All|Each|Any|No|Some|Most|Many|Other|Both|But|And|At|By|On|With|From|What|How|Why|Who|Where|Please|See|Use|Do|Is|Are)\b`)
)

// goesOn reports whether the fragment next continues the sentence before.
func goesOn(before, next string) bool {
	if strings.TrimLeft(next, `"'”’»)]*`) == "" {
		return true // a closing quote or bracket alone
	}
	if strings.HasSuffix(before, ":") || strings.HasSuffix(before, ",") || strings.HasSuffix(before, ";") {
		return true // "03.08.2022: First draft"
	}
	if abbreviated(before) {
		r, _ := utf8.DecodeRuneInString(next)
		return !unicode.IsUpper(r) || !sentenceAbbreviation.MatchString(before)
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, `"'“‘(`))
	if !unicode.IsLower(r) {
		return initials.MatchString(before[max(0, len(before)-maxInitials):]) && !opener.MatchString(next)
	}
	closed := strings.TrimRight(before, `"'”’)]`)
	if strings.HasSuffix(closed, "?") || strings.HasSuffix(closed, "!") {
		return false
	}
	// A name may begin a sentence in lower case ("npm …"), but not after what looks like an abbreviation.
	lastWord := closed[strings.LastIndexByte(closed, ' ')+1:]
	return len(lastWord) <= 4 || strings.Count(lastWord, ".") > 1 || len(strings.Fields(next)) < 4
}

// ideographicStops splits text after the full stops of Chinese and Japanese.
func ideographicStops(text string) []string {
	var parts []string
	start := 0
	for i, r := range text {
		if r == '。' || r == '！' || r == '？' {
			parts = append(parts, text[start:i+utf8.RuneLen(r)])
			start = i + utf8.RuneLen(r)
		}
	}
	return append(parts, text[start:])
}

// capped cuts text that goes on for longer than any sentence, so that the tokenizer, which is slower than
// linear, never sees much at once. Cuts lie after a full stop where there is one, else after a space.
func capped(text string) []string {
	const window = 4 * maxSentenceBytes
	var parts []string
	for len(text) > window {
		cut := strings.LastIndex(text[:window], ". ") + 1
		if cut == 0 {
			cut = strings.LastIndexByte(text[:window], ' ') + 1
		}
		if cut == 0 {
			for cut = window; !utf8.RuneStart(text[cut]); cut-- {
			}
		}
		parts, text = append(parts, text[:cut]), text[cut:]
	}
	return append(parts, text)
}

// shorten cuts a sentence over the limits into pieces.
func shorten(sentence string) []string {
	var pieces []string
	for {
		cut := limitOf(sentence)
		if cut == len(sentence) {
			return append(pieces, sentence)
		}
		if space := strings.LastIndexByte(sentence[:cut], ' '); space > cut/2 {
			cut = space
		}
		pieces = append(pieces, strings.TrimSpace(sentence[:cut]))
		sentence = strings.TrimSpace(sentence[cut:])
	}
}

// limitOf returns how much of a sentence is within the limits.
func limitOf(sentence string) int {
	words, inside := 0, false
	for i, r := range sentence {
		switch {
		case unicode.IsSpace(r):
			inside = false
		case plain.IsIdeograph(r), !inside:
			words++
			inside = !plain.IsIdeograph(r)
		}
		if words > maxSentenceWords || i > maxSentenceBytes {
			return i
		}
	}
	return len(sentence)
}
