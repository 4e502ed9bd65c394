package browser

import (
	"fmt"
	"slices"
	"testing"
)

// painted resolves with the milliseconds from pressing Enter until so many answers are painted: the frame after the
// one in which the last one was put into the page.
const painted = `new Promise((done) => {
	let pressed = 0;
	addEventListener("keydown", (e) => { pressed = e.timeStamp; }, {once: true, capture: true});
	new MutationObserver((_, o) => {
		if (document.querySelectorAll(".message[data-bot=true] .blocks").length >= %d) {
			o.disconnect();
			requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed)));
		}
	}).observe(document.body, {childList: true, subtree: true});
})`

// BenchmarkEnterToPaint measures in the browser how long a person waits for an answer.
func BenchmarkEnterToPaint(b *testing.B) {
	for name, question := range map[string]string{
		"pick": "Django or Node.js for a fintech MVP, two Python devs?", "comparison": "Compare Django and Node.js on security, cost and experts",
	} {
		b.Run(name, func(b *testing.B) {
			p := open(b, serve(b), desktop)
			p.click("nav button", "stackpick")
			var all []float64
			for i := range b.N {
				p.fill("Message stackpick", question)
				eval[bool](p, fmt.Sprintf(`(window.wait = `+painted+`, true)`, i+1))
				p.key("Enter", 13)
				all = append(all, eval[float64](p, `window.wait`))
			}
			first := all[0]
			slices.Sort(all)
			b.ReportMetric(first, "ms-first")
			b.ReportMetric(all[len(all)/2], "ms-median")
			b.ReportMetric(all[len(all)-1], "ms-longest")
			b.ReportMetric(0, "ns/op")
		})
	}
}
