package slack

import "testing"

func TestAQuestionIsRepeatedAsThePersonTypedIt(t *testing.T) {
	for text, want := range map[string]string{
		"Django &amp; Node.js?": "Django & Node.js?",
		"is 5 &lt; 6?":          "is 5 < 6?",
		"&amp;lt; stays":        "&lt; stays",
		"<@U0BOSS> asks: <https://x.example/a|Django>?": "asks: Django?",
		"see <https://x.example/a>":                     "see https://x.example/a",
		"in <#C1|general> or <#C2>":                     "in #general or",
		"<!here> which one?":                            "which one?",
		"<!subteam^S1|@boss> why?":                      "why?",
		"&lt;!channel&gt;":                              "<!channel>",
		"<mailto:a@x.example|a@x.example>":              "a@x.example",
		"a < b":                                         "a < b",
		"<unclosed":                                     "<unclosed",
		"":                                              "",
	} {
		if got := plainText(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	w := newWorld(t)
	if m := w.ask(w.slack.Command("C0GENERAL", asker, "who uses Django &amp; why?")); !says(m, `who uses Django \u0026 why?`) && !says(m, "who uses Django & why?") {
		t.Errorf("the question is repeated as %s", m.Blocks)
	}
}
