package vocabulary

// Phrasal returns the noun that a verb and the particle after it make, such as backup for "backing up" or "back-up", and
// false for other words. Each by itself says little.
func Phrasal(verb, particle Word) (Word, bool) {
	noun := phrasalNoun(verb.Stem, particle.Text)
	if noun == "" || particle.Break {
		return Word{}, false
	}
	return Word{Text: noun, Stem: Stem(noun), Start: verb.Start, End: particle.End, Upper: verb.Upper, Break: verb.Break}, true
}

// phrasalNoun returns what the stem of a verb and a particle make, or "". Setting up is none: anything can be set up.
func phrasalNoun(verb, particle string) string {
	noun := verb + particle
	switch noun {
	case "backup", "cleanup", "failover", "login", "lookup", "rollback", "rollout", "signin", "signup", "startup", "teardown", "timeout",
		"handover", "shutdown":
		return noun
	default:
		return ""
	}
}

// JoinPhrasal returns words with each verb and particle of Phrasal as one.
func JoinPhrasal(words []Word) []Word {
	joined := make([]Word, 0, len(words))
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i+1 < len(words) {
			if noun, ok := Phrasal(w, words[i+1]); ok {
				w = noun
				i++
			}
		}
		joined = append(joined, w)
	}
	return joined
}
