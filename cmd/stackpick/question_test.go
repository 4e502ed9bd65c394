package main

import (
	"strings"
	"testing"
)

func TestAFewBytesOfAnotherEncodingBecomeReplacementCharacters(t *testing.T) {
	p := &program{stdin: strings.NewReader("a caf\xe9 finder")}
	got, err := p.question("question", []string{"-"})
	if want := "a caf\ufffd finder"; got != want || err != nil {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}
