package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/living"
)

func TestProgressLine(t *testing.T) {
	var out bytes.Buffer
	l := &progressLine{w: &out, next: time.Now().Add(time.Hour)}
	l.tell(living.Progress{Files: 1})
	l.done()
	if out.Len() > 0 {
		t.Errorf("a short reading shows %q", out.String())
	}
	l.next = time.Now()
	l.tell(living.Progress{Files: 1})
	l.tell(living.Progress{Files: 2}) // too soon after the other
	l.next = time.Now()
	l.tell(living.Progress{Files: 2, Passages: 1234})
	l.done()
	l.done()
	const want = "\r\x1b[Kreading knowledge: 1 file …\r\x1b[Kindexing knowledge: 1234 passages …\r\x1b[K"
	if out.String() != want {
		t.Errorf("a long reading shows %q, want %q", out.String(), want)
	}
	(&progressLine{}).tell(living.Progress{Files: 1}) // nobody watches
}
