package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

// A playgroundRun is a playground that runs in this process.
type playgroundRun struct {
	url    string // "" where it ended before it served
	said   []string
	cancel context.CancelFunc
	code   chan int
}

// runPlayground starts a playground and waits until it serves, or has ended.
func runPlayground(t *testing.T, args ...string) *playgroundRun {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &playgroundRun{cancel: cancel, code: make(chan int, 1)}
	out, in := io.Pipe()
	go func() {
		r.code <- run(ctx, append([]string{"playground"}, args...), []string{"HOME=" + t.TempDir()}, strings.NewReader(""), io.Discard, in)
		in.Close()
	}()
	address := regexp.MustCompile(`playground at (http://\S+)`)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		r.said = append(r.said, lines.Text())
		if m := address.FindStringSubmatch(lines.Text()); m != nil {
			r.url = m[1]
			break
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return r
}

// end stops a playground and returns its exit status.
func (r *playgroundRun) end() int {
	r.cancel()
	return <-r.code
}

func TestPlaygroundServesAndLeavesNothingBehind(t *testing.T) {
	t.Chdir(t.TempDir())
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	r := runPlayground(t, "--listen", "127.0.0.1:0")
	resp, err := http.Get(r.url)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || !strings.Contains(string(page), "<title>stackpick playground</title>") {
		t.Errorf("served %.200q, %v", page, err)
	}
	if code := r.end(); code != exitDone {
		t.Errorf("exit status %d", code)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestPlaygroundSaysWhyItCannotServe(t *testing.T) {
	t.Chdir(t.TempDir())
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, c := range []struct {
		listen string
		code   int
		want   string
	}{
		{taken.Addr().String(), exitFailed, "--listen 127.0.0.1:0"},
		{"0.0.0.0:0", exitUsage, "--expose"},
		{":0", exitUsage, "--expose"},
		{"nowhere", exitUsage, "127.0.0.1:8181"},
	} {
		r := runPlayground(t, "--listen", c.listen)
		if code := r.end(); code != c.code || r.url != "" || !strings.Contains(strings.Join(r.said, "\n"), c.want) {
			t.Errorf("%s: exit status %d, said %q", c.listen, code, r.said)
		}
	}
}

func TestPlaygroundWarnsWhereOthersCanReachIt(t *testing.T) {
	t.Chdir(t.TempDir())
	r := runPlayground(t, "--listen", "0.0.0.0:0", "--expose")
	if r.end(); !strings.Contains(strings.Join(r.said, "\n"), "warning: other machines") {
		t.Errorf("said %q", r.said)
	}
}
