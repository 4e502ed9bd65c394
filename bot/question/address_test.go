package question

import "testing"

func TestAReplyIsForTheBotOnlyWhenItPlainlyIs(t *testing.T) {
	r := readerOfFrameworks(t)
	for text, want := range map[string]bool{
		"and what about security?":               true,
		"what about cost?":                       true,
		"why?":                                   true,
		"how so?":                                true,
		"so which one?":                          true,
		"And Node?":                              true,
		"what if we only know JavaScript?":       true,
		"compare them on performance":            true,
		"Is Django slower than Node?":            true,
		"who uses it?":                           true,
		"how many stars does it have on GitHub?": true,
		"what did Disqus do?":                    true,
		"Rails or Laravel?":                      true,
		"which is better for an MVP":             true,
		"Node.js, then?":                         true,
		"Django, really?":                        true,
		"thanks":                                 false,
		"thanks, that helps!":                    false,
		"+1":                                     false,
		":+1:":                                   false,
		"lgtm":                                   false,
		"ok let's go with Django":                false,
		"I think Django is fine":                 false,
		"we used Node at my last job and it was great": false,
		"who is going to lunch?":                       false,
		"when do we meet?":                             false,
		"are you free at 3?":                           false,
		"Anna, what about cost?":                       false,
		"what do you think, Tom?":                      false,
		"should we ask the platform team?":             false,
		"can someone write this down?":                 false,
		"can you book a room?":                         false,
		"did anyone read the RFC?":                     false,
		"agreed":                                       false,
		"lol":                                          false,
		"not convinced tbh":                            false,
		"I'll open a ticket":                           false,
		"so which would you take?":                     true,
		"would you take Django for that?":              true,
		"do we have budget?":                           false,
		"where is the doc?":                            false,
		"is it slow?":                                  true,
		"hm, but does it scale?":                       true,
		"who's on call?":                               false,
		"what time is the demo?":                       false,
		"":                                             false,
	} {
		if got := r.Addressed(Message{Text: text}); got != want {
			t.Errorf("%q: for the bot %t, want %t", text, got, want)
		}
	}
}
