package main

import (
	"os/exec"
	"regexp"
	"strconv"
	"testing"
)

var peakLine = regexp.MustCompile(`peak (\d+) kB`)

// BenchmarkAskPeakMemory reports the largest resident memory of such a process, as peak-MB.
func BenchmarkAskPeakMemory(b *testing.B) {
	largest := 0
	for b.Loop() {
		out, err := exec.Command("stackpick-peak", "ask", benchQuestion).CombinedOutput()
		if err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		m := peakLine.FindSubmatch(out)
		if m == nil {
			b.Fatalf("no peak: %s", out)
		}
		kB, err := strconv.Atoi(string(m[1]))
		if err != nil {
			b.Fatal(err)
		}
		largest = max(largest, kB)
	}
	b.ReportMetric(float64(largest)/1024, "peak-MB")
}
