package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// A tokenizer splits text into words as people and programs write them. A run of letters and digits is a
// word; a name made of several (Node.js, snake_case, camelCase, e-commerce) gives its parts and the whole
// written as one, so that "node", "Node.js" and "nodejs" meet. The whole comes last and has the type
// analysis.Shingle; all have the name's start and end, in the text as plain writes it. The case is kept:
// the filters after it lower it.
type tokenizer struct{}

// longestWord is the longest word in bytes that is indexed or looked for. The longest words that people
// write are shorter; what is longer is data (hashes, base64).
const longestWord = 64

// Tokenize accepts any bytes, and leaves out what is neither letter nor digit.
func (tokenizer) Tokenize(input []byte) analysis.TokenStream {
	text := plain(string(input))
	words := len(text)/6 + 1 // as English has it
	out := stream{
		tokens:  make(analysis.TokenStream, 0, words),
		space:   make([]analysis.Token, 0, words),
		letters: make([]byte, 0, len(text)),
	}
	for i := 0; i < len(text); {
		if name := scanName(text[i:]); name != "" && startsName(text, i, name) {
			out.start, out.end = i, i+len(name)
			out.addName(name)
			i += len(name)
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return out.tokens
}

// startsName tells a name such as .NET from what else may follow a dot: a method, or an ellipsis.
func startsName(text string, i int, name string) bool {
	if name[0] != '.' || i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsSpace(before) || strings.ContainsRune("(/\"'`", before)
}

// scanName returns the name at the start of text, or "": runs joined by single dots, hyphens and underscores.
func scanName(text string) string {
	end := 0
	if text[0] == '.' {
		if r, _ := utf8.DecodeRuneInString(text[1:]); !unicode.IsLetter(r) {
			return ""
		}
		end = 1
	}
	for {
		n := scanRun(text[end:])
		if n == 0 {
			return ""
		}
		end += n
		if end+1 >= len(text) || !strings.ContainsRune("._-", rune(text[end])) || scanRun(text[end+1:]) == 0 {
			return text[:end]
		}
		end++
	}
}

// scanRun returns the length of the run of letters and digits at the start of text, with the marks that
// belong to it: 71,800 and v2.6.3, don't, C# and C++. An ideograph is a run of its own.
func scanRun(text string) int {
	number := startsNumber(text)
	i := 0
	for !number && i < len(text) && (isLower(text[i]) || isUpper(text[i])) {
		i++ // most of most texts, and plain to see
	}
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		next, nextSize := utf8.DecodeRuneInString(text[i+size:])
		switch {
		case isIdeograph(r):
			if i == 0 {
				return size
			}
			return i
		case isWordRune(r):
			i += size
			number = number && (isDigit(r) || i == 1)
		case i == 0:
			return 0
		case number && (r == '.' && isDigit(next) || r == ',' && startsThousands(text[i+size:])),
			r == '\'' && unicode.IsLetter(next):
			i += size + nextSize
		default:
			return i + len(nameMark(text[i:]))
		}
	}
	return i
}

// nameMark returns the "#" or "++" that ends a name such as C# at the start of text, or "".
func nameMark(text string) string {
	for _, mark := range []string{"++", "#"} {
		if after, ok := strings.CutPrefix(text, mark); ok {
			if next, _ := utf8.DecodeRuneInString(after); !unicode.IsLetter(next) {
				return mark
			}
		}
	}
	return ""
}

// startsNumber reports whether text begins with a number or a version (v2).
func startsNumber(text string) bool {
	if text != "" && (text[0] == 'v' || text[0] == 'V') {
		text = text[1:]
	}
	return text != "" && isDigit(rune(text[0]))
}

// startsThousands reports whether text begins with a group of three digits, as numbers have after a comma.
func startsThousands(text string) bool {
	digits := 0
	for digits < len(text) && isDigit(rune(text[digits])) {
		digits++
	}
	return digits == 3
}

// A stream collects the tokens of one text. A piece of memory for many costs less than one for each.
type stream struct {
	tokens     analysis.TokenStream
	space      []analysis.Token // for tokens to come
	letters    []byte           // of the terms, one after the other
	position   int
	start, end int // of the name that is being added
}

// addName adds a name's parts and then the whole.
func (s *stream) addName(name string) {
	switch {
	case allLower(name[1:]) && name[0] != '.':
		s.add(name, analysis.AlphaNumeric) // by far the most words, and no seam in them
		return
	case isNumber(name):
		s.addNumber(name)
		return
	}
	runs := strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == '-' || r == '_' })
	for _, run := range runs {
		parts := splitRun(run)
		for _, part := range parts {
			if len(part) > 1 || len(runs)+len(parts) == 2 {
				s.add(part, analysis.AlphaNumeric)
			}
		}
		if len(parts) > 1 {
			s.add(run, analysis.Shingle)
		}
	}
	switch whole := strings.Join(runs, ""); {
	case name[0] == '.':
		s.add("dot"+whole, analysis.Shingle)
	case len(runs) > 1:
		s.add(whole, analysis.Shingle)
	}
}

