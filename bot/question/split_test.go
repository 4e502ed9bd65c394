package question

import (
	"strings"
	"testing"
)

// The setting and the questions of a message, without frames.
func TestPartsOfAMessage(t *testing.T) {
	r := readerOfFrameworks(t)
	for message, want := range map[string]string{
		"Is Django fast?":                                 " | Is Django fast?",
		"We are a startup. Is Django fast?":               "We are a startup. | Is Django fast?",
		"Is Django fast? Is Node?":                        " | Is Django fast? | Is Node?",
		"Django? Node?":                                   " | Django or Node?",
		"quick question from marketing: what is Django?":  "quick question from marketing | what is Django?",
		"what is Django and who uses it?":                 " | what is Django | who uses it?",
		"Django, which is old, or Node?":                  " | Django, which is old, or Node?",
		"Django e.g. for a shop, or Node?":                " | Django e.g. for a shop, or Node?",
		"1) we sell books\n2) is Django fast?":            "1) we sell books | 2) is Django fast?",
		"compare Django and Node":                         " | compare Django and Node",
		"we sell books":                                   " | we sell books",
		"any docs on how to deploy Django?":               " | how to deploy Django",
		"where can I find the Django guidelines?":         " | Tell me about Django guidelines?",
		"where do we keep the keys of Django?":            " | where do we keep the keys of Django?",
		"any docs on Django?":                             " | Tell me about Django?",
		"somebody asked me about Django, what do we say?": " | Tell me about Django?",
		"according to our docs, how fast is Django?":      " | how fast is Django?",
		"which documents do I need for Django?":           " | which documents do I need for Django?",
		"would be nice to have types. Is Django?":         "would be nice to have types. | Is Django?",
		"Was ist Django? Wer nutzt es?":                   " | Was ist Django? | Wer nutzt es?",
		"Django vs. Node":                                 " | Django vs. Node",
		"Django or Node now, and what breaks":             " | Django or Node now | what breaks",
		"which server and which cache for Django now?":    " | which server | which cache for Django now?",
		"how fast is Django and for how long?":            " | how fast is Django | for how long?",
		"is Django fast n who uses it?":                   " | is Django fast | who uses it?",
	} {
		setting, questions := r.parts(message, r.languageOf(message))
		if got := setting + " | " + strings.Join(questions, " | "); got != want {
			t.Errorf("%q: %q, want %q", message, got, want)
		}
	}
}
