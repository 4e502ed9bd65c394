package slack

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/stackpick/stackpick/bot/store"
)

// A surface is where a person reached us; metrics and records name it.
type surface string

const (
	surfaceCommand surface = "command" // /stackpick
	surfaceMention surface = "mention" // @stackpick in a channel
	surfaceThread  surface = "thread"  // a reply without a mention in a thread where we answered
	surfaceDM      surface = "dm"
	surfaceButton  surface = "button" // a follow-up button under an answer
	surfaceHome    surface = "home"   // a button in App Home
)

// A duty is what a task asks for.
type duty string

const (
	dutyAnswer  duty = "answer"
	dutyHelp    duty = "help"
	dutySources duty = "sources"
	dutyStatus  duty = "status"
	dutyModel   duty = "llm" // whether a language model may word answers in the channel
	dutyShare   duty = "share"
)

// A task is one accepted delivery that must end in a message, reduced to what that needs. It waits in the store
// until it is done, and so outlives a crash.
type task struct {
	ID       string    `json:"-"` // the delivery's in the store; of the answer, too
	Duty     duty      `json:"duty"`
	Surface  surface   `json:"surface"`
	Team     string    `json:"team"`
	Channel  string    `json:"channel"`
	User     string    `json:"user"`
	TS       string    `json:"ts,omitempty"`     // of the message that asks; "" for commands and buttons
	Thread   string    `json:"thread,omitempty"` // the root's ts, "" outside threads
	Text     string    `json:"text,omitempty"`
	URL      string    `json:"url,omitempty"`      // response_url
	Private  bool      `json:"private,omitempty"`  // pressed under an answer that only User sees
	External bool      `json:"external,omitempty"` // people of another organisation read along
	Files    int       `json:"files,omitempty"`
	Answer   string    `json:"answer,omitempty"` // of dutyShare: the answer's ID
	Accepted time.Time `json:"-"`

	keys  []string // what makes two deliveries the same one
	tries int      // posts that Slack could not take, so far
	ended *ending  // set once its message is posted
}

// conversation is what a task belongs to: its tasks are dealt with one after the other, in the order they came.
func (t *task) conversation() string {
	thread := t.Thread
	if thread == "" {
		thread = t.TS
	}
	switch {
	case t.Surface == surfaceDM && t.Thread == "":
		thread = "" // in a plain DM each message goes on with the one before
	case t.URL != "":
		thread = t.User
	}
	return t.Team + "/" + t.Channel + "/" + thread
}

// name gives the task its ID, made from its keys: a delivery that is answered again after a crash gives its
// answer the same ID.
func (t *task) name() {
	sum := sha256.Sum256([]byte(strings.Join(t.keys, "\n")))
	t.ID = strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

func (t *task) delivery() (store.Delivery, error) {
	payload, err := json.Marshal(t)
	if err != nil {
		return store.Delivery{}, fmt.Errorf("keeping the task: %w", err)
	}
	return store.Delivery{ID: t.ID, Keys: t.keys, Team: t.Team, Payload: payload, Accepted: t.Accepted}, nil
}

// taskOf reads a task back from the store.
func taskOf(d store.Delivery) (*task, error) {
	t := &task{ID: d.ID, Accepted: d.Accepted}
	if err := json.Unmarshal(d.Payload, t); err != nil {
		return nil, fmt.Errorf("reading the task %s: %w", d.ID, err)
	}
	return t, nil
}
