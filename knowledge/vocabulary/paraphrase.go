package vocabulary

import "slices"

// A paraphrasing is a way to say something that can be said in other words, too.
type paraphrasing struct {
	keys  []string // of its words, see stemKeys
	group int
}

// paraphrases holds the groups of vocabulary/paraphrases.yaml: what questions say and what texts say.
type paraphrases struct {
	asked, said paraphrasingTable
	groups      [][]string // what texts say
}

// A paraphrasingTable finds phrases by their first word: by its stem, or where it counts as it stands by its text.
type paraphrasingTable struct {
	byStem, byText map[string][]paraphrasing
}

func newParaphrasingTable() paraphrasingTable {
	return paraphrasingTable{map[string][]paraphrasing{}, map[string][]paraphrasing{}}
}

func (t paraphrasingTable) file(phrases []string, group int) {
	for _, phrase := range phrases {
		keys, words := stemKeys(phrase)
		if len(keys) == 0 {
			continue
		}
		into, first := t.byStem, words[0].Stem
		if keys[0][0] == '=' {
			into, first = t.byText, words[0].Text
		}
		into[first] = append(into[first], paraphrasing{keys, group})
	}
}

// paraphraseLists is the form of paraphrases.yaml.
type paraphraseLists struct {
	Both  [][]string `yaml:"both"`
	Asked []struct {
		Asked []string `yaml:"asked"`
		Said  []string `yaml:"said"`
	} `yaml:"asked"`
}

func newParaphrases(lists paraphraseLists, learn func(phrase string)) paraphrases {
	all := paraphrases{asked: newParaphrasingTable(), said: newParaphrasingTable()}
	add := func(asked, said []string) {
		all.asked.file(asked, len(all.groups))
		all.said.file(said, len(all.groups))
		all.groups = append(all.groups, said)
		for _, phrase := range slices.Concat(asked, said) {
			learn(phrase)
		}
	}
	for _, group := range lists.Both {
		add(group, group)
	}
	for _, group := range lists.Asked {
		add(group.Asked, group.Said)
	}
	return all
}

// A Paraphrase is a place where words say what can be said in other words, too.
type Paraphrase struct {
	Group       int // of paraphrases.yaml; what says the same has the same
	First, Last int // the words it covers, as indexes into the words given
}

// Paraphrases finds what words of a question say that can be said in other words: "work from home", "pto". Of a group the
// longest at each place counts.
func (v *Lexicon) Paraphrases(words []Word) []Paraphrase { return v.paraphrases.asked.in(words) }

// Paraphrased finds likewise where a text says what groups of Paraphrases stand for.
func (v *Lexicon) Paraphrased(words []Word) []Paraphrase { return v.paraphrases.said.in(words) }

// Paraphrasing returns all that texts say for a group.
func (v *Lexicon) Paraphrasing(group int) []string { return v.paraphrases.groups[group] }

// in finds the phrases of a table among words.
func (t paraphrasingTable) in(words []Word) []Paraphrase {
	var found []Paraphrase
	for i, w := range words {
		before := len(found)
		for _, phrases := range [...][]paraphrasing{t.byText[w.Text], t.byStem[w.Stem]} {
			for _, p := range phrases {
				if !standsAt(p.keys, words[i:]) {
					continue
				}
				last := i + len(p.keys) - 1
				if at := slices.IndexFunc(found[before:], func(o Paraphrase) bool { return o.Group == p.group }); at < 0 {
					found = append(found, Paraphrase{p.group, i, last})
				} else {
					found[before+at].Last = max(found[before+at].Last, last)
				}
			}
		}
	}
	return found
}

// standsAt reports whether a phrase opens words, with no pause in it.
func standsAt(keys []string, words []Word) bool {
	if len(words) < len(keys) {
		return false
	}
	for i, key := range keys {
		if !keyMatches(key, words[i]) || i > 0 && words[i].Break {
			return false
		}
	}
	return true
}
