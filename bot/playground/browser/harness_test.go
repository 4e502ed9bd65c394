package browser

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// patience is how long anything may take before a test fails.
const patience = 20 * time.Second

// What all tests share: the built program, and a browser whose tabs they use.
type shared struct {
	program string
	browser context.Context
}

var env shared

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "playground-test-")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		env.program = filepath.Join(dir, "stackpick")
		build := exec.Command("go", "build", "-o", env.program, "./cmd/stackpick")
		build.Dir = filepath.Join("..", "..", "..")
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
			return 1
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.WindowSize(1280, 860))
		allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
		defer stop()
		browser, end := chromedp.NewContext(allocator)
		defer end()
		if err := chromedp.Do(browser); err != nil {
			fmt.Fprintf(os.Stderr, "starting Chromium: %v\ninstall it: apt-get install chromium fonts-liberation fonts-noto-color-emoji\n", err)
			return 1
		}
		env.browser = browser
		return m.Run()
	}())
}

// serve starts a playground and returns its address.
func serve(t testing.TB, args ...string) string {
	t.Helper()
	return serveWith(t, nil, args...)
}

// serveWith is serve with variables set.
func serveWith(t testing.TB, environ []string, args ...string) string {
	t.Helper()
	base, _ := start(t, environ, args...)
	return base
}

// start starts a playground, and returns its address and what ends it. It ends with the test at the latest.
func start(t testing.TB, environ []string, args ...string) (base string, end func()) {
	t.Helper()
	cmd := exec.Command(env.program, append([]string{"playground", "--listen", "127.0.0.1:0"}, args...)...)
	cmd.Env = append([]string{"HOME=" + t.TempDir(), "TMPDIR=" + t.TempDir()}, environ...)
	cmd.Dir = t.TempDir()
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var rest sync.WaitGroup
	end = sync.OnceFunc(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		rest.Wait()
		_ = cmd.Wait()
	})
	t.Cleanup(end)
	lines, before := bufio.NewScanner(said), bytes.Buffer{}
	for lines.Scan() {
		if m := regexp.MustCompile(`playground at (http://\S+)`).FindStringSubmatch(lines.Text()); m != nil {
			rest.Go(func() { _, _ = io.Copy(io.Discard, said) })
			return m[1], end
		}
		before.WriteString(lines.Text() + "\n")
	}
	t.Fatalf("the playground did not start:\n%s", before.String())
	return "", nil
}

// A page is a tab with the playground in it. What it loads and what goes wrong in it are noted.
type page struct {
	testing.TB
	ctx  context.Context
	base string

	mu       sync.Mutex
	requests map[network.RequestID]string // addresses of what was asked for, less what the page's policy stopped
	faults   []string
}

// A look is how large a page is, and light or dark.
type look struct {
	name          string
	width, height int64
	dark          bool
}

var (
	desktop = look{"light", 1360, 960, false}
	night   = look{"dark", 1360, 960, true}
	phone   = look{"phone", 390, 844, false}
)

// open opens a playground in a tab of its own.
func open(t testing.TB, base string, l look) *page {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(env.browser, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	p := &page{TB: t, ctx: ctx, base: base}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(l.width, l.height)); err != nil { // opens the tab: without a deadline
		t.Fatal(err)
	}
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	if err != nil {
		t.Fatal(err)
	}
	p.watch()
	p.do(chromedp.Navigate(base))
	p.until("the page is there", `document.querySelector(".sidebar")`)
	return p
}

// watch notes what the tab asks for, and what its console complains of.
func (p *page) watch() {
	p.requests = map[network.RequestID]string{}
	sent, console := chromedp.Events(p.ctx, network.RequestWillBeSent), chromedp.Console(p.ctx)
	failed := chromedp.Events(p.ctx, network.LoadingFailed)
	go func() {
		for e, err := range sent {
			if err != nil {
				return
			}
			p.mu.Lock()
			if _, stopped := p.requests[e.RequestID]; !stopped {
				p.requests[e.RequestID] = e.Request.URL
			}
			p.mu.Unlock()
		}
	}()
	go func() {
		for e, err := range failed {
			if err != nil {
				return
			}
			if e.BlockedReason == network.BlockedReasonCsp {
				p.mu.Lock()
				p.requests[e.RequestID] = ""
				p.mu.Unlock()
			}
		}
	}()
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			p.mu.Lock()
			p.faults = append(p.faults, m.Text)
			p.mu.Unlock()
		}
	}()
}

