package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A followed is a bot in Slack whose knowledge is a folder that a test changes.
type followed struct {
	*served
	dir   string
	asked int
}

// write changes a file of the folder; without text it goes.
func (f *followed) write(name, text string) {
	f.Helper()
	file := filepath.Join(f.dir, name)
	var err error
	if text == "" {
		err = os.Remove(file)
	} else {
		err = os.WriteFile(file, []byte(text), 0o644)
	}
	if err != nil {
		f.Fatal(err)
	}
}

// says returns the message that answers a direct message.
func (f *followed) says(text string) string {
	f.Helper()
	f.asked++
	f.deliver(f.slack.DM(asker, text))
	m := f.messages(f.asked)[f.asked-1]
	return m.Text + string(m.Blocks)
}

// metric waits until the metrics have a line.
func (f *followed) metric(line string) {
	f.Helper()
	f.until("the metrics have "+line, func() bool {
		_, body := f.get("/metrics")
		return strings.Contains(body, "\n"+line+"\n")
	})
}

// stop ends the program in order.
func (f *followed) stop() {
	f.Helper()
	if err := f.cmd.Process.Signal(os.Interrupt); err != nil {
		f.Fatal(err)
	}
	f.exit(patience)
}

func (f *followed) expect(text, want string) {
	f.Helper()
	if got := f.says(text); !strings.Contains(got, want) {
		f.Errorf("%q is answered without %q:\n%s", text, want, got)
	}
}

const ourDjango = "# Django at our place\n\n## Performance\n\nDjango is slow in our shop.\n"

func TestProcessFollowsItsFiles(t *testing.T) {
	s := newSlack(t)
	dir := t.TempDir()
	f := &followed{dir: dir}
	if err := os.WriteFile(filepath.Join(dir, "django.md"), []byte(ourDjango), 0o644); err != nil {
		t.Fatal(err)
	}
	f.served = serveReady(t, s, overHTTP(s, t.TempDir(), "STACKPICK_KNOWLEDGE="+dir))
	f.expect("Is Django fast?", "slow in our shop")

	f.write("django.md", strings.Replace(ourDjango, "slow", "quick", 1))
	f.write("node.md", "# Node.js at our place\n\n## Performance\n\nNode.js is fast in our shop.\n")
	f.metric("stackpick_knowledge_passages 2")
	f.expect("Is Django fast?", "quick in our shop")
	f.expect("sources", "Node.js at our place")
	f.expect("status", "2 documents, 2 passages")

	f.write("node.md", "")
	f.metric("stackpick_knowledge_passages 1")
	if got := f.says("sources"); strings.Contains(got, "Node.js at our place") {
		t.Errorf("a deleted document is still listed:\n%s", got)
	}

	f.write("bad.md", "---\ntitle: [\n---\n# Bad\n\nDjango is bad.\n")
	f.metric("stackpick_knowledge_left_out_files 1")
	f.expect("status", "1 left out")
	f.logged(`level=WARN .*bad\.md:2: front matter`)

	f.write("vocabulary.yaml", "options:\n  - nmae: Zorkbase\n")
	f.metric("stackpick_knowledge_failures_total 1")
	if status, body := f.get("/readyz"); status != http.StatusOK || !strings.Contains(body, "vocabulary.yaml:2") {
		t.Errorf("/readyz says %d %q, want ready and the fault with its line", status, body)
	}
	f.expect("status", "cannot be read")
	f.expect("Is Django fast?", "quick in our shop")
	f.write("vocabulary.yaml", "")
	f.until("/readyz has nothing to say", func() bool { _, body := f.get("/readyz"); return body == "ready" })
}

func TestProcessKeepsItsIndexAndDoesNotTrustIt(t *testing.T) {
	s := newSlack(t)
	data := t.TempDir()
	f := &followed{dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(f.dir, "django.md"), []byte(ourDjango), 0o644); err != nil {
		t.Fatal(err)
	}
	environ := overHTTP(s, data, "STACKPICK_KNOWLEDGE="+f.dir)
	f.served = serveReady(t, s, environ)
	f.expect("Is Django fast?", "slow in our shop")
	f.stop()

	f.served = serveReady(t, s, environ)
	f.expect("Is Django fast?", "slow in our shop")
	if log := f.log.String(); strings.Contains(log, "made anew") {
		t.Errorf("an index that is whole was made anew:\n%s", log)
	}
	f.stop()

	damaged := 0
	err := filepath.WalkDir(filepath.Join(data, indexFolder), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "lock" {
			return err
		}
		bytes, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		damaged++
		bytes[len(bytes)/2] ^= 1
		return os.WriteFile(path, bytes, 0o600)
	})
	if err != nil || damaged == 0 {
		t.Fatalf("%d files of the index damaged: %v", damaged, err)
	}
	f.served = serveReady(t, s, environ)
	f.logged("made anew")
	f.expect("Is Django fast?", "slow in our shop")
	f.write("django.md", strings.Replace(ourDjango, "slow", "quick", 1))
	f.metric("stackpick_knowledge_swaps_total 1")
	f.expect("Is Django fast?", "quick in our shop")
}

func TestProcessLivesWhileItReads(t *testing.T) {
	s := newSlack(t)
	dir := t.TempDir()
	for i := range 300 {
		text := fmt.Sprintf("---\nid: file %d\n---\n", i) + strings.Repeat(ourDjango+"\n## More\n\nNode.js is faster than Django, and Django is safer than Node.js.\n\n", 10)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.md", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p := serve(t, s, overHTTP(s, t.TempDir(), "STACKPICK_KNOWLEDGE="+dir))
	p.logged("health by http")
	p.base = p.address()
	if status, body := p.get("/healthz"); status != http.StatusOK || body != "ok" {
		t.Errorf("/healthz says %d %q while the knowledge is read", status, body)
	}
	p.until("/readyz says how far the reading is", func() bool {
		status, body := p.get("/readyz")
		return status == http.StatusServiceUnavailable && regexp.MustCompile("^reading knowledge: [1-9][0-9]* files?$").MatchString(body)
	})
	if status, _ := p.get("/slack/events"); status != http.StatusServiceUnavailable {
		t.Errorf("/slack/events says %d while the knowledge is read, want 503: Slack delivers again", status)
	}
	p.ready()
	p.until("/readyz is ready", func() bool { status, body := p.get("/readyz"); return status == http.StatusOK && body == "ready" })
	p.deliver(s.DM(asker, "Is Django fast?"))
	p.messages(1)
}

// TestProcessSaysThatItsIndexIsNotOnDisk has something stand where the index would be written.
func TestProcessSaysThatItsIndexIsNotOnDisk(t *testing.T) {
	s, dir, data := newSlack(t), t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "django.md"), []byte(ourDjango), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(data, indexFolder, "manifest", "in the way"), 0o755); err != nil {
		t.Fatal(err)
	}
	f := &followed{served: serveReady(t, s, overHTTP(s, data, "STACKPICK_KNOWLEDGE="+dir))}
	if status, body := f.get("/readyz"); status != http.StatusOK || !strings.Contains(body, "\nthe index is in memory, not on disk: ") {
		t.Errorf("/readyz says %d %q, want ready and where the index is", status, body)
	}
	f.expect("Is Django fast?", "slow in our shop")
}
