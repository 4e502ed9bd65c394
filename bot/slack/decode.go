package slack

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// What Slack delivers, reduced to the fields that are used. Unknown fields, events and block types are no fault:
// Slack adds some every month, and a library that decodes whole messages refuses those that hold a block it does
// not know.

// A delivery is one thing that Slack brings, by whichever way: exactly one of its fields is set.
type delivery struct {
	event    *callback
	command  *command
	interact *interaction
}

// A callback is the envelope of an event.
type callback struct {
	Type      string `json:"type"` // event_callback, url_verification, app_rate_limited
	Challenge string `json:"challenge"`
	Team      string `json:"team_id"`
	EventID   string `json:"event_id"`
	External  bool   `json:"is_ext_shared_channel"`
	Event     event  `json:"event"`
}

// An event is what happened. The fields of all kinds that are answered stand side by side.
type event struct {
	Type        string          `json:"type"`
	Subtype     string          `json:"subtype"`
	Channel     string          `json:"channel"`
	ChannelType string          `json:"channel_type"` // im, channel, group, mpim
	User        string          `json:"user"`
	BotID       string          `json:"bot_id"`
	Text        string          `json:"text"`
	TS          string          `json:"ts"`
	ThreadTS    string          `json:"thread_ts"`
	EventTS     string          `json:"event_ts"`
	Hidden      bool            `json:"hidden"`
	Edited      json.RawMessage `json:"edited"`
	Files       []struct{}      `json:"files"`
	Tab         string          `json:"tab"` // of app_home_opened: home or messages
	Tokens      struct {
		Bot []string `json:"bot"`
	} `json:"tokens"` // of tokens_revoked
}

// A command is a slash command. Over HTTP it is a form, over Socket Mode JSON with the same names.
type command struct {
	Team        string `json:"team_id"`
	Channel     string `json:"channel_id"`
	User        string `json:"user_id"`
	Command     string `json:"command"`
	Text        string `json:"text"`
	ResponseURL string `json:"response_url"`
	Trigger     string `json:"trigger_id"`
}

// An interaction is a pressed button or a modal that was sent.
type interaction struct {
	Type string `json:"type"` // block_actions, view_submission, view_closed
	Team struct {
		ID string `json:"id"`
	} `json:"team"`
	User struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		Type      string `json:"type"` // message, view
		Channel   string `json:"channel_id"`
		TS        string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
		Ephemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	Message struct {
		TS       string `json:"ts"`
		ThreadTS string `json:"thread_ts"`
	} `json:"message"`
	ResponseURL string   `json:"response_url"`
	Trigger     string   `json:"trigger_id"`
	Actions     []action `json:"actions"`
	View        view     `json:"view"`
}

// An action is what was pressed.
type action struct {
	ID      string `json:"action_id"`
	BlockID string `json:"block_id"`
	Value   string `json:"value"`
	TS      string `json:"action_ts"`
}

// A view is a modal, with what was filled in.
type view struct {
	ID       string `json:"id"`
	Callback string `json:"callback_id"`
	Metadata string `json:"private_metadata"`
	State    struct {
		Values map[string]map[string]input `json:"values"` // block id → action id
	} `json:"state"`
}

// An input is one filled-in field of a modal.
type input struct {
	Value    string `json:"value"`
	Selected *struct {
		Value string `json:"value"`
	} `json:"selected_option"`
}

// errMalformed is a delivery that is not of the form that Slack gives it.
var errMalformed = errors.New("not a delivery of Slack's form")

// decode reads a JSON object. A field of an unexpected type is left out: whether it is needed shows later.
func decode(data []byte, into any) error {
	err := json.Unmarshal(data, into)
	var mistyped *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &mistyped) && mistyped.Field != "":
		return nil
	default:
		return fmt.Errorf("%w: %w", errMalformed, err)
	}
}

func decodeEvent(body []byte) (delivery, error) {
	var c callback
	if err := decode(body, &c); err != nil {
		return delivery{}, err
	}
	return delivery{event: &c}, nil
}

// decodeCommand reads the command of a form. Values of the query do not count: Slack signs the body only.
func decodeCommand(form url.Values) delivery {
	return delivery{command: &command{
		Team: form.Get("team_id"), Channel: form.Get("channel_id"), User: form.Get("user_id"),
		Command: form.Get("command"), Text: form.Get("text"),
		ResponseURL: form.Get("response_url"), Trigger: form.Get("trigger_id"),
	}}
}

func decodeInteraction(payload []byte) (delivery, error) {
	var i interaction
	if err := decode(payload, &i); err != nil {
		return delivery{}, err
	}
	return delivery{interact: &i}, nil
}

// decodeEnvelope reads what Socket Mode brings: the kind of the envelope says what the payload is.
func decodeEnvelope(kind string, payload []byte) (delivery, error) {
	switch kind {
	case "events_api":
		return decodeEvent(payload)
	case "interactive":
		return decodeInteraction(payload)
	case "slash_commands":
		var c command
		if err := decode(payload, &c); err != nil {
			return delivery{}, err
		}
		return delivery{command: &c}, nil
	default:
		return delivery{}, fmt.Errorf("%w: envelope of type %.40q", errMalformed, kind)
	}
}

// channel returns where the button was pressed.
func (i *interaction) channel() string {
	if i.Channel.ID != "" {
		return i.Channel.ID
	}
	return i.Container.Channel
}

// team returns the workspace whose person acted.
func (i *interaction) team() string {
	if i.Team.ID != "" {
		return i.Team.ID
	}
	return i.User.Team
}

// message returns the ts of the message that holds the button, and of the root of its thread.
func (i *interaction) message() (ts, root string) {
	ts, root = i.Message.TS, i.Message.ThreadTS
	if ts == "" {
		ts = i.Container.TS
	}
	if root == "" {
		root = i.Container.ThreadTS
	}
	return ts, root
}

// mentions reports whether a text as Slack sends it mentions the user.
func mentions(text, user string) bool {
	return user != "" && (strings.Contains(text, "<@"+user+">") || strings.Contains(text, "<@"+user+"|"))
}
