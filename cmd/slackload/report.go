package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// What a bot must keep to, on one machine with this tool.
const (
	maxMedianAck = 5 * time.Millisecond
	maxSlowAck   = 25 * time.Millisecond // 99th percentile
	maxForgedAck = 50 * time.Millisecond // the same beside forged requests
	maxAck       = 3 * time.Second       // then Slack gives up
	maxMemory    = 300 << 20             // bytes
)

// A report is what a run found.
type report struct {
	rows   [][2]string
	faults []string
}

func (r *report) row(name, format string, args ...any) {
	r.rows = append(r.rows, [2]string{name, fmt.Sprintf(format, args...)})
}

// must adds a fault unless something is so.
func (r *report) must(so bool, format string, args ...any) {
	if !so {
		r.faults = append(r.faults, fmt.Sprintf(format, args...))
	}
}

// report counts and judges. Peak is the bot's largest resident memory in bytes, 0 for unknown; processor how much of one
// it took. Nothing may be under way any more.
func (l *load) report(peak int64, processor time.Duration) *report {
	r := &report{}
	way := "HTTP"
	if l.socket {
		way = "Socket Mode"
	}
	r.row("load", "%g/s for %s by %s", l.rate, l.length, way)
	slices.Sort(l.acks)
	slices.Sort(l.late)
	r.row("sent", "%d: %d questions, the rest repeated; this tool was late by %s (p99), %s (max)",
		len(l.late), len(l.asked), show(quantile(l.late, 0.99)), show(quantile(l.late, 1)))
	r.row("acknowledged", "%d; not: %d; after more than one try: %d", len(l.acks), l.unacked, l.retried)
	l.judgeAcks(r)
	l.judgeAnswers(r)
	r.row("processor", "%.1f s, %.1f ms a question", processor.Seconds(), processor.Seconds()*1000/float64(max(1, len(l.asked))))
	if peak > 0 {
		r.row("peak memory", "%d MB", peak>>20)
		r.must(peak <= maxMemory, "peak memory is %d MB, above %d MB", peak>>20, maxMemory>>20)
	}
	if l.forged > 0 {
		r.row("forged", "%d (%.0f/s), let through: %d", l.forgeries.Load(), float64(l.forgeries.Load())/l.length.Seconds(), l.tolerated.Load())
		r.must(l.tolerated.Load() == 0, "%d forged requests were not refused", l.tolerated.Load())
	}
	return r
}

func (l *load) judgeAcks(r *report) {
	p50, p99, longest := quantile(l.acks, 0.5), quantile(l.acks, 0.99), quantile(l.acks, 1)
	r.row("acknowledgement", "p50 %s, p99 %s, p99.9 %s, max %s", show(p50), show(p99), show(quantile(l.acks, 0.999)), show(longest))
	r.must(l.unacked == 0, "%d deliveries were not acknowledged", l.unacked)
	r.must(l.retried == 0, "%d deliveries needed more than one try", l.retried)
	r.must(longest <= maxAck, "an acknowledgement took %s", show(longest))
	if l.forged > 0 {
		r.must(p99 <= maxForgedAck, "acknowledgements took %s (p99), above %s", show(p99), show(maxForgedAck))
		return
	}
	r.must(p50 <= maxMedianAck, "acknowledgements took %s (p50), above %s", show(p50), show(maxMedianAck))
	r.must(p99 <= maxSlowAck, "acknowledgements took %s (p99), above %s", show(p99), show(maxSlowAck))
}

func (l *load) judgeAnswers(r *report) {
	posted := map[place]int{}
	var took []time.Duration
	notices, elsewhere := 0, 0
	for _, m := range l.slack.Messages() {
		p := placeOf(m)
		due, asked := l.asked[p]
		switch {
		case m.By == "ack":
			notices++
		case !asked:
			elsewhere++
		default:
			if posted[p]++; posted[p] == 1 {
				took = append(took, m.At.Sub(due))
			}
		}
	}
	slices.Sort(took)
	once, more := 0, 0
	for _, n := range posted {
		if n == 1 {
			once++
		} else {
			more++
		}
	}
	missing := len(l.asked) - len(posted)
	r.row("answers", "once %d, missing %d, more than once %d; other messages %d, notices %d", once, missing, more, elsewhere, notices)
	r.row("event to message", "p50 %s, p95 %s, p99 %s, max %s", show(quantile(took, 0.5)), show(quantile(took, 0.95)), show(quantile(took, 0.99)), show(quantile(took, 1)))
	r.must(missing == 0, "%d questions have no answer", missing)
	r.must(more == 0, "%d questions have more than one answer", more)
	r.must(elsewhere == 0, "%d messages are in no question's place", elsewhere)
}

// quantile returns the value below which a share of sorted times lies; the largest for 1, 0 when there are none.
func quantile(sorted []time.Duration, share float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

func show(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}

// print writes the table.
func (r *report) print(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range r.rows {
		fmt.Fprintf(table, "%s\t%s\n", row[0], row[1])
	}
	return table.Flush()
}
