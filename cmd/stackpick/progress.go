package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"github.com/stackpick/stackpick/bot/living"
)

// A progressLine shows on a terminal how far a long reading is, in one line that goes when it is done. Its zero value
// shows nothing.
type progressLine struct {
	w     io.Writer // nil where nobody watches
	next  time.Time // when to show more
	shown bool
}

const (
	progressAfter = time.Second // what is done by then needs no line
	progressEvery = 100 * time.Millisecond
)

// newProgressLine returns one on standard error, where that is a terminal.
func (p *program) newProgressLine() *progressLine {
	f, ok := p.stderr.(*os.File)
	if !ok || !p.config.colour || !term.IsTerminal(int(f.Fd())) {
		return &progressLine{}
	}
	return &progressLine{w: f, next: time.Now().Add(progressAfter)}
}

func (l *progressLine) tell(p living.Progress) { l.say(inWords(p)) }

// inWords says how far a reading is.
func inWords(p living.Progress) string {
	if p.Passages > 0 {
		return "indexing knowledge: " + count(p.Passages, "passage")
	}
	return "reading knowledge: " + count(p.Files, "file")
}

// say shows a text, unless another was shown just now.
func (l *progressLine) say(text string) {
	now := time.Now()
	if l.w == nil || now.Before(l.next) {
		return
	}
	l.next, l.shown = now.Add(progressEvery), true
	fmt.Fprintf(l.w, "\r\x1b[K%s …", text)
}

// done takes the line away.
func (l *progressLine) done() {
	if l.shown {
		l.shown = false
		fmt.Fprint(l.w, "\r\x1b[K")
	}
}
