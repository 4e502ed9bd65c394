package playground

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

const (
	maxBody = 256 << 10 // of a request, in bytes
	maxText = 40_000    // of a message, in characters, as in Slack
)

// A fault is an error that the page shows to the person.
type fault struct {
	status int
	text   string
}

func (f *fault) Error() string { return f.text }

func refuse(format string, args ...any) error {
	return &fault{http.StatusUnprocessableEntity, fmt.Sprintf(format, args...)}
}

// posted makes a handler of a function from one JSON value to another.
func posted[In, Out any](f func(ctx context.Context, in In) (Out, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in In
		kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || kind != "application/json" { // what a form or a plain cross-origin request cannot send
			answer(w, nil, &fault{http.StatusUnsupportedMediaType, "the request must be application/json"})
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			answer(w, nil, &fault{http.StatusRequestEntityTooLarge, "that is too much text"})
			return
		}
		if err := json.Unmarshal(body, &in); err != nil {
			answer(w, nil, &fault{http.StatusBadRequest, "the request is not the JSON that was expected"})
			return
		}
		out, err := f(r.Context(), in)
		answer(w, out, err)
	}
}

// answer writes JSON: a value, or {"error": …}.
func answer(w http.ResponseWriter, value any, err error) {
	status := http.StatusOK
	if err != nil {
		f := &fault{http.StatusInternalServerError, err.Error()}
		errors.As(err, &f)
		status, value = f.status, map[string]string{"error": f.text}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // fails only when the browser has gone
}

type nothing struct{}

// A saying is what a person typed, and where.
type saying struct {
	Channel string `json:"channel"` // the channel's id, or "dm"
	Thread  string `json:"thread"`  // the root's ts; "" for beside threads
	Text    string `json:"text"`
}

// A said tells what became of it.
type said struct {
	TS   string `json:"ts"`   // of the message; "" for a command
	Root string `json:"root"` // of the thread that it is in, itself for a first one
	Kind string `json:"kind"` // command, mention, message or dm
}

// say does what Slack's composer does with what is typed: a command, a mention, or a message.
func (s *server) say(ctx context.Context, in saying) (said, error) {
	text := strings.TrimSpace(in.Text)
	switch {
	case text == "":
		return said{}, refuse("there is nothing to send")
	case utf8.RuneCountInString(text) > maxText:
		return said{}, refuse("Slack takes at most %d characters in a message", maxText)
	}
	w := s.workspace()
	at := in.Channel
	if at == "dm" {
		at = w.slack.DMChannel(person)
	} else if at != channel {
		return said{}, refuse("there is no such channel")
	}
	d, kind, err := w.typed(at, in.Thread, text)
	if err != nil {
		return said{}, err
	}
	return said{TS: d.TS, Root: d.Thread, Kind: kind}, w.deliver(ctx, d)
}

// typed admits a text, and returns what Slack would tell the bot of it.
func (w *workspace) typed(at, thread, text string) (d fakeslack.Delivery, kind string, err error) {
	name, rest, _ := strings.Cut(text, " ")
	command := text[0] == '/'
	if command && name != w.slack.Config().Command {
		return d, "", refuse("%.40s is no command of this workspace: there is only /stackpick", name)
	}
	if err := w.admit(); err != nil {
		return d, "", err
	}
	if command {
		return w.slack.Command(at, person, fakeslack.Escape(strings.TrimSpace(rest))), "command", nil
	}
	var where []fakeslack.EventOption
	if thread != "" {
		where = append(where, fakeslack.InThread(thread))
	}
	text, mentioned := mention(fakeslack.Escape(text))
	switch {
	case at == w.slack.DMChannel(person):
		return w.slack.DM(person, text, where...), "dm", nil
	case mentioned:
		return w.slack.Mention(at, person, text, where...), "mention", nil
	default:
		return w.slack.Message(at, person, text, where...), "message", nil
	}
}

// mention turns @stackpick, as it is typed, into what Slack makes of it.
func mention(text string) (marked string, found bool) {
	const name = "@stackpick"
	var out strings.Builder
	last := 0 // the end of the last mention
	for at := range len(text) {
		end := at + len(name)
		switch {
		case at < last, text[at] != '@', end > len(text), !strings.EqualFold(text[at:end], name):
		case at > 0 && isWord(text[at-1]), end < len(text) && (isWord(text[end]) || text[end] == '-'): // a part of another name
		default:
			out.WriteString(text[last:at] + "<@" + botUser + ">")
			last = end
		}
	}
	return out.String() + text[last:], last > 0
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

// A pressing is a click on an element of a message, or of a view.
type pressing struct {
	Channel string `json:"channel"`
	TS      string `json:"ts"`
	View    string `json:"view"` // the view's id; "" for a message
	Action  string `json:"action"`
	Value   string `json:"value"`
}

func (s *server) press(ctx context.Context, in pressing) (nothing, error) {
	w := s.workspace()
	if err := w.admit(); err != nil {
		return nothing{}, err
	}
	var d fakeslack.Delivery
	var err error
	if in.View != "" {
		v, ok := w.view(in.View)
		if !ok {
			return nothing{}, refuse("that is not shown any more")
		}
		d, err = w.slack.ViewAction(v, in.Action, in.Value)
	} else {
		d, err = w.slack.BlockAction(fakeslack.Message{Channel: in.Channel, TS: in.TS}, person, in.Action, in.Value)
	}
	if err != nil {
		return nothing{}, refuse("%v", err)
	}
	return nothing{}, w.deliver(ctx, d)
}

// view returns a view as it was shown last.
func (w *workspace) view(id string) (fakeslack.View, bool) {
	for _, v := range slices.Backward(w.slack.Views()) {
		if v.ID == id {
			return v, true
		}
	}
	return fakeslack.View{}, false
}

// A submission is a modal that was filled in.
type submission struct {
	View  string            `json:"view"`
	Input map[string]string `json:"input"` // by action id
}

func (s *server) submit(ctx context.Context, in submission) (nothing, error) {
	w := s.workspace()
	v, ok := w.view(in.View)
	if !ok {
		return nothing{}, refuse("that is not shown any more")
	}
	if err := w.admit(); err != nil {
		return nothing{}, err
	}
	d, err := w.slack.ViewSubmission(v, in.Input)
	if err != nil {
		return nothing{}, refuse("%v", err)
	}
	return nothing{}, w.deliver(ctx, d)
}

// A sketch is a message that somebody tries out. Nothing is posted.
type sketch struct {
	Text   string          `json:"text"`
	Blocks json.RawMessage `json:"blocks"`
}

// A verdict says what Slack would have against it.
type verdict struct {
	Problems []string `json:"problems"` // each with the place; none when Slack would take it
}

func (s *server) check(_ context.Context, in sketch) (verdict, error) {
	out := verdict{Problems: []string{}}
	err := fakeslack.CheckMessage(in.Text, in.Blocks)
	if found, ok := errors.AsType[fakeslack.Violations](err); ok {
		for _, v := range found {
			out.Problems = append(out.Problems, v.String())
		}
	} else if err != nil {
		out.Problems = append(out.Problems, err.Error())
	}
	return out, nil
}

// An opening is a tab of the app that a person opens: home or messages.
type opening struct {
	Tab string `json:"tab"`
}

func (s *server) open(ctx context.Context, in opening) (nothing, error) {
	if in.Tab != "home" && in.Tab != "messages" {
		return nothing{}, refuse("the app has the tabs home and messages")
	}
	w := s.workspace()
	if err := w.admit(); err != nil {
		return nothing{}, err
	}
	return nothing{}, w.deliver(ctx, w.slack.HomeOpened(person, in.Tab))
}

// A stopping is the stop button of a session in the direct messages.
type stopping struct {
	Thread string `json:"thread"`
}

func (s *server) stop(ctx context.Context, in stopping) (nothing, error) {
	w := s.workspace()
	if err := w.admit(); err != nil {
		return nothing{}, err
	}
	return nothing{}, w.deliver(ctx, w.slack.SessionStopped(w.slack.DMChannel(person), in.Thread, person))
}

func (s *server) reset(ctx context.Context, _ nothing) (nothing, error) {
	return nothing{}, s.startOver(ctx)
}
