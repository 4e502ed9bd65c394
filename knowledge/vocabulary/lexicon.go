package vocabulary

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed *.yaml *.txt
var files embed.FS

// Files returns the files of the built-in vocabulary.
func Files() fs.FS { return files }

// An Option is a technology that people name. Most are not covered by any document: knowing them lets an
// answer say "not covered" instead of speaking about something else.
type Option struct {
	Name      string   `yaml:"name"`      // as answers write it
	Aliases   []string `yaml:"aliases"`   // other names, and usual misspellings
	Language  string   `yaml:"language"`  // the programming language it is used from, "" if it is none or many
	Is        string   `yaml:"is"`        // "web framework", "database" …
	Related   []string `yaml:"related"`   // tools that belong to this option alone: npm to Node.js
	Ambiguous bool     `yaml:"ambiguous"` // the name is also an everyday word: Go, Rust, Spring
	Common    []string `yaml:"common"`    // those of the aliases that texts on technology also use for something else: node
}

// A Concept is a criterion ("Security") or a trait of a project or team ("Fintech"), with the words people
// use for it.
type Concept struct {
	Name       string              `yaml:"name"`
	Kind       string              `yaml:"kind"`            // "criterion" or "trait"
	Words      []string            `yaml:"words"`           // English phrases for it; inflections are found by themselves
	Asked      []string            `yaml:"asked as"`        // further English words, in questions only unless they hold one of Words
	Other      map[string][]string `yaml:"other languages"` // by ISO 639-1 code; a final * matches any ending
	Opposite   []string            `yaml:"opposite words"`  // words that name it unfavourably: "slow"
	Favourable []string            `yaml:"favourable"`      // words that name it favourably: "fast"
	Language   string              `yaml:"language"`        // for a team that speaks one: only options used from it gain
	Implies    []string            `yaml:"implies"`         // concepts to look at when nothing is known of this one
}

// Trait reports whether the concept describes a project or a team rather than a way of judging.
func (c *Concept) Trait() bool { return c.Kind == "trait" }

// A Lexicon is a vocabulary as it is used: it recognises options and concepts in text. It does not change once loaded,
// but for the phrases of other languages, which are filed at their first use; any number of goroutines may use it.
type Lexicon struct {
	Options  []*Option  // built-in ones, then a team's, then those that documents taught
	Concepts []*Concept // built-in ones, then a team's

	taught      []string           // what documents have added to it, see Teach
	byName      map[string]*Option // by lower-case name
	concepts    map[string]*Concept
	phrases     map[string][]phrase // by the key of their first word
	filed       map[string]bool     // phrases by their keys and language
	crowded     string              // a word that more phrases begin with than are filed, or ""
	foreign     map[string][]phrase // like phrases, those of other languages
	foreignOnce sync.Once
	words       map[string]bool // every word of every English phrase, as written and stemmed
	kinds       map[string]bool // words that name a kind of option: "framework"
	spelling    []string        // the words of every English phrase, as written
	tongues     []tongue
	speech
	cues        cuePhrases
	stance      stanceWords
	paraphrases paraphrases
}

// builtin is the vocabulary without additions, read once: it never changes, so all libraries share it.
var builtin = sync.OnceValues(New)

// New reads the built-in vocabulary anew, for one who is going to Teach it.
func New() (*Lexicon, error) {
	v := &Lexicon{
		byName:   map[string]*Option{},
		concepts: map[string]*Concept{},
		phrases:  map[string][]phrase{},
		filed:    map[string]bool{},
		foreign:  map[string][]phrase{},
		words:    map[string]bool{},
		kinds:    map[string]bool{"lib": true, "thing": true},
	}
	if err := v.loadBuiltin(); err != nil {
		return nil, fmt.Errorf("built-in vocabulary: %w", err)
	}
	return v, nil
}

func (v *Lexicon) loadBuiltin() error {
	var (
		base   additions
		speech speechWords
		cues   map[Cue][][]string
		same   paraphraseLists
	)
	for _, f := range []struct {
		name string
		into any
	}{
		{"options.yaml", &base.Options},
		{"concepts.yaml", &base.Concepts},
		{"languages.yaml", &v.tongues},
		{"stance.yaml", &v.stance},
		{"speech.yaml", &speech},
		{"cues.yaml", &cues},
		{"paraphrases.yaml", &same},
	} {
		data, err := files.ReadFile(f.name)
		if err != nil {
			return err
		}
		if err := decode(f.name, data, f.into); err != nil {
			return err
		}
	}
	v.setSpeech(speech)
	for _, t := range v.tongues {
		for i, w := range t.Words {
			t.Words[i] = fold(w)
		}
	}
	v.cues = newCuePhrases(cues, v.know)
	v.stance.prepare()
	v.paraphrases = newParaphrases(same, v.know)
	return v.add(base)
}

