package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"testing"
)

const benchQuestion = "Django or Node.js for a fintech MVP?"

// BenchmarkAskProcess measures an answer from the start of the process to its end: reading the built-in
// knowledge, indexing it, answering, printing.
func BenchmarkAskProcess(b *testing.B) {
	for b.Loop() {
		if out, err := exec.Command("stackpick", "ask", benchQuestion).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
	}
}

// mainWithPeak is main, and then tells the peak of its own resident memory. The kernel's account for the
// parent, ru_maxrss, would start at the size of the parent.
func mainWithPeak() {
	code := run(context.Background(), os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)
	status, _ := os.ReadFile("/proc/self/status")
	if m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status); m != nil {
		fmt.Printf("peak %s kB\n", m[1])
	}
	os.Exit(code)
}