// elsewhere returns the addresses beyond the playground that the tab has asked the network for. That the policy has
// stopped a request is told after the request: it waits a little for that.
func (p *page) elsewhere() (found []string) {
	p.Helper()
	for end := time.Now().Add(time.Second); time.Now().Before(end); eval[bool](p, `new Promise((done) => setTimeout(() => done(true), 20))`) {
		p.mu.Lock()
		found = slices.DeleteFunc(slices.Sorted(maps.Values(p.requests)), func(url string) bool {
			return !strings.HasPrefix(url, "http") || strings.HasPrefix(url, p.base)
		})
		p.mu.Unlock()
		if len(found) == 0 {
			break
		}
	}
	return found
}

// complaints returns what the console said.
func (p *page) complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.faults)
}

func (p *page) do(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.Fatalf("%v\n%s", err, strings.Join(p.complaints(), "\n"))
	}
}

// until waits until an expression is true in the page, looking at each frame.
func (p *page) until(what, expression string) {
	p.Helper()
	script := fmt.Sprintf(`new Promise((done) => {
		const end = performance.now() + %d;
		const look = () => (%s) ? done("") : performance.now() > end ? done(document.body.innerText) : requestAnimationFrame(look);
		look();
	})`, patience.Milliseconds(), expression)
	if seen := eval[string](p, script); seen != "" {
		p.Fatalf("still not so: %s\n%s\n%s", what, seen, strings.Join(p.complaints(), "\n"))
	}
}

// eval returns what an expression, or the promise that it is, gives.
func eval[T any](p *page, expression string) T {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience+5*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// click clicks the element of a selector that has the text, as a person does: it must be there, and not covered.
func (p *page) click(selector, text string) {
	p.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll(%s)].filter((e) => e.offsetParent && (%s === "" || e.textContent.trim().includes(%[2]s) || e.ariaLabel?.includes(%[2]s))).at(-1)`,
		quote(selector), quote(text))
	p.until("there is "+selector+" "+text, find)
	at := eval[[]float64](p, `(() => { const e = `+find+`; e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2]; })()`)
	p.do(chromedp.MouseClickXY(at[0], at[1]))
}

// typeIn writes into a field in the place of what is there, and presses Enter.
func (p *page) typeIn(label, text string) {
	p.Helper()
	p.fill(label, text)
	p.key("Enter", 13)
}

// fill writes into a field in the place of what is there.
func (p *page) fill(label, text string) {
	p.Helper()
	field := fmt.Sprintf(`[...document.querySelectorAll("textarea, input")].findLast((e) => e.ariaLabel === %s)`, quote(label))
	p.until("there is a field "+label, field)
	eval[bool](p, `(() => { const e = `+field+`; e.focus(); e.select(); return true; })()`)
	if _, err := chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		p.Fatal(err)
	}
}

// key presses a key as a keyboard does: the page may keep its character from being typed.
func (p *page) key(name string, code int64) {
	p.Helper()
	text := ""
	if name == "Enter" {
		text = "\r"
	}
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		_, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{
			Type: kind, Key: name, Code: name, Text: text, WindowsVirtualKeyCode: code, NativeVirtualKeyCode: code,
		})
		if err != nil {
			p.Fatal(err)
		}
	}
}

func quote(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// hold keeps back the replies to requests that have a text in their body, until release is called in the page. Then
// window.arrived becomes true a little after they have been handed over.
func (p *page) hold(text string) {
	p.Helper()
	eval[bool](p, `(() => {
		const real = window.fetch, gate = new Promise((open) => { window.release = open; });
		window.fetch = async (path, options) => {
			const reply = await real(path, options);
			if (options?.body?.includes(`+quote(text)+`)) {
				const json = reply.json.bind(reply);
				reply.json = async () => {
					const value = await json();
					window.held = true;
					await gate;
					setTimeout(() => { window.arrived = true; }, 100);
					return value;
				};
			}
			return reply;
		};
		return true;
	})()`)
}

// answered waits until so many messages of the bot are shown, and returns the text of the last.
func (p *page) answered(n int) string {
	p.Helper()
	const last = `[...document.querySelectorAll(".message[data-bot=true]")]`
	p.until(fmt.Sprintf("%d messages of the bot", n), fmt.Sprintf(`%s.length >= %d`, last, n))
	return eval[string](p, last+`.at(-1).innerText`)
}

// team returns the folder of a team's documents.
func team(t testing.TB) string {
	t.Helper()
	folder, err := filepath.Abs("testdata/team")
	if err != nil {
		t.Fatal(err)
	}
	return folder
}
