package main

import (
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be started as the program: scripts and benchmarks run it as people do.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"stackpick":      main,
		"stackpick-peak": mainWithPeak,
	})
}

// TestScripts runs the sessions in testdata/script, each in a folder and an environment of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status,
			"repeat": repeat,
			"bytes":  writeBytes,
			"slack":  startSlack,
		},
	})
}

// status runs a command and checks its exit status: status 2 stackpick ask.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command [args]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if exit, ok := err.(interface{ ExitCode() int }); ok {
		got = fmt.Sprint(exit.ExitCode())
	} else if err != nil {
		ts.Fatalf("starting %s: %v", args[1], err)
	}
	if got != args[0] {
		ts.Fatalf("%v: exit status %s, want %s", args[1:], got, args[0])
	}
}

// repeat writes a text n times into a file: repeat FILE N TEXT.
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	n := 0
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat file n text")
	}
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	var data []byte
	for range n {
		data = append(data, args[2]...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// writeBytes writes a Go string literal into a file: bytes FILE "\xff\x00".
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	text := ""
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes file literal")
	}
	_, err := fmt.Sscanf(`"`+args[1]+`"`, "%q", &text)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}
