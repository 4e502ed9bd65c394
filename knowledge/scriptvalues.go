package knowledge

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// scriptValues reads the plain values that a program in TypeScript or JavaScript holds. Nothing is run and nothing is
// looked up: text, numbers and truth values are read, names as themselves ("Ring.Adopt"), "new Date('2024-05-01')" as its
// text, and lists and objects of all these. Any other expression is nil. It takes one way through the text, and never
// fails: what is no value says nothing.
func scriptValues(text string) []scriptNamed {
	r := scriptReader{lexer: scriptLexer{text: text}}
	r.next()
	for r.token.kind != scriptEnd {
		if r.declares() {
			r.next()
			r.name = r.token.text
		}
		exported := r.token.kind == scriptWord && (r.token.text == "export" || r.token.text == "default")
		if exported || r.token.is(",;)]}:=") { // nothing that ends an expression ends the file
			r.next()
			continue
		}
		r.keep(r.name, r.value(r.name, 0))
	}
	return r.found
}

// A scriptNamed is a value that no other holds, with the name that it is given: of a variable, a key or what is called.
type scriptNamed struct {
	name  string
	value any // string, scriptName, bool, []any or map[string]any
}

// A scriptName is a name that stands where a value may: "Ring.Adopt", "ADOPT".
type scriptName string

// last is what a name says of its value: "Adopt" for "Ring.Adopt".
func (n scriptName) last() string { return string(n[strings.LastIndexByte(string(n), '.')+1:]) }

const (
	maxScriptDepth = 40 // how deep lists and objects may stand in each other: radars take four
	maxScriptDate  = 40 // bytes of text that is a date
)

type scriptReader struct {
	lexer scriptLexer
	token scriptToken
	name  string // of the variable that is declared
	found []scriptNamed
}

func (r *scriptReader) next() { r.token = r.lexer.next() }

// keep notes a list or an object that nothing else holds, and text that may be a date.
func (r *scriptReader) keep(name string, value any) {
	switch v := value.(type) {
	case []any, map[string]any:
		r.found = append(r.found, scriptNamed{name, value})
	case string:
		if len(v) < maxScriptDate && dateOfName(v) != "" {
			r.found = append(r.found, scriptNamed{name, value})
		}
	}
}

// value reads an expression up to what ends it, which stays: a comma, a semicolon, or a closing bracket.
func (r *scriptReader) value(name string, depth int) any {
	value := r.operand(name, depth)
	for r.token.kind == '+' { // a long text in pieces
		r.next()
		before, ok := value.(string)
		after, also := r.operand(name, depth).(string)
		if value = nil; ok && also {
			value = before + after
		}
	}
	if r.token.kind == scriptWord && (r.token.text == "as" || r.token.text == "satisfies") {
		for !r.ends() {
			r.next()
		}
	}
	if r.ends() {
		return value
	}
	r.keep(name, value)
	for !r.ends() && !(depth == 0 && r.declares()) { // code: only what it holds in brackets is looked at
		r.keep(name, r.operand(name, depth))
	}
	return nil
}

// declares reports whether the token begins to declare a variable, as many do without a semicolon before.
func (r *scriptReader) declares() bool {
	return r.token.kind == scriptWord && (r.token.text == "const" || r.token.text == "let" || r.token.text == "var")
}

// ends reports whether the token ends an expression.
func (r *scriptReader) ends() bool { return r.token.kind == scriptEnd || r.token.is(",;)]}") }

// operand reads one token, or what stands in brackets.
func (r *scriptReader) operand(name string, depth int) any {
	t := r.token
	r.next()
	switch t.kind {
	case scriptText:
		return t.text
	case scriptWord:
		return r.word(t.text, name, depth)
	case '{', '[', '(':
		if depth == maxScriptDepth {
			return nil
		}
		switch t.kind {
		case '{':
			return r.object(name, depth+1)
		case '[':
			return r.list(name, depth+1)
		}
		r.arguments(name, depth+1)
	}
	return nil
}

// word reads what begins with a name. "rings.push(…)" gives what it is called with the name "rings".
func (r *scriptReader) word(word, name string, depth int) any {
	switch word {
	case "true", "false":
		return word == "true"
	case "null", "undefined":
		return nil
	case "new":
		if r.token.text != "Date" {
			return nil
		}
		r.next()
		if r.token.kind != '(' {
			return nil
		}
		r.next()
		return r.arguments("", depth+1)
	}
	if r.token.kind == '[' && depth < maxScriptDepth { // an element of something, or a type
		r.next()
		r.list("", depth+1)
		return nil
	}
	if r.token.kind == '(' && depth < maxScriptDepth {
		r.next()
		owner, _, _ := strings.Cut(word, ".")
		r.arguments(owner, depth+1)
		return nil
	}
	return scriptName(word)
}

// arguments reads the values in parentheses, and returns the only one that is text.
func (r *scriptReader) arguments(name string, depth int) any {
	var only any
	for r.token.kind != scriptEnd {
		if r.token.is(",;]}") {
			if r.token.is("]}") { // of what stands around
				return nil
			}
			r.next()
			continue
		}
		if r.token.kind == ')' {
			r.next()
			return only
		}
		value := r.value(name, depth)
		if _, ok := value.(string); ok && only == nil {
			only = value
			continue
		}
		r.keep(name, value)
	}
	return nil
}

