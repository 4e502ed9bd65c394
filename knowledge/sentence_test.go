package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

func TestSentences(t *testing.T) {
	tests := map[string]string{ // the sentences, parted by "|"
		"plain sentences":                     "Redis is fast.| Is it safe?| Yes!| It is.",
		"a comparison":                        "Choose Redis vs. Memcached with care.| It matters.",
		"names with dots":                     "We run Node.js 20.1 and ASP.NET on it.| Vue.js and Next.js too.",
		"a name with a dot at the end":        "We like Node.js.| Django is fine as well.",
		"a figure at the end":                 "It grew until 2023.| According to them it is 52%.| Then it fell to 50.| Nobody knows why.",
		"a version at the end":                "Reports are written in Python 3.| The team reads them.| Step 3. Close it.",
		"figures that close no sentence":      "2023. According to Table 55.| See No. 7 for more.",
		"a site at the end":                   "It is on example.com.| \"We like it,\" they say.",
		"initials before a name":              "Use the U.S. Web Design System.| We work in the U.S.| The office is in the U.K.| In May we move.",
		"abbreviations inside":                "Use a cache, e.g. Redis, i.e. memory, etc. and see Sec. 4, Fig. 2 and No. 5 there.| Done.",
		"an abbreviation that ends it":        "It speaks SQL, CSV, etc.| Redis does not.",
		"numbers":                             "It takes approx. 3.5 s, or 13.59% of the time.| Version 2.0 is quicker.",
		"a quotation that ends":               `He said: "It works."| Then he left.`,
		"a bracket":                           "It is fast (see below).| It is cheap.",
		"a fragment that goes on":             "It scales well... and it is cheap.| Good.",
		"a question inside a sentence":        "Why Go?| because it is fast.",
		"Chinese":                             "我们选择了Go。|它很快。|为什么？|因为简单。",
		"no stop at the end":                  "It is fast.| It is cheap",
		"an ellipsis that leads on to a list": "Settle your priorities, and…",
		"initials":                            "J. R. Smith wrote it.| He left.",
		"a date before a colon":               "03.08.2022: First draft.| It was short.",
		"a time":                              "It starts at 5 p.m. every day.| It ends at night.",
	}
	for name, marked := range tests {
		t.Run(name, func(t *testing.T) {
			var want []string
			for part := range strings.SplitSeq(marked, "|") {
				want = append(want, strings.TrimSpace(part))
			}
			got, err := knowledge.Sentences(strings.ReplaceAll(marked, "|", ""))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("sentences (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEndlessSentenceIsCutAtSpaces(t *testing.T) {
	got, err := knowledge.Sentences(strings.Repeat("word ", 1000))
	if err != nil {
		t.Fatal(err)
	}
	words := 0
	for _, s := range got {
		n := len(strings.Fields(s))
		if n > 300 || strings.Trim(s, "word ") != "" || strings.Contains(s, "wo rd") {
			t.Errorf("piece of %d words: %q", n, s)
		}
		words += n
	}
	if words != 1000 {
		t.Errorf("%d words are left of 1000", words)
	}
}
