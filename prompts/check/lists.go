package check

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

//go:embed english.yaml
var english []byte

//go:embed foreign.yaml
var foreign []byte

// wordLists are the lists of english.yaml, and those of other languages by their code. The files say what each is for.
type wordLists struct {
	*lists
	strong  []string // the lists of "stronger": to each belongs one with "or " before its name
	weak    []string // the same of "weaker"
	foreign map[string]*lists
}

// lists are the words of one language.
type lists struct {
	single  map[string]map[string]bool  // list → its words
	open    map[string][]string         // list → beginnings of words
	stems   map[string]map[string]bool  // list → the stems of its words
	phrases map[string][][]string       // list → all its words and phrases, split
	groups  map[string]map[string][]int // list of groups → word's stem → its groups, from 1
	numbers map[string]float64          // a final * stands for any ending
}

func newLists() *lists {
	return &lists{single: map[string]map[string]bool{}, open: map[string][]string{}, stems: map[string]map[string]bool{}, phrases: map[string][][]string{}, groups: map[string]map[string][]int{}, numbers: map[string]float64{}}
}

// A strength is a list of "stronger" or "weaker", with the words that say as much.
type strength struct {
	Words   string `yaml:"words"`
	Or      string `yaml:"or"`
	Against string `yaml:"against"`
}

func readLists() (*wordLists, error) {
	var file struct {
		Lists    map[string][]string   `yaml:"lists"`
		Stronger map[string]strength   `yaml:"stronger"`
		Weaker   map[string]strength   `yaml:"weaker"`
		Groups   map[string][][]string `yaml:"groups"`
		Numbers  map[string]float64    `yaml:"numbers"`
	}
	if err := yaml.Unmarshal(english, &file); err != nil {
		return nil, fmt.Errorf("english.yaml: %w", err)
	}
	l := newLists()
	l.numbers = file.Numbers
	for name, lines := range file.Lists {
		l.add(name, strings.Join(lines, ","))
	}
	for name, groups := range file.Groups {
		l.addGroups(name, groups)
	}
	w := &wordLists{lists: l, strong: slices.Sorted(maps.Keys(file.Stronger)), weak: slices.Sorted(maps.Keys(file.Weaker))}
	for _, m := range []map[string]strength{file.Stronger, file.Weaker} {
		for name, s := range m {
			l.add(name, s.Words)
			l.add("or "+name, s.Words+","+s.Or)
			l.add("against "+name, s.Against)
		}
	}
	var err error
	w.foreign, err = readForeign()
	return w, err
}

// add adds words and phrases, separated by commas, to a list.
func (l *lists) add(name, words string) {
	if l.single[name] == nil {
		l.single[name], l.stems[name] = map[string]bool{}, map[string]bool{}
	}
	for entry := range strings.SplitSeq(words, ",") {
		phrase := strings.Fields(entry)
		if len(phrase) == 0 {
			continue
		}
		l.phrases[name] = append(l.phrases[name], phrase)
		if stem, ok := strings.CutSuffix(phrase[0], "*"); ok && len(phrase) == 1 {
			l.open[name] = append(l.open[name], stem)
		} else if len(phrase) == 1 {
			l.single[name][phrase[0]], l.stems[name][vocabulary.Stem(phrase[0])] = true, true
		}
	}
}

// addGroups adds groups of words that stand for each other, comparatives included.
func (l *lists) addGroups(name string, groups [][]string) {
	l.groups[name] = map[string][]int{}
	for i, group := range groups {
		for _, w := range group {
			for _, form := range []string{w, w + "er", w + "r", strings.TrimSuffix(w, "y") + "ier"} {
				stem := vocabulary.Stem(form)
				if !slices.Contains(l.groups[name][stem], i+1) {
					l.groups[name][stem] = append(l.groups[name][stem], i+1)
				}
			}
		}
	}
}

