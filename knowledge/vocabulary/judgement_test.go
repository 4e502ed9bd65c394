package vocabulary_test

import (
	"testing"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

func TestJudgement(t *testing.T) {
	v := vocabularyOf(t, "")
	for text, want := range map[string]int{
		"it is reliable and simple":                         +1,
		"it is fragile":                                     -1,
		"it is not reliable":                                -1,
		"it isn't fragile":                                  +1,
		"it is a database":                                  0,
		"not of these, but all are reliable":                -1, // within reach of the word that turns it round
		"not so, as of now and here, all of it is reliable": +1,
		"": 0,
	} {
		got := v.Judgement(vocabulary.Words(text))
		if got > 0 != (want > 0) || got < 0 != (want < 0) {
			t.Errorf("%q: %+d, want the sign of %+d", text, got, want)
		}
	}
}

func TestComparison(t *testing.T) {
	v := vocabularyOf(t, "")
	for text, want := range map[string][2]int{ // where the words stand that set one thing against another, and how many they are
		"Kafka is quicker than RabbitMQ": {3, 1},
		"Kafka is quick":                 {0, 0},
	} {
		if at, length := v.Comparison(vocabulary.Words(text)); at != want[0] || length != want[1] {
			t.Errorf("%q: %d words at %d, want %d at %d", text, length, at, want[1], want[0])
		}
	}
}