// list reads a list after its opening bracket.
func (r *scriptReader) list(name string, depth int) any {
	list := []any{}
	for r.token.kind != scriptEnd {
		switch {
		case r.token.kind == ']':
			r.next()
			return list
		case r.token.is(")}"):
			return list
		case r.token.is(",;"):
			r.next()
		default:
			if v := r.value(name, depth); v != nil {
				list = append(list, v)
			}
		}
	}
	return list
}

// object reads an object after its opening bracket; a block of code, or what a type is made of, is nil.
func (r *scriptReader) object(name string, depth int) any {
	object, plain := map[string]any{}, true
	for r.token.kind != scriptEnd {
		key := r.token
		switch {
		case key.kind == '}':
			r.next()
			if !plain {
				for inner, value := range object {
					r.keep(inner, value)
				}
				return nil
			}
			return object
		case key.is(")]"):
			return nil
		case key.is(",;"):
			plain = plain && key.kind == ','
			r.next()
			continue
		}
		if key.kind != scriptWord && key.kind != scriptText {
			r.keep(name, r.value(name, depth))
			continue
		}
		r.next()
		if r.token.kind != ':' { // a method, a shorthand or a statement
			plain = plain && r.ends()
			if !r.ends() {
				r.keep(name, r.value(name, depth))
			}
			continue
		}
		r.next()
		if value := r.value(key.text, depth); value != nil && len(object) < maxKeys {
			object[key.text] = value
		}
	}
	return nil
}

// The kinds of tokens beside single characters.
const (
	scriptEnd  = 0
	scriptWord = 'w'
	scriptText = 's'
)

type scriptToken struct {
	kind byte
	text string
}

// is reports whether the token is one of the characters.
func (t scriptToken) is(characters string) bool {
	return t.kind != scriptEnd && t.kind != scriptWord && t.kind != scriptText && strings.IndexByte(characters, t.kind) >= 0
}

type scriptLexer struct {
	text string
	at   int
	open map[byte]int // by quotation mark: up to where it is known that none closes
}

// next returns the next token. Comments are left out, and numbers are words.
func (l *scriptLexer) next() scriptToken {
	for l.at < len(l.text) {
		rest := l.text[l.at:]
		switch c := rest[0]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			l.at++
		case strings.HasPrefix(rest, "//"):
			end := strings.IndexByte(rest, '\n')
			if end < 0 {
				end = len(rest)
			}
			l.at += end
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest, "*/")
			if end < 0 {
				l.at = len(l.text)
				return scriptToken{}
			}
			l.at += end + 2
		case strings.HasPrefix(rest, "..."):
			l.at += 3
		case c == '"' || c == '\'' || c == '`':
			if t, ok := l.quoted(c); ok {
				return t
			}
			l.at++
		case isScriptWord(rune(c)) || c >= utf8.RuneSelf:
			return l.words()
		default:
			l.at++
			if c == scriptWord || c == scriptText || c == scriptEnd {
				continue
			}
			return scriptToken{kind: c}
		}
	}
	return scriptToken{}
}

func isScriptWord(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c == '.'
}

// words returns a name with what it names inside another: "Ring.Adopt".
func (l *scriptLexer) words() scriptToken {
	begin := l.at
	for l.at < len(l.text) && (isScriptWord(rune(l.text[l.at])) || l.text[l.at] >= utf8.RuneSelf) {
		l.at++
	}
	return scriptToken{scriptWord, l.text[begin:l.at]}
}

// quoted returns the text that begins here, without its quotation marks. A line that ends inside of it shows that it is
// none, unless it is a template; a template that is filled in is a character that is no value.
func (l *scriptLexer) quoted(mark byte) (scriptToken, bool) {
	if l.at < l.open[mark] {
		return scriptToken{}, false
	}
	var b strings.Builder
	filled := false
	i := l.at + 1
	for ; i < len(l.text); i++ {
		c := l.text[i]
		if c == mark {
			l.at = i + 1
			if filled {
				return scriptToken{kind: '?'}, true
			}
			return scriptToken{scriptText, b.String()}, true
		}
		if c == '\n' && mark != '`' {
			break
		}
		if c == '\\' && i+1 < len(l.text) {
			escape := l.text[i+1 : min(len(l.text), i+6)]
			text, n := unescaped(escape)
			b.WriteString(text)
			i += n
			continue
		}
		filled = filled || mark == '`' && strings.HasPrefix(l.text[i:], "${")
		b.WriteByte(c)
	}
	if l.open == nil {
		l.open = map[byte]int{}
	}
	l.open[mark] = i
	return scriptToken{}, false
}

// unescaped returns the character that an escape stands for, and how many bytes follow its backslash. The end of a line
// is none.
func unescaped(escape string) (text string, n int) {
	switch escape[0] {
	case 'n', 'r', 't':
		return " ", 1
	case '\n', '\r':
		return "", 1
	case 'u':
		if code, err := strconv.ParseUint(escape[1:], 16, 16); err == nil && len(escape) == 5 && !utf16.IsSurrogate(rune(code)) {
			return string(rune(code)), 5
		}
	}
	return escape[:1], 1
}
