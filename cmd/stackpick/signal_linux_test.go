package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

const (
	terminations = 20
	inFlight     = 50 // tasks at least, when the signal comes
	batch        = 20
)

// terminate asks the program to end, as supervisors do.
func (p *served) terminate() {
	p.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.Fatal(err)
	}
}

func TestProcessTerminatedInFullSwingLosesAndRepeatsNothing(t *testing.T) {
	t.Parallel() // it waits most of the time
	s := newSlack(t)
	environ := overHTTP(s, t.TempDir())
	var asked []string // the threads
	for n := range terminations {
		p := serveReady(t, s, environ)
		if n%4 == 0 { // some Slack does not take for a minute: they stay for the next life
			s.Fail("chat.postMessage", many(5, fakeslack.Fault{Status: http.StatusTooManyRequests, RetryAfter: time.Minute})...)
		}
		for p.tasks() < inFlight {
			s.Fail("chat.postMessage", many(batch, fakeslack.Fault{Delay: 200 * time.Millisecond})...)
			asked = append(asked, p.mentions(batch)...)
		}
		p.terminate()
		p.logged("msg=draining")
		if resp, err := http.Get(p.base + "/readyz"); err == nil {
			if resp.Body.Close(); resp.StatusCode != http.StatusServiceUnavailable {
				t.Errorf("/readyz says %d while it ends", resp.StatusCode)
			}
		}
		begun := time.Now()
		if code := p.exit(25 * time.Second); code != exitDone {
			t.Fatalf("exit status %d after %s, want 0:\n%s", code, time.Since(begun), &p.log)
		}
	}
	last := serveReady(t, s, environ)
	last.messages(len(asked))
	last.terminate()
	last.exit(25 * time.Second)
	for _, thread := range asked {
		if n := len(s.Thread(inGeneral, thread)) - 1; n != 1 {
			t.Errorf("a question has %d answers", n)
		}
	}
	t.Logf("%d questions, %d messages", len(asked), len(s.Messages()))
}

func TestProcessEndsAtOnceByASecondSignal(t *testing.T) {
	s := newSlack(t)
	environ := overHTTP(s, t.TempDir())
	p := serveReady(t, s, environ)
	s.Fail("chat.postMessage", many(batch, fakeslack.Fault{Delay: 9 * time.Second})...)
	asked := p.mentions(batch)
	p.messages(1)
	p.terminate()
	p.logged("msg=draining")
	p.terminate()
	if code := p.exit(2 * time.Second); code != -1 {
		t.Errorf("exit status %d, want none: the signal ends it", code)
	}
	serveReady(t, s, environ)
	for _, thread := range asked { // whether those under way came through nobody could know
		n := 0
		for begun := time.Now(); n == 0 && time.Since(begun) < patience; time.Sleep(10 * time.Millisecond) {
			n = len(s.Thread(inGeneral, thread)) - 1
		}
		if n != 1 && n != 2 {
			t.Errorf("a question has %d answers", n)
		}
	}
}

func many(n int, f fakeslack.Fault) []fakeslack.Fault {
	faults := make([]fakeslack.Fault, n)
	for i := range faults {
		faults[i] = f
	}
	return faults
}

// mentions asks n questions at once, each in a thread of its own, in one channel after the other, and returns the
// threads. Without channels it is the general one.
func (p *served) mentions(n int, channels ...string) (threads []string) {
	p.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var posting sync.WaitGroup
	for i := range n {
		channel := inGeneral
		if len(channels) > 0 {
			channel = channels[i%len(channels)]
		}
		d := p.slack.Mention(channel, fmt.Sprintf("U0ASKER%d", i), aQuestion)
		threads = append(threads, d.TS)
		posting.Go(func() {
			if ack, err := p.slack.Post(ctx, p.base, d); err != nil || !ack.Acked {
				p.Errorf("not acknowledged: %+v, %v", ack, err)
			}
		})
	}
	posting.Wait()
	return threads
}

// tasks returns how many tasks the program has, as it tells by its metrics.
func (p *served) tasks() int {
	p.Helper()
	_, body := p.get("/metrics")
	_, rest, _ := strings.Cut(body, "\nstackpick_queue_tasks ")
	value, _, _ := strings.Cut(rest, "\n")
	n, err := strconv.Atoi(value)
	if err != nil {
		p.Fatalf("no gauge of tasks: %v:\n%s", err, body)
	}
	return n
}

func TestProcessLooksAtItsFilesAtAHangup(t *testing.T) {
	s := newSlack(t)
	f := &followed{dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(f.dir, "django.md"), []byte(ourDjango), 0o644); err != nil {
		t.Fatal(err)
	}
	f.served = serveReady(t, s, overHTTP(s, t.TempDir(), "STACKPICK_KNOWLEDGE="+f.dir, "STACKPICK_RESCAN=0"))
	file, err := os.OpenFile(filepath.Join(f.dir, "django.md"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	data, err := unix.Mmap(int(file.Fd()), 0, len(ourDjango), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Munmap(data)
	copy(data[strings.Index(ourDjango, "slow"):], "fast") // through memory, of which the system tells nobody
	if err := f.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	f.metric("stackpick_knowledge_swaps_total 1")
	f.expect("Is Django fast?", "fast in our shop")
}

// TestProcessHeedsAnEarlyHangup sends one before there is any knowledge to look at.
func TestProcessHeedsAnEarlyHangup(t *testing.T) {
	s := newSlack(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "django.md"), []byte(ourDjango), 0o644); err != nil {
		t.Fatal(err)
	}
	p := serve(t, s, overHTTP(s, t.TempDir(), "STACKPICK_KNOWLEDGE="+dir))
	p.logged(`msg="starting;`)
	if err := p.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	p.ready()
	p.logged("as asked")
}