// add takes options and concepts in; a concept or option of a known name gains words.
func (v *Lexicon) add(more additions) error {
	for _, o := range more.Options {
		if strings.TrimSpace(o.Name) == "" {
			return errors.New("an option has no name")
		}
		v.addOption(o)
	}
	for _, c := range more.Concepts {
		if strings.TrimSpace(c.Name) == "" {
			return errors.New("a concept has no name")
		}
		if c.Kind != "criterion" && c.Kind != "trait" {
			return fmt.Errorf("concept %q: kind is %q, want criterion or trait", c.Name, c.Kind)
		}
		v.addConcept(c)
	}
	return nil
}

func (v *Lexicon) addOption(o *Option) {
	known, ok := v.byName[strings.ToLower(o.Name)]
	if !ok {
		known = o
		v.Options = append(v.Options, o)
		v.byName[strings.ToLower(o.Name)] = o
	} else if known.Language == "" {
		known.Language = o.Language
	}
	for _, w := range Words(o.Is) {
		if len(w.Text) > 3 {
			v.kinds[w.Text] = true
		}
	}
	for _, name := range append([]string{o.Name}, o.Aliases...) {
		v.learn(name)
		v.addPhrase(v.phrases, phrase{keys: nameKeys(name), option: known, common: slices.Contains(o.Common, name)})
	}
	for _, name := range o.Related {
		v.learn(name)
		v.addPhrase(v.phrases, phrase{keys: nameKeys(name), option: known, related: true})
	}
}

// know takes the words of a phrase as correctly spelt.
func (v *Lexicon) know(text string) {
	for _, w := range Words(text) {
		v.words[w.Text], v.words[w.Stem] = true, true
	}
}

// learn takes the words of a phrase as correctly spelt, and as what misspelt words are corrected to.
func (v *Lexicon) learn(text string) {
	v.know(text)
	for _, w := range Words(text) {
		v.spelling = append(v.spelling, w.Text)
	}
}

func (v *Lexicon) addConcept(c *Concept) {
	known, ok := v.concepts[strings.ToLower(c.Name)]
	if !ok {
		known = c
		v.Concepts = append(v.Concepts, c)
		v.concepts[strings.ToLower(c.Name)] = c
	} else {
		known.Implies = append(known.Implies, c.Implies...)
		known.Other = merged(known.Other, c.Other)
	}
	for _, w := range c.Favourable {
		v.addPhrase(v.phrases, phrase{keys: v.learnStems(w), concept: known, lean: +1})
	}
	for _, w := range c.Opposite {
		v.addPhrase(v.phrases, phrase{keys: v.learnStems(w), concept: known, lean: -1})
	}
	named := make(map[string]bool)
	for _, w := range c.Words {
		keys := v.learnStems(w)
		named[strings.Join(keys, " ")] = true
		v.addPhrase(v.phrases, phrase{keys: keys, concept: known})
	}
	for _, w := range c.Asked {
		keys := v.learnStems(w)
		v.addPhrase(v.phrases, phrase{keys: keys, concept: known, asked: !holdsAny(keys, named)})
	}
}

// holdsAny reports whether a phrase holds one of the shorter ones: "need to hire" holds "hire".
func holdsAny(keys []string, phrases map[string]bool) bool {
	for i := range keys {
		for j := i; j < len(keys); j++ {
			if phrases[strings.Join(keys[i:j+1], " ")] {
				return true
			}
		}
	}
	return false
}

// merged adds the words of one language list to another.
func merged(into, from map[string][]string) map[string][]string {
	if into == nil {
		return from
	}
	for language, words := range from {
		into[language] = append(into[language], words...)
	}
	return into
}

// learnStems returns the keys of an English phrase and takes its words as correctly spelt.
func (v *Lexicon) learnStems(text string) []string {
	keys, words := stemKeys(text)
	for _, w := range words {
		v.words[w.Text], v.words[w.Stem] = true, true
		v.spelling = append(v.spelling, w.Text)
	}
	return keys
}

// Option returns the option of that name, in any case, and whether the vocabulary knows it.
func (v *Lexicon) Option(name string) (*Option, bool) {
	o, ok := v.byName[strings.ToLower(name)]
	return o, ok
}

// Concept returns the concept of that name, in any case, and whether the vocabulary knows it.
func (v *Lexicon) Concept(name string) (*Concept, bool) {
	c, ok := v.concepts[strings.ToLower(name)]
	return c, ok
}

// OptionCalled returns the option that a whole text is a name of, nil when there is none.
func (v *Lexicon) OptionCalled(text string) *Option {
	words := Words(text)
	if ms := v.Mentions(words, ""); len(ms) > 0 && ms[0].First == 0 && ms[0].Last == len(words)-1 {
		return ms[0].Option
	}
	return nil
}

// Teach adds an option that documents name. All that documents add goes through here: by what was taught, two
// vocabularies with the same files are known to be the same.
func (v *Lexicon) Teach(o *Option) {
	v.taught = append(v.taught, fmt.Sprintf("%q %q %t", o.Name, o.Aliases, o.Ambiguous))
	v.addOption(o)
}

// Taught returns what Teach has added, in order, in a form that only serves to be compared.
func (v *Lexicon) Taught() []string { return v.taught }

// Names reports whether a word, in lower case, stands in the name of an option or in a phrase for a concept.
func (v *Lexicon) Names(word string) bool { return slices.Contains(v.spelling, word) }
