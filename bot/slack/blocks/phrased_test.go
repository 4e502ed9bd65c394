package blocks_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
)

// phrased is an answer to a question as a model might phrase it: a text for each of its claims, "" for one that did not
// pass and stays as it is.
func phrased(t *testing.T, b *bot.Bot, question string, texts ...string) *bot.Answer {
	t.Helper()
	a := ask(t, b, question)
	claims := a.Claims()
	if len(claims) != len(texts) {
		t.Fatalf("%q has %d claims, not %d", question, len(claims), len(texts))
	}
	for i, text := range texts {
		if text != "" {
			claims[i].Text = text
		}
	}
	return a.Reworded(claims, &bot.Wording{Model: "gpt-9-mini"})
}

const (
	threeNeeds       = "Django or Node for security, costs, hiring and an MVP?"
	threeNeedsGerman = "Django oder Node.js: Sicherheit, Kosten, Entwickler finden und ein MVP?"
)

func inEnglish(t *testing.T, b *bot.Bot) *bot.Answer {
	return phrased(t, b, threeNeeds,
		"For quick and scalable MVP development, Django is the one to choose.",
		"Because Django keeps an eye on deadlines, developers finish competent, working software very fast with it, which makes it quite cost-efficient.",
		"",
		"Only 13.59% of developers report that they use Django, so it is far less popular than Node.js.",
		"Node.js is the choice for APIs, for services that need very high bandwidth, and for microservices.")
}

func inGerman(t *testing.T, b *bot.Bot) *bot.Answer {
	return phrased(t, b, threeNeedsGerman,
		"Wählen Sie Django für die schnelle, skalierbare Entwicklung eines MVP.",
		"Django ist recht kosteneffizient, weil Entwickler damit dank des Augenmerks auf Termine sehr schnell zu brauchbarer Software kommen.",
		"Wählen Sie Django für Projekte, die strenge Sicherheit brauchen.",
		"Django ist weit weniger verbreitet als Node.js: Nur 13,59 % der Entwickler geben an, es zu benutzen.",
		"Node.js ist die Wahl für APIs, für Dienste mit sehr hohem Bandbreitenbedarf und für Microservices.")
}

func TestPhrasedAnswersAreLaidOutAsTheGoldenFilesShow(t *testing.T) {
	b := openBot(t)
	english, german := inEnglish(t, b), inGerman(t, b)
	o := blocks.Options{ID: answerID, Edition: "m1"}
	golden(t, "phrased-recommendation", blocks.Answer(english, o))
	golden(t, "phrased-german", blocks.Answer(german, o))
	golden(t, "phrased-comparison", blocks.Answer(phrased(t, b, "Compare Django and Node.js on security, cost and hiring",
		"Projects that need tight security should choose Django.",
		"Companies that use open-source Node.js packages still find security easy to maintain with npm's Enterprise edition.",
		"", "Development with Node.js and JavaScript takes a little more time, so it is less cost-efficient than Django.",
		"According to the Stack Overflow 2023 Developer Survey, Django's language Python is the third most used; it has overtaken SQL.",
		"For the eleventh consecutive year JavaScript, the language of Node.js, is the most used, says the same survey of 2023."), o))
	golden(t, "phrased-facts", blocks.Answer(phrased(t, b, "What did PayPal do?",
		"PayPal has long been a way to pay on the internet.",
		"Two developer teams worked there before Node.js: one on the browser, with JavaScript, HTML and CSS, one on the application layer, with Java.",
		"", "Node.js unified them, since JavaScript now serves the browser and the application layer alike."), o))
	golden(t, "phrased-evidence", blocks.Evidence(english))
	for _, a := range []*bot.Answer{english, german} {
		checkAll(t, a, blocks.Options{ID: answerID, Edition: "m1", Asked: a.Question, AskedBy: "U012ABCDEF", Share: true, Reword: true})
	}
}