// addNumber adds 71,800 as 71800 and v2.6.3 as 2, 2.6 and 2.6.3: who asks about version 2 means it too.
func (s *stream) addNumber(number string) {
	digits := strings.ReplaceAll(strings.TrimLeft(number, "vV"), ",", "")
	if digits != number && number[0]|0x20 == 'v' || strings.Count(digits, ".") > 1 {
		for i := range len(digits) {
			if digits[i] == '.' {
				s.add(digits[:i], analysis.Shingle)
			}
		}
	}
	s.add(digits, analysis.AlphaNumeric)
}

func (s *stream) add(term string, kind analysis.TokenType) {
	if len(term) > longestWord {
		return
	}
	if kind != analysis.Shingle || s.position == 0 {
		s.position++
	}
	from := len(s.letters)
	s.letters = append(s.letters, term...)
	if len(s.space) == cap(s.space) {
		s.space = make([]analysis.Token, 0, cap(s.space))
	}
	s.space = append(s.space, analysis.Token{
		Start: s.start, End: s.end, Term: s.letters[from:len(s.letters):len(s.letters)], Position: s.position, Type: kind,
	})
	s.tokens = append(s.tokens, &s.space[len(s.space)-1])
}

// isNumber reports whether name is nothing but a number with inner points or commas, or a dotted version.
func isNumber(name string) bool {
	digits := strings.TrimLeft(name, "vV")
	if digits == "" || len(name)-len(digits) > 1 || len(digits) < len(name) && !strings.Contains(digits, ".") {
		return false
	}
	return strings.Trim(digits, "0123456789.,") == ""
}

// splitRun cuts a run where its writing shows a seam: camelCase, HTTPServer, python3.
func splitRun(run string) []string {
	if isWholeName(run) || len(run) > longestWord {
		return []string{run}
	}
	var parts []string
	from := 0
	for i := 1; i < len(run); i++ {
		if seam(run, from, i) {
			parts = append(parts, run[from:i])
			from = i
		}
	}
	return append(parts, run[from:])
}

// seam reports whether a new part begins at run[i]. The plural of an abbreviation (APIs) has none.
func seam(run string, from, i int) bool {
	before, at := run[i-1], run[i]
	switch {
	case isUpper(at) && isLower(before):
		return true
	case isUpper(at) && isUpper(before) && i+1 < len(run) && isLower(run[i+1]):
		return !(run[i+1] == 's' && (i+2 == len(run) || !isLower(run[i+2])))
	}
	return i-from >= 3 && isDigit(rune(at)) && (isLower(before) || isUpper(before)) &&
		strings.Trim(run[i:], "0123456789") == ""
}

func allLower(s string) bool {
	for i := range len(s) {
		if !isLower(s[i]) {
			return false
		}
	}
	return true
}

func isLower(b byte) bool { return 'a' <= b && b <= 'z' }
func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }
func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func isIdeograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// isWholeName reports whether name is one whose parts would mislead: JavaScript is not about Java.
func isWholeName(name string) bool {
	switch name {
	case "JavaScript", "TypeScript", "CoffeeScript", "ActionScript", "PayPal", "YouTube", "LinkedIn", "FaceBook",
		"WordPress", "SalesForce", "OpenID", "WhatsApp", "SoundCloud", "BitBucket", "CloudFlare", "InVision":
		return true
	}
	return false
}
