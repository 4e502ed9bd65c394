package markup

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// MaxFile is the size above which a file is refused. A long book has about 1 MiB of text.
const MaxFile = 2 << 20

// maxLines is the number of lines above which a file is refused, and of tags above which a page is. A book has about
// 20,000 lines; what has more is a table of data or was made to keep a parser busy.
const maxLines = 100_000

// Decode turns a file's bytes into text: UTF-8, UTF-16 with a byte order mark, the encoding that a page's head
// declares, or else windows-1252. Lines end in "\n"; characters that cannot be seen are still there.
func Decode(data []byte, page bool) (string, error) {
	switch {
	case len(data) > MaxFile:
		return "", fmt.Errorf("is larger than %d MiB: split it, or leave out what is not text", MaxFile>>20)
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		wide, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", fmt.Errorf("decoding UTF-16: %w", err)
		}
		data = wide
	case bytes.IndexByte(data, 0) >= 0:
		return "", errors.New("is a binary file: save it as Markdown, HTML or text")
	case !utf8.Valid(data):
		legacy, err := decodeLegacy(data, page)
		if err != nil {
			return "", err
		}
		data = legacy
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	seen := plain.Lines(text) // in which other characters end lines, too
	switch {
	case strings.Count(seen, "\n") > maxLines:
		return "", fmt.Errorf("has more than %d lines: split it", maxLines)
	case page && strings.Count(text, "<") > maxLines:
		return "", fmt.Errorf("has more than %d tags: split it", maxLines)
	case strings.TrimSpace(seen) == "":
		return "", errors.New("is empty")
	}
	return text, nil
}

// decodeLegacy decodes bytes that are not UTF-8. A page may declare how, as browsers read it. Else they are taken for
// windows-1252, in which every byte means something, unless too many of them would be accented letters for that: then
// they are in another alphabet, and which one is anybody's guess.
func decodeLegacy(data []byte, page bool) ([]byte, error) {
	const mostAccents = 0.25 // of all bytes; French and Czech have less than 0.1, Russian about 0.8
	encoding, _ := charset.Lookup("windows-1252")
	declared := false
	if page {
		found, name, _ := charset.DetermineEncoding(data, "text/html")
		if declared = name != "utf-8" && name != "windows-1252"; declared { // what is also said of pages that say nothing
			encoding = found
		}
	}
	accents := 0
	for _, b := range data {
		if b >= utf8.RuneSelf {
			accents++
		}
	}
	if !declared && float64(accents) > mostAccents*float64(len(data)) {
		return nil, errors.New("is neither in UTF-8 nor in a Western encoding: save it as UTF-8")
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\ufffd")), nil
	}
	return text, nil
}

// hiddenCharacters finds characters with which text is hidden from those who look at it: tags, which are letters that show
// nothing, but for those that make a flag, and what turns the direction of text round. One finding each will do.
func hiddenCharacters(text string) []Fault {
	const flag = '\U0001F3F4'
	var found []Fault
	line, before := 1, rune(0)
	tags, turns := false, false
	for _, r := range text {
		switch {
		case r == '\n':
			line++
		case r >= 0xE0001 && r <= 0xE007F:
			if before != flag && !tags {
				tags = true
				found = append(found, Fault{line, errors.New("holds tag characters, which hide text from readers; they are left out: take them out")})
			}
			continue // before stays what the run of tags began with
		case !turns && (r == '\u202D' || r == '\u202E' || r >= '\u2066' && r <= '\u2069'):
			turns = true
			found = append(found, Fault{line, errors.New("turns the direction of text round, so that it reads otherwise than it is stored; that is left out: take it out")})
		}
		before = r
	}
	return found
}