// TestAPhrasedAnswerIsLaidOutAsThePlainOne has the same blocks with the same words, but for the model's.
func TestAPhrasedAnswerIsLaidOutAsThePlainOne(t *testing.T) {
	b := openBot(t)
	plain, worded := blocks.Answer(ask(t, b, threeNeeds), blocks.Options{ID: answerID}), blocks.Answer(inEnglish(t, b), blocks.Options{ID: answerID})
	if len(plain.Blocks) != len(worded.Blocks) {
		t.Fatalf("%d blocks, the plain one has %d", len(worded.Blocks), len(plain.Blocks))
	}
	for i := range plain.Blocks {
		p, w := string(encoded(t, plain.Blocks[i])), string(encoded(t, worded.Blocks[i]))
		id := plain.Blocks[i].ID()
		if other := strings.HasPrefix(id, "reasons") || strings.HasPrefix(id, "footer"); (p != w) != other {
			t.Errorf("%s: plain %s\nphrased %s", id, p, w)
		}
	}
}

func TestWhatTheModelMergedIsShownWholeAndTheTableToo(t *testing.T) {
	a := ask(t, openBot(t), threeNeeds)
	c := a.Claims()
	merged := []bot.Statement{
		{Text: "Django is secure and gets software done fast.", Citations: append(c[0].Citations, c[1].Citations...)}, c[2], c[3],
		{Text: "Django suits all that, and Node.js suits APIs, high bandwidth and microservices.", Citations: c[4].Citations},
	}
	shown := string(encoded(t, blocks.Answer(a.Reworded(merged, &bot.Wording{Model: "m"}), blocks.Options{ID: answerID}).Blocks))
	for _, want := range []string{merged[0].Text, merged[3].Text, "Choose Django for projects that need tight security.", "Unless "} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not in %s", want, shown)
		}
	}
	if n := strings.Count(shown, c[2].Text); n != 1 {
		t.Errorf("a sentence of ours that stayed is said %d times", n)
	}
}

func TestTheGermanAnswerKeepsTheTableInTheSourcesOwnWords(t *testing.T) {
	m := blocks.Answer(inGerman(t, openBot(t)), blocks.Options{ID: answerID})
	shown := string(encoded(t, m.Blocks))
	for _, want := range []string{"Wählen Sie Django", "Choose Django for projects that need tight security.", "Node.js ist die Wahl für APIs", "Strong evidence"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not in %s", want, shown)
		}
	}
	if !strings.Contains(m.Text, "Wählen Sie Django") || strings.Contains(m.Text, "Pick:") {
		t.Errorf("the notification says %q", m.Text)
	}
}

func TestTheEvidenceOfAPhrasedAnswerHasTheSourcesOwnWordsToo(t *testing.T) {
	view := string(encoded(t, blocks.Evidence(inEnglish(t, openBot(t)))))
	for _, want := range []string{
		"For quick and scalable MVP development, Django is the one to choose.", "In the sources' own words",
		`{"type":"text","text":"Choose Django for projects that need tight security.","style":{"bold":true}}`,
	} {
		if !strings.Contains(view, want) {
			t.Errorf("%s is not in the evidence", want)
		}
	}
	if plain := string(encoded(t, blocks.Evidence(ask(t, openBot(t), threeNeeds)))); strings.Contains(plain, "own words") {
		t.Error("the evidence of a plain answer says that it is in the sources' own words")
	}
}

// TestAnEditionChangesEveryBlockIDAndNothingElse has the answer's id stay where buttons are read by it.
func TestAnEditionChangesEveryBlockIDAndNothingElse(t *testing.T) {
	a := ask(t, openBot(t), "Compare Django and Node.js")
	first, second := blocks.Answer(a, blocks.Options{ID: answerID}), blocks.Answer(a, blocks.Options{ID: answerID, Edition: "2"})
	before := map[string]bool{}
	for _, block := range first.Blocks {
		before[block.ID()] = true
	}
	for _, block := range second.Blocks {
		if id := block.ID(); before[id] || !strings.HasSuffix(id, ":"+answerID) {
			t.Errorf("the edited message has a block %q", id)
		}
	}
	if got := strings.ReplaceAll(string(encoded(t, second.Blocks)), ".2:"+answerID, ":"+answerID); got != string(encoded(t, first.Blocks)) {
		t.Errorf("more than the ids has changed: %s", got)
	}
}

