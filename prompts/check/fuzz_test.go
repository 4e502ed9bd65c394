package check

import (
	"strings"
	"testing"
)

// Whatever a model says, the check does not fail, says the same twice, and lets through nothing that Slack would act on.
func FuzzCheck(f *testing.F) {
	c, err := openChecker()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Django suits an MVP.", "Choose Django for quick and scalable MVP development.", "", 0)
	f.Add("In 2013 waren es 8 Milliarden Seitenaufrufe im Monat.", "In 2013, Disqus had 8 billion page views a month.", "de", 0)
	f.Add("Node.jsのスターは96,400個以上です。", "Node.js had more than 96,400 stars.", "ja", 0)
	f.Add("It isn't <!channel> [1](x) 13.59% 2018-04-03 $3,400 by 62 %", "18 % more, 20 to 6, at least 10904MB.", "", 7)
	f.Fuzz(func(t *testing.T, sentence, claim, language string, n int) {
		s := Sentence{Text: sentence, Claims: []int{0}, Language: language}
		if n > 0 {
			s.Claims = append(s.Claims, n%3)
		}
		claims := []Claim{{Text: claim, Section: "Section", Title: claim}, {Text: "Django is secure, and Node.js is not slow."}}
		reason := c.Read(claims).Check(s)
		if again := c.Read(claims).Check(s); again != reason {
			t.Errorf("%q and then %q", reason, again)
		}
		if reason != "" {
			return
		}
		for _, mark := range []string{"<!", "<@", "\u202e", "\n", "\u200b"} {
			if strings.Contains(sentence, mark) && !strings.Contains(claim, mark) {
				t.Errorf("%q passes", sentence)
			}
		}
	})
}
