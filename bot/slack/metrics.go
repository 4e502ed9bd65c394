package slack

import (
	"fmt"
	"io"
	"time"

	vm "github.com/VictoriaMetrics/metrics"

	"github.com/stackpick/stackpick/bot"
)

// metrics are what an operator watches, in Prometheus' text format:
//
//	stackpick_questions_total{surface,outcome}    questions that ended, by what they ended in; an outcome that is no
//	                                              answer's: refused (external channel), failed, stopped
//	stackpick_answer_seconds{surface}             from taking in a delivery to its message being in Slack
//	stackpick_own_seconds                         the same without the time that Slack's calls took
//	stackpick_ack_seconds{way}                    from the arrival of a delivery to its acknowledgement
//	stackpick_deliveries_total{result}            accepted, duplicate, ignored, limited, refused, forged, malformed
//	stackpick_llm_edits_total{result}             answers that a language model was to word, by what came of it: worded,
//	                                              unchanged (nothing passed), busy (others were being worded), stopped
//	                                              (by a person, a switch, the end), timeout, failed (so it was at Slack,
//	                                              too), or the kind of the model's fault
//	stackpick_llm_seconds                         what the model's words took, whatever became of them
//	stackpick_llm_sentences_total{result}         sentences of a model: kept, rejected
//	stackpick_llm_tokens_total                    tokens that were spent, as the model's server counts them
//	stackpick_queue_tasks                         tasks waiting or in progress
//	stackpick_slack_errors_total{method,error}    calls that Slack did not do
//	stackpick_feedback_total{vote}                votes, up and down
//	stackpick_embeddings_passages{state}          with an embedding model: passages that are embedded, and missing
//	stackpick_searches_total{by}                  with one: searches by meaning and words, and those by words alone because
//	                                              the model did not answer (one question takes several)
//	stackpick_last_envelope_age_seconds           since Slack last delivered anything
//	stackpick_socket_connections                  Socket Mode connections that are up
//	stackpick_knowledge_passages                  passages of the knowledge that answers
//	stackpick_knowledge_left_out_files            its files that could not be used
//	stackpick_knowledge_age_seconds               since it was read
//	stackpick_knowledge_looked_seconds            since its files were last looked at; 0 where nobody looks
//	stackpick_knowledge_swaps_total               how often other knowledge has taken its place
//	stackpick_knowledge_failures_total            how often the files could not be read
type metrics struct {
	set *vm.Set
}

func newMetrics() *metrics { return &metrics{set: vm.NewSet()} }

// gauge shows what value returns whenever metrics are read.
func (m *metrics) gauge(name string, value func() float64) { m.set.GetOrCreateGauge(name, value) }

func (m *metrics) question(s surface, outcome string) {
	m.count("stackpick_questions_total", "surface", string(s), "outcome", outcome)
}

func (m *metrics) delivery(result string) { m.count("stackpick_deliveries_total", "result", result) }

func (m *metrics) slackError(method, code string) {
	m.count("stackpick_slack_errors_total", "method", method, "error", code)
}

func (m *metrics) vote(up bool) {
	m.count("stackpick_feedback_total", "vote", map[bool]string{true: "up", false: "down"}[up])
}

// edit counts what came of a rewording.
func (m *metrics) edit(result string) { m.count("stackpick_llm_edits_total", "result", result) }

// edited notes how long an editor took, and what an answer says of its words; it may be nil.
func (m *metrics) edited(took time.Duration, answer *bot.Answer) {
	m.set.GetOrCreatePrometheusHistogram("stackpick_llm_seconds").Update(took.Seconds())
	if answer == nil || answer.Wording == nil {
		return
	}
	w := answer.Wording
	m.set.GetOrCreateCounter(series("stackpick_llm_sentences_total", "result", "kept")).Add(w.Kept)
	m.set.GetOrCreateCounter(series("stackpick_llm_sentences_total", "result", "rejected")).Add(len(w.Rejected))
	m.set.GetOrCreateCounter("stackpick_llm_tokens_total").Add(w.Tokens)
}

// answered notes how long a question took, and how much of that was ours.
func (m *metrics) answered(s surface, all, own time.Duration) {
	m.set.GetOrCreatePrometheusHistogram(series("stackpick_answer_seconds", "surface", string(s))).Update(all.Seconds())
	m.set.GetOrCreatePrometheusHistogram("stackpick_own_seconds").Update(own.Seconds())
}

// acknowledged notes how long an acknowledgement took; way is http or socket.
func (m *metrics) acknowledged(way string, took time.Duration) {
	m.set.GetOrCreatePrometheusHistogram(series("stackpick_ack_seconds", "way", way)).Update(took.Seconds())
}

func (m *metrics) count(name string, labels ...string) {
	m.set.GetOrCreateCounter(series(name, labels...)).Inc()
}

// write writes all metrics, with those of the process.
func (m *metrics) write(w io.Writer) {
	m.set.WritePrometheus(w)
	vm.WriteProcessMetrics(w)
}

// series names a metric with its labels, given as name, value, name, value …
func series(name string, labels ...string) string {
	text := name + "{"
	for i := 0; i+1 < len(labels); i += 2 {
		if i > 0 {
			text += ","
		}
		text += fmt.Sprintf("%s=%q", labels[i], labels[i+1])
	}
	return text + "}"
}
