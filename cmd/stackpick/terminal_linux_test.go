package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func TestAnAnswerOnATerminalIsColouredAndFits(t *testing.T) {
	const width = 61
	for name, c := range map[string]struct {
		environ []string
		want    bool
	}{
		"in colours":                             {[]string{"TERM=xterm"}, true},
		"without colours where NO_COLOR":         {[]string{"TERM=xterm", "NO_COLOR=1"}, false},
		"without colours where TERM=dumb":        {[]string{"TERM=dumb"}, false},
		"in colours where NO_COLOR says nothing": {[]string{"NO_COLOR="}, true},
	} {
		t.Run(name, func(t *testing.T) {
			out := onTerminal(t, width, c.environ, "ask", "Compare Django and Node.js.")
			if got := strings.Contains(out, "\x1b[1m"); got != c.want {
				t.Errorf("coloured: %t, want %t:\n%q", got, c.want, out)
			}
			out = colours.ReplaceAllString(out, "")
			widest := slices.MaxFunc(strings.Split(withoutLinks(out), "\r\n"), func(a, b string) int { return cells(a) - cells(b) })
			if cells(widest) > width || cells(widest) < width-20 {
				t.Errorf("widest line has %d cells on a terminal of %d: %q", cells(widest), width, widest)
			}
		})
	}
}

// Lines stay readable however wide the terminal is, and a very narrow one has them run over rather than a letter each.
func TestLinesAreNeitherTooWideNorTooNarrow(t *testing.T) {
	for width, want := range map[uint16][2]int{300: {widestLine - 20, widestLine}, 5: {narrowWidth - 10, narrowWidth}} {
		out := onTerminal(t, width, []string{"NO_COLOR=1"}, "ask", "Is Django secure?")
		widest := 0
		for line := range strings.SplitSeq(withoutLinks(out), "\r\n") {
			widest = max(widest, cells(line))
		}
		if widest < want[0] || widest > want[1] {
			t.Errorf("on a terminal of %d cells the widest line has %d, want %d to %d:\n%s", width, widest, want[0], want[1], out)
		}
	}
}

func TestAKnowledgeFileCannotControlTheTerminal(t *testing.T) {
	file := filepath.Join(t.TempDir(), "evil.md")
	evil := "# Redis \x1b]0;owned\x07\n\nRedis is \x1b[2Jfast and \u009b31msecure, \x1b]8;;https://evil.example\x1b\\says\x1b]8;;\x1b\\ everyone.\n"
	if err := os.WriteFile(file, []byte(evil), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"ask", "Is Redis fast?"}, {"ask", "--json", "Is \u009b31mRedis\x7f fast?"}, {"ask", "--format", "markdown", "Is \x1b[31mRedis fast?"},
		{"search", "Redis"}, {"search", "--json", "Redis"}, {"knowledge", "list"}, {"knowledge", "lint"},
		{"knowledge", "show", "\x1b]0;owned\x07"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			out := onTerminal(t, 80, []string{"TERM=xterm"}, append(args, "--knowledge", file)...)
			for _, r := range strings.ReplaceAll(colours.ReplaceAllString(out, ""), "\r\n", "") {
				if r < ' ' || 0x7f <= r && r < 0xa0 {
					t.Fatalf("%U reached the terminal: %q", r, out)
				}
			}
		})
	}
}

// colours are the sequences that the program sends itself.
var colours = regexp.MustCompile(`\x1b\[[0-9]*m`)

// withoutLinks leaves out the lines that are never wrapped.
func withoutLinks(out string) string {
	return regexp.MustCompile(`(?m)^ +https://.*\r\n`).ReplaceAllString(out, "")
}

// onTerminal runs the program with a terminal as standard output and standard error, and returns what the
// terminal received.
func onTerminal(t *testing.T, width uint16, environ []string, args ...string) string {
	t.Helper()
	screen, tty := openTerminal(t, width)
	received := make(chan []byte)
	go func() {
		data, _ := io.ReadAll(screen) // ends with an error when the last one closes the terminal
		received <- data
	}()
	run(t.Context(), args, environ, bytes.NewReader(nil), tty, tty)
	tty.Close()
	return string(<-received)
}

// openTerminal returns the two ends of a pseudo-terminal.
func openTerminal(t *testing.T, width uint16) (screen, tty *os.File) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatalf("opening a pseudo-terminal: %v", err)
	}
	t.Cleanup(func() { screen.Close() })
	fd := int(screen.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(int(tty.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: width}); err != nil {
		t.Fatal(err)
	}
	return screen, tty
}
