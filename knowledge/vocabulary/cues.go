package vocabulary

// A Cue names a list of phrases in cues.yaml, by which people show what they want.
type Cue string

// The cues, by the kind of answer they ask for.
const (
	Greeting   Cue = "greeting"
	Ourselves  Cue = "ourselves"
	Defining   Cue = "defining"
	Comparing  Cue = "comparing"
	Tabulating Cue = "tabulating"
	Deciding   Cue = "deciding"
	Wishing    Cue = "wishing"
	Counting   Cue = "counting"
	Sharing    Cue = "sharing"
	Dating     Cue = "dating"
	Naming     Cue = "naming"
	Reasoning  Cue = "reasoning"
	Asserting  Cue = "asserting"
	Settling   Cue = "settling"
	Standing   Cue = "standing"
	Recording  Cue = "recording"
	Following  Cue = "following"
	Weighing   Cue = "weighing"
	Situating  Cue = "situating"
	Ending     Cue = "ending"
	Ringing    Cue = "ringing"
	Blipping   Cue = "blipping"
	Stressing  Cue = "stressing"
	Yielding   Cue = "yielding"
	Waiving    Cue = "waiving"
	Shrugging  Cue = "shrugging"
	Adding     Cue = "adding"
	Blaming    Cue = "blaming"
	Praising   Cue = "praising"
	Relating   Cue = "relating"
	Permitting Cue = "permitting"
	Demanding  Cue = "demanding"
	Framing    Cue = "framing"
	Mending    Cue = "mending"
	Befalling  Cue = "befalling"
	Diagnosing Cue = "diagnosing"
)

// The cues of how a question is put together. Most of their words also mean other things: they count only at their place.
const (
	Confirming   Cue = "confirming"
	Grading      Cue = "grading"
	Instructing  Cue = "instructing"
	Electing     Cue = "electing"
	Prompting    Cue = "prompting"
	Trailing     Cue = "trailing"
	Acting       Cue = "acting"
	Equating     Cue = "equating"
	Introducing  Cue = "introducing"
	Measuring    Cue = "measuring"
	Resuming     Cue = "resuming"
	Referring    Cue = "referring"
	Pointing     Cue = "pointing"
	Remarking    Cue = "remarking"
	Continuing   Cue = "continuing"
	Opposing     Cue = "opposing"
	Preferring   Cue = "preferring"
	Proposing    Cue = "proposing"
	Adopting     Cue = "adopting"
	Negating     Cue = "negating"
	Restricting  Cue = "restricting"
	Singling     Cue = "singling"
	Including    Cue = "including"
	Scaling      Cue = "scaling"
	Performing   Cue = "performing"
	Favouring    Cue = "favouring"
	Clarifying   Cue = "clarifying"
	Using        Cue = "using"
	Reading      Cue = "reading"
	Inquiring    Cue = "inquiring"
	Filling      Cue = "filling"
	Concerning   Cue = "concerning"
	Questioning  Cue = "questioning"
	Helping      Cue = "helping"
	Requesting   Cue = "requesting"
	Advising     Cue = "advising"
	Undertaking  Cue = "undertaking"
	Outranking   Cue = "outranking"
	Underranking Cue = "underranking"
	Stating      Cue = "stating"
)

// cuePhrases holds each cue's phrases by the key of their first word.
type cuePhrases map[Cue]map[string][][]string

func newCuePhrases(lists map[Cue][][]string, learn func(phrase string)) cuePhrases {
	all := cuePhrases{}
	for cue, languages := range lists {
		all[cue] = map[string][][]string{}
		for _, phrases := range languages {
			for _, p := range phrases {
				learn(p)
				if keys := nameKeys(p); len(keys) > 0 {
					all[cue][fileUnder(keys[0])] = append(all[cue][fileUnder(keys[0])], keys)
				}
			}
		}
	}
	return all
}

// CueAt returns the index of the first word at which a phrase of the cue stands, or -1.
func (v *Lexicon) CueAt(cue Cue, words []Word) int {
	for i, w := range words {
		for _, key := range []string{"=" + w.Text, "^" + w.Text[:min(len(w.Text), prefixLength)]} {
			for _, keys := range v.cues[cue][key] {
				if matchesAt(keys, words[i:]) {
					return i
				}
			}
		}
	}
	return -1
}

// Has reports whether a phrase of the cue stands among words.
func (v *Lexicon) Has(cue Cue, words []Word) bool { return v.CueAt(cue, words) >= 0 }

// Says reports whether a text, which is a word or a few, holds a phrase of the cue.
func (v *Lexicon) Says(cue Cue, text string) bool { return v.Has(cue, Words(text)) }
