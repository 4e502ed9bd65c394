package prompts

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// maxSentences bounds what is read of a reply: twice the claims that are sent at most.
const maxSentences = 2 * maxClaims

// maxSaid bounds one sentence with its numbers, in bytes: what goes on for longer is not waited for, since each part
// that comes has it read again.
const maxSaid = 8 << 10

// A said sentence is one that a model says, with the numbers of the claims that it says it of, from 1.
type said struct {
	Text   string
	Claims []int
}

// UnmarshalJSON takes the forms that models give it in when nothing holds them to the schema: a number for a list of
// one, numbers as text, "claim" or "citations" for "claims".
func (s *said) UnmarshalJSON(data []byte) error {
	var plain string
	if json.Unmarshal(data, &plain) == nil {
		*s = cited(plain)
		return nil
	}
	var form struct {
		Text      string          `json:"text"`
		Sentence  string          `json:"sentence"`
		Claims    json.RawMessage `json:"claims"`
		Claim     json.RawMessage `json:"claim"`
		Citations json.RawMessage `json:"citations"`
	}
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	s.Text = form.Text
	if s.Text == "" {
		s.Text = form.Sentence
	}
	for _, raw := range []json.RawMessage{form.Claims, form.Claim, form.Citations} {
		if len(raw) > 0 {
			s.Claims = numbersIn(raw)
			break
		}
	}
	if marked := cited(s.Text); len(marked.Claims) > 0 { // "… [1]" beside, or instead of, the list
		s.Text = marked.Text
		for _, n := range marked.Claims {
			if !slices.Contains(s.Claims, n) {
				s.Claims = append(s.Claims, n)
			}
		}
	}
	return nil
}

// numbersIn reads a number, a text of numbers or a list of both. What is no number is 0, which no claim has.
func numbersIn(raw json.RawMessage) []int {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		list = []json.RawMessage{raw}
	}
	var numbers []int
	for _, item := range list {
		var text string
		if json.Unmarshal(item, &text) != nil {
			text = string(item)
		}
		for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" ,;[]", r) }) {
			n, err := strconv.Atoi(part)
			if err != nil {
				n = 0
			}
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// marks are the numbers of claims at the end of a sentence, or after a part of it: "[1]", "[1, 3]", "[1][2]".
var marks = regexp.MustCompile(`\s*\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]`)

// cited takes the marks out of a sentence.
func cited(text string) said {
	var s said
	for _, m := range marks.FindAllStringSubmatch(text, -1) {
		s.Claims = append(s.Claims, numbersIn([]byte(strconv.Quote(m[1])))...)
	}
	s.Text = strings.TrimSpace(marks.ReplaceAllString(text, ""))
	return s
}

// A decoder reads the sentences of a reply while it comes.
type decoder struct {
	text   []byte
	sought int // before it no list begins
	list   int // where the list of sentences goes on, -1 before it has begun
	ended  bool
	each   func(said)
	n      int
}

func newDecoder(each func(said)) *decoder { return &decoder{list: -1, each: each} }

// listBegins matches what stands before the first sentence of a JSON reply, in less than longBeginning bytes.
var listBegins = regexp.MustCompile(`"(?:sentences|answer|statements)"\s{0,20}:\s{0,20}\[`)

const longBeginning = 64

// begin looks for the list, in what has come since it looked last, and returns where its first sentence stands; -1 where
// it has not begun.
func (d *decoder) begin() int {
	if at := bytes.IndexAny(d.text, `{"[`); at >= 0 && d.text[at] == '[' && bytes.HasPrefix(bytes.TrimLeft(d.text[at+1:], " \t\r\n"), []byte("{")) {
		return at + 1 // a bare list
	}
	at := listBegins.FindIndex(d.text[d.sought:])
	if at == nil {
		d.sought = max(d.sought, len(d.text)-longBeginning)
		return -1
	}
	return d.sought + at[1]
}

// add takes the next part of a reply and hands on the sentences that are whole with it.
func (d *decoder) add(part string) {
	d.text = append(d.text, part...)
	if d.list < 0 {
		if !strings.ContainsAny(part, "[{") {
			return // the list cannot begin here
		}
		if d.list = d.begin(); d.list < 0 {
			return
		}
	}
	for !d.ended && d.n < maxSentences {
		rest := bytes.TrimLeft(d.text[d.list:], " \t\r\n,")
		if len(rest) == 0 {
			return
		}
		if rest[0] == ']' {
			d.ended = true
			return
		}
		in := json.NewDecoder(bytes.NewReader(rest))
		var s said
		if err := in.Decode(&s); err != nil { // not whole yet, or never
			d.ended = len(rest) > maxSaid
			return
		}
		d.list = len(d.text) - len(rest) + int(in.InputOffset())
		d.n++
		d.each(s)
	}
}

// errNoSentences says that a reply cannot be understood.
var errNoSentences = errors.New("no sentences in it")

// end takes the whole reply to be there. Where it is no JSON at all, its lines are read as sentences with marks.
func (d *decoder) end() error {
	if d.n > 0 {
		return nil
	}
	if d.list < 0 {
		for line := range strings.Lines(string(unfenced(d.text))) {
			if s := cited(strings.TrimSpace(line)); len(s.Claims) > 0 && d.n < maxSentences {
				d.n++
				d.each(s)
			}
		}
	}
	if d.n == 0 {
		return &Fault{What: Malformed, Err: errNoSentences}
	}
	return nil
}

// unfenced takes away what models put around a reply: a fence, or what they thought before.
func unfenced(text []byte) []byte {
	if at := bytes.LastIndex(text, []byte("</think>")); at >= 0 {
		text = text[at+len("</think>"):]
	}
	text = bytes.TrimSpace(text)
	if rest, ok := bytes.CutPrefix(text, []byte("```")); ok {
		if at := bytes.IndexByte(rest, '\n'); at >= 0 {
			rest = rest[at+1:]
		}
		text = bytes.TrimSuffix(bytes.TrimSpace(rest), []byte("```"))
	}
	return text
}

// translationIn reads the reply to a translation: JSON, or the question alone.
func translationIn(text string) (string, error) {
	plain := string(unfenced([]byte(text)))
	var form struct {
		Question string `json:"question"`
	}
	if at := strings.IndexByte(plain, '{'); at >= 0 {
		in := json.NewDecoder(strings.NewReader(plain[at:]))
		if err := in.Decode(&form); err == nil && strings.TrimSpace(form.Question) != "" {
			return strings.TrimSpace(form.Question), nil
		}
		return "", &Fault{What: Malformed, Err: errNoSentences}
	}
	plain = strings.Trim(strings.TrimSpace(plain), `"`)
	if plain == "" || strings.Contains(plain, "\n") {
		return "", &Fault{What: Malformed, Err: errNoSentences}
	}
	return plain, nil
}
