package markup

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// seam joins the text of a line to that before it.
func (p *pdfPage) seam(before, text string) string {
	start := strings.LastIndexByte(before, ' ') + 1
	first, rest, more := strings.Cut(text, " ")
	seam := p.rejoin(before[start:] + " " + first)
	if more {
		seam += " " + rest
	}
	return before[:start] + seam
}

var softHyphen = regexp.MustCompile(`([\p{L}\d'’]*)\x{ad} ?([\p{L}\d'’]*)`)

// rejoin undoes what parted words at the ends of lines. The hyphen stays where the file has the word with it
// elsewhere, "cost-" and "effective", or where only the halves are words: "general-" and "purpose".
func (p *pdfPage) rejoin(text string) string {
	if !strings.ContainsRune(text, '\u00ad') {
		return text
	}
	return softHyphen.ReplaceAllStringFunc(text, func(word string) string {
		m := softHyphen.FindStringSubmatch(word)
		if m[2] == "" {
			return word // its end is in the next line
		}
		with, without := m[1]+"-"+m[2], m[1]+m[2]
		if p.words[trimmedWord(without)] || !p.words[trimmedWord(with)] && !p.twoWords(m[1], m[2]) {
			return without
		}
		return with
	})
}

// twoWords reports whether two halves are English words and the whole is none.
func (p *pdfPage) twoWords(first, second string) bool {
	const least = 3 // letters
	if len(first) < least || len(second) < least {
		return false
	}
	is := func(word string) bool { return p.english(strings.ToLower(word)) }
	return is(first) && is(second) && !is(first+second)
}

func trimmedWord(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// tidyGlyphs makes bullets of the private characters that symbol fonts have for them at the start of a line.
func tidyGlyphs(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if unicode.Is(unicode.Co, first) && size < len(text) {
		return "• " + strings.TrimSpace(text[size:])
	}
	return text
}
