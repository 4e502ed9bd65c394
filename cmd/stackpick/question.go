package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxQuestion bounds a question, in characters: what Slack takes in one message.
const maxQuestion = 40_000

// question returns what the arguments ask, or standard input when they are a lone "-". What is the noun
// for messages: "question" or "query".
func (p *program) question(what string, args []string) (string, error) {
	text := strings.Join(args, " ")
	if text == "-" {
		data, err := io.ReadAll(io.LimitReader(p.stdin, maxQuestion*utf8.UTFMax+1))
		if err != nil {
			return "", fmt.Errorf("reading the %s from standard input: %w", what, why(err))
		}
		text = string(data)
	}
	switch {
	case utf8.RuneCountInString(text) > maxQuestion:
		return "", badUsage("shorten it to what is to be decided", "reading the %s: it is longer than %d characters", what, maxQuestion)
	case binary(text):
		return "", badUsage("send text in UTF-8", "reading the %s: it is not text", what)
	case blank(text):
		return "", badUsage(`for example: stackpick ask "Django or Node.js for an MVP?"`, "reading the %s: it is empty", what)
	}
	return strings.ToValidUTF8(text, string(utf8.RuneError)), nil
}

// binary reports whether s is no text: it holds a NUL, or more than a quarter of it is not UTF-8. A few
// bytes of another encoding are tolerated: the words around them can still be read.
func binary(s string) bool {
	if strings.ContainsRune(s, 0) {
		return true
	}
	invalid, all := 0, 0
	for i, r := range s {
		all++
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)) {
			invalid++
		}
	}
	return 4*invalid > all
}

// blank reports whether nothing in s can be seen.
func blank(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}