// readForeign reads the lists of other languages. Their words are split as texts are, for languages that set no spaces.
func readForeign() (map[string]*lists, error) {
	var file map[string]struct {
		Lists   map[string][]string `yaml:",inline"`
		Numbers map[string]float64  `yaml:"numbers"`
		Units   map[string][]string `yaml:"units"`
	}
	if err := yaml.Unmarshal(foreign, &file); err != nil {
		return nil, fmt.Errorf("foreign.yaml: %w", err)
	}
	languages := map[string]*lists{}
	for code, f := range file {
		l := newLists()
		for name, entries := range f.Lists {
			for _, entry := range entries {
				l.phrases[name] = append(l.phrases[name], split(entry))
			}
		}
		for word, n := range f.Numbers {
			l.numbers[strings.Join(split(word), " ")] = n
		}
		for unit, entries := range f.Units {
			for _, entry := range entries {
				l.phrases["unit "+unit] = append(l.phrases["unit "+unit], split(entry))
			}
		}
		languages[code] = l
	}
	return languages, nil
}

// split splits an entry into words, each with the * that it had.
func split(entry string) []string {
	var list []string
	for field := range strings.FieldsSeq(entry) {
		if field == "*" {
			list = append(list, field)
			continue
		}
		words := vocabulary.Words(strings.Trim(field, "*"))
		for i, w := range words {
			text := w.Text
			if i == 0 && strings.HasPrefix(field, "*") {
				text = "*" + text
			}
			if i == len(words)-1 && strings.HasSuffix(field, "*") {
				text += "*"
			}
			list = append(list, text)
		}
	}
	return list
}

// is reports whether a word stands in a list.
func (l *lists) is(list, word string) bool {
	return l.single[list][word] || slices.ContainsFunc(l.open[list], func(stem string) bool { return strings.HasPrefix(word, stem) })
}

// vague reports whether a word makes a figure so, by itself or before "than".
func (l *lists) vague(word string) bool {
	return slices.ContainsFunc([]string{"over", "under", "about"}, func(list string) bool {
		return slices.ContainsFunc(l.phrases[list], func(p []string) bool { return matches(p[0], word) })
	})
}

// isStem reports whether a word with that stem stands in a list.
func (l *lists) isStem(list, stem string) bool { return l.stems[list][stem] }

// known reports whether a word stands in any list.
func (l *lists) known(word string) bool {
	for list := range l.single {
		if l.is(list, word) {
			return true
		}
	}
	return false
}

// sameGroup reports whether two stems are in one group of a list of groups.
func (l *lists) sameGroup(list, a, b string) bool {
	return slices.ContainsFunc(l.groups[list][a], func(g int) bool { return slices.Contains(l.groups[list][b], g) })
}

// opposites reports whether two stems are in groups of "opposite" that face each other.
func (l *lists) opposites(a, b string) bool {
	return slices.ContainsFunc(l.groups["opposite"][a], func(g int) bool {
		return slices.ContainsFunc(l.groups["opposite"][b], func(h int) bool { return g != h && (g+1)/2 == (h+1)/2 })
	})
}

// number returns what a word for a number stands for.
func (l *lists) number(word string) (float64, bool) {
	if n, ok := l.numbers[word]; ok {
		return n, true
	}
	for entry, n := range l.numbers {
		if stem, ok := strings.CutSuffix(entry, "*"); ok && strings.HasPrefix(word, stem) {
			return n, true
		}
	}
	return 0, false
}

// matches reports whether a word is what an entry of a phrase asks for.
func matches(entry, word string) bool {
	if entry == word {
		return true
	}
	front, back := strings.HasPrefix(entry, "*"), strings.HasSuffix(entry, "*")
	part := strings.Trim(entry, "*")
	switch {
	case front && back:
		return strings.Contains(word, part)
	case front:
		return strings.HasSuffix(word, part)
	case back:
		return strings.HasPrefix(word, part)
	}
	return false
}
