package prompts

import (
	"embed"
	"fmt"
	"strings"
	"text/template"
	"unicode"
)

//go:embed templates
var files embed.FS

// What a model may say at most, in tokens, where Limits say nothing. A wording is as long as its claims, and some more
// for the JSON around it; a translation as long as a question.
const (
	wordsTokens       = 1200
	translationTokens = 400
)

// Bounds of what is sent, in bytes. Claims are sentences of passages; one that is longer is no sentence, and an answer
// with more of them is not sent at all.
const (
	maxQuestion = 2000
	maxClaim    = 1200
	maxClaims   = 24
)

// A brief is what the templates fill in.
type brief struct {
	Question string
	Language string // its English name
	Claims   []string
}

// A writer makes prompts of the templates.
type writer struct {
	templates         *template.Template
	words, translated []byte // schemas
	tokens            int    // of one reply
}

func newWriter(tokens int) (*writer, error) {
	if tokens <= 0 {
		tokens = wordsTokens
	}
	t := template.New("").Funcs(template.FuncMap{"number": func(i int) int { return i + 1 }})
	t, err := t.ParseFS(files, "templates/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("reading the templates: %w", err)
	}
	w := &writer{templates: t, tokens: tokens}
	if w.words, err = files.ReadFile("templates/words.schema.json"); err != nil {
		return nil, err
	}
	w.translated, err = files.ReadFile("templates/translation.schema.json")
	return w, err
}

// wording asks for claims in better words.
func (w *writer) wording(b brief) (Prompt, error) {
	return w.prompt("words", w.words, w.tokens, b)
}

// translation asks for the question in English.
func (w *writer) translation(b brief) (Prompt, error) {
	return w.prompt("translation", w.translated, min(w.tokens, translationTokens), b)
}

func (w *writer) prompt(name string, schema []byte, tokens int, b brief) (Prompt, error) {
	b.Question = quotation(b.Question, maxQuestion)
	claims := make([]string, len(b.Claims))
	for i, c := range b.Claims {
		claims[i] = quotation(c, maxClaim)
	}
	b.Claims = claims
	p := Prompt{Name: name, Schema: schema, MaxTokens: tokens}
	for part, into := range map[string]*string{"system": &p.System, "user": &p.User} {
		var text strings.Builder
		if err := w.templates.ExecuteTemplate(&text, name+"."+part, b); err != nil {
			return Prompt{}, fmt.Errorf("writing the prompt %s: %w", name, err)
		}
		*into = text.String()
	}
	return p, nil
}

// quotation makes text of others one line of visible characters, of at most limit bytes.
func quotation(text string, limit int) string {
	text = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))), " ")
	if len(text) > limit {
		text = strings.ToValidUTF8(text[:limit], "")
	}
	return text
}
