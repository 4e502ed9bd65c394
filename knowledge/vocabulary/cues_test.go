package vocabulary_test

import (
	"testing"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

func TestCues(t *testing.T) {
	tests := []struct {
		text string
		cue  vocabulary.Cue
		at   int
	}{
		{"hello there", vocabulary.Greeting, 0},
		{"so what is Kafka?", vocabulary.Defining, 1},
		{"Kafka versus RabbitMQ", vocabulary.Comparing, 1},
		{"put them in a table, side by side", vocabulary.Tabulating, 4},
		{"which one should we take", vocabulary.Deciding, 0},
		{"they recommended Kafka", vocabulary.Deciding, 1}, // any ending
		{"and how many queues?", vocabulary.Counting, 1},
		{"how, many ask", vocabulary.Counting, -1}, // a phrase ends at a pause
		{"howmany queues", vocabulary.Counting, -1},
		{"what percentage of them", vocabulary.Sharing, 1},
		{"tell me when was it made", vocabulary.Dating, 2},
		{"who made Kafka", vocabulary.Naming, 0},
		{"but why?", vocabulary.Reasoning, 1},
		{"it has pitfalls", vocabulary.Blaming, 2},
		{"its selling points", vocabulary.Praising, 1},
		{"are we allowed to?", vocabulary.Permitting, 2},
		{"must it be signed?", vocabulary.Demanding, 0},
		{"any success story?", vocabulary.Relating, 1},
		{"what is the best way to scale it?", vocabulary.Instructing, 4},
		{"how hard is it?", vocabulary.Grading, 0},
		{"that is true", vocabulary.Confirming, 2}, // words that YAML takes for more than words
		{"it scales, no?", vocabulary.Confirming, 2},
		{"Kafka isn't a database", vocabulary.Equating, 1},
		{"Kafka rather than RabbitMQ", vocabulary.Preferring, 1},
		{"Kafka, which keeps a log", vocabulary.Questioning, 1},
		{"whats up with Kafka", vocabulary.Questioning, 0}, // as chats spell it
		{"Kafka doesn't lose any", vocabulary.Helping, 1},
		{"please compare them", vocabulary.Requesting, 1},
		{"what do we use?", vocabulary.Advising, 3},
		{"for a new service", vocabulary.Undertaking, 3},
		{"Was sind die Nachteile?", vocabulary.Blaming, 3}, // of other languages, too
		{"Pourquoi Kafka ?", vocabulary.Reasoning, 0},
		{"哪个更适合", vocabulary.Deciding, 2},
		{"Kafka keeps a log", vocabulary.Deciding, -1},
		{"Kafka keeps a log", vocabulary.Cue("no such cue"), -1},
		{"", vocabulary.Deciding, -1},
	}
	v := vocabularyOf(t, "")
	for _, tt := range tests {
		t.Run(string(tt.cue)+": "+tt.text, func(t *testing.T) {
			words := vocabulary.Words(tt.text)
			if got := v.CueAt(tt.cue, words); got != tt.at {
				t.Errorf("at word %d, want %d", got, tt.at)
			}
			if got := v.Has(tt.cue, words); got != (tt.at >= 0) {
				t.Errorf("has it: %v", got)
			}
		})
	}
}

func TestSays(t *testing.T) {
	v := vocabularyOf(t, "")
	if !v.Says(vocabulary.Blaming, "pitfalls") || v.Says(vocabulary.Blaming, "advantages") {
		t.Error("pitfalls do not blame, or advantages do")
	}
}
