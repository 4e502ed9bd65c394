package blocks

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
)

// What is different where a language model phrased the statements. The verdict, its condition, the table and the gaps
// are ours as ever; the statements above the table are the model's, perhaps in another language. So is the text of a
// refusal or of a question back.

const phrased = "Phrased by "

func phrasedBy(a *bot.Answer) string {
	if model, ok := strings.CutPrefix(a.PhrasedBy, "llm:"); ok {
		return phrased + name(model) + ", checked against the sources"
	}
	return "Worded by stackpick from its sources; no language model"
}

// Phrased reports whether a message is an answer that a language model phrased, as its footer says.
func Phrased(message []slack.Block) bool {
	return slices.ContainsFunc(message, func(block slack.Block) bool {
		context, ok := block.(*slack.ContextBlock)
		return ok && strings.HasPrefix(context.BlockID, "footer") && slices.ContainsFunc(textsOf(context), func(text string) bool {
			return strings.HasPrefix(text, phrased)
		})
	})
}

// replaced returns the statements in our own words that those of the answer stand for, one for one; nil where no model
// phrased it, or where that merged or parted some.
func replaced(a *bot.Answer) []bot.Statement {
	if len(a.Plain) != len(a.Statements) {
		return nil
	}
	for i, s := range a.Statements {
		if !slices.Equal(s.Citations, a.Plain[i].Citations) {
			return nil
		}
	}
	return a.Plain
}

// saidByCondition tells which statements the headline's condition repeats or sums up, in whosever words. A statement in
// another language than the condition stands for itself.
func saidByCondition(a *bot.Answer) map[int]bool {
	said := map[int]bool{}
	if a.Recommendation == nil {
		return said
	}
	flip, own := summedUp(a), replaced(a)
	for j, p := range a.Ours().Statements {
		if j != flip && p.Text != a.Recommendation.Unless {
			continue
		}
		for i, s := range a.Statements {
			said[i] = said[i] || s.Text == p.Text || i == j && own != nil && a.Language == ""
		}
	}
	return said
}

// saidInOtherWords has the table refer to what stands above it in a model's words, as it does to our own. In another
// language it does not: there the table has what the sources say.
func (b *builder) saidInOtherWords() {
	if b.a.Recommendation == nil || b.a.Language != "" || replaced(b.a) == nil {
		return
	}
	for _, s := range shown(b.a.Ours()) {
		b.said[s.Text], b.said[s.Quoted()] = true, true
	}
}

// maxCovers bounds what is said after a refusal's first sentence, or that of a question back. Our own text comes in
// parts, a model's as a whole.
func (b *builder) maxCovers() int {
	if len(b.a.Plain) > 0 {
		return maxParagraph
	}
	return maxCovers
}

// ownWords are the statements that a model's words replace, for the evidence.
func (b *builder) ownWords() {
	var lines []*line
	for _, s := range b.a.Plain {
		lines = append(lines, b.cite((&line{}).text(full(s.Text)), s.Citations))
	}
	b.listed("own-words", "In the sources' own words", lines)
}
