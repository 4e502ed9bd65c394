package blocks

import (
	"slices"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
)

// A chart says something only where enough cells judge, and only fits a few options.
const (
	minJudged  = 4
	maxBars    = 8
	maxBarName = 20 // Slack's limit
)

// chart counts, for each option, the criteria that speak for and against it. It counts cells rather than weights, so
// that an answer looks the same when it is loaded again without its ledger.
func (b *builder) chart() {
	c := b.a.Comparison
	if c == nil || len(c.Options) < 2 || len(c.Options) > maxBars {
		return
	}
	favour, against := judged(c)
	if sum(favour)+sum(against) < minJudged || alike(favour) && alike(against) {
		return
	}
	var names []string
	for _, o := range c.Options {
		n := shorten(name(o), maxBarName)
		if slices.Contains(names, n) {
			return
		}
		names = append(names, n)
	}
	axes := slack.NewDataVisualizationAxisConfig(names...).WithYLabel("Criteria")
	bars := slack.NewDataVisualizationBarChart(axes, series("For", names, favour), series("Against", names, against))
	id := slack.DataVisualizationBlockOptionBlockID(b.blockID("chart"))
	b.add(slack.NewDataVisualizationBlock("Evidence per option", bars, id), 0)
}

// judged counts the cells for and against each option.
func judged(c *bot.Comparison) (favour, against []int) {
	favour, against = make([]int, len(c.Options)), make([]int, len(c.Options))
	for _, r := range c.Rows {
		for i, cell := range r.Cells[:min(len(r.Cells), len(c.Options))] {
			switch {
			case !held(cell):
			case cell.Stance == "for":
				favour[i]++
			case cell.Stance == "against":
				against[i]++
			}
		}
	}
	return favour, against
}

func series(title string, names []string, counts []int) slack.DataVisualizationDataSeries {
	s := slack.NewDataVisualizationDataSeries(title)
	for i, n := range names {
		s.Data = append(s.Data, slack.NewDataVisualizationDataPoint(n, float64(counts[i])))
	}
	return s
}

func sum(counts []int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

// alike reports whether all counts are the same.
func alike(counts []int) bool { return slices.Max(counts) == slices.Min(counts) }