func TestBetterWordsAreOfferedWhereThatIsAskedFor(t *testing.T) {
	said := bot.Answer{Outcome: bot.Facts, Statements: []bot.Statement{{Text: "A fact.", Citations: []int{1}}}, Sources: []bot.Source{{N: 1, Section: "S"}}}
	for _, c := range []struct {
		options blocks.Options
		want    string
	}{
		{blocks.Options{ID: "A", Share: true, Reword: true}, "[evidence All evidence share Share to channel reword Better words answer_feedback]"},
		{blocks.Options{ID: "A", Share: true}, "[evidence All evidence share Share to channel answer_feedback]"},
		{blocks.Options{Reword: true}, "[]"},
	} {
		if got := fmt.Sprint(buttons(t, blocks.Answer(&said, c.options))); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestAMessageTellsWhetherAModelPhrasedIt(t *testing.T) {
	b := openBot(t)
	for _, c := range []struct {
		answer *bot.Answer
		want   bool
	}{{inEnglish(t, b), true}, {ask(t, b, threeNeeds), false}, {ask(t, b, "hello"), false}, {&bot.Answer{Outcome: bot.NotCovered, Text: "Phrased by nobody."}, false}} {
		for m, ok := blocks.Answer(c.answer, blocks.Options{ID: "A1", Edition: "2"}), true; ok && len(m.Blocks) > 0; m, ok = m.Simpler() {
			var read slack.Blocks // as Slack sends it
			if err := json.Unmarshal(encoded(t, m.Blocks), &read); err != nil {
				t.Fatal(err)
			}
			if got := blocks.Phrased(read.BlockSet); got != c.want {
				t.Errorf("%s: phrased %v", m.Text, got)
			}
		}
	}
}

// TestAPhrasedRefusalAndQuestionBackAreLaidOut has answers that are one text, in another language.
func TestAPhrasedRefusalAndQuestionBackAreLaidOut(t *testing.T) {
	b := openBot(t)
	for name, c := range map[string]struct{ question, text string }{
		"phrased-refusal":       {"Rails oder Laravel?", "Das beantwortet mein Wissen nicht. Es fehlen Rails und Laravel. Es handelt von Django und Node.js: " + strings.Repeat("von deren Geschwindigkeit, Sicherheit und Kosten, ", 8) + "und von mehr."},
		"phrased-question-back": {"was ist besser?", "Was ist Ihnen am wichtigsten? Nennen Sie eine Anforderung, etwa Sicherheit oder Kosten."},
	} {
		plain := ask(t, b, c.question)
		a := plain.Reworded([]bot.Statement{{Text: c.text, Citations: []int{}}}, &bot.Wording{Model: "gpt-9-mini"})
		m := blocks.Answer(a, blocks.Options{ID: answerID, Edition: "m1"})
		golden(t, name, m)
		checkAll(t, a, blocks.Options{ID: answerID, Asked: a.Question, Share: true, Reword: true})
		if !blocks.Phrased(m.Blocks) || !strings.Contains(string(encoded(t, m.Blocks)), c.text[len(c.text)-20:]) {
			t.Errorf("%s: %s", name, encoded(t, m.Blocks))
		}
	}
}

func TestBetterWordsOfAQuestionBackAreOfferedAlone(t *testing.T) {
	back := bot.Answer{Outcome: bot.Clarify, Text: "Which?", Sources: []bot.Source{{N: 1, Section: "S"}}}
	got := fmt.Sprint(buttons(t, blocks.Answer(&back, blocks.Options{ID: "A", Share: true, Reword: true})))
	if want := "[reword Better words]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
