package openai

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync/atomic"

	"github.com/stackpick/stackpick/prompts"
)

// A form is how much of OpenAI's API a request makes use of.
type form struct {
	bare      bool // without response_format and stream_options, which not all servers know
	reasoning bool // as for a model that thinks before it speaks, which its name does not always tell
}

// A known is what has been found out about a server. Its zero value knows nothing.
type known struct {
	reasoning bool        // by the model's name
	bare      atomic.Bool // response_format was refused, and a request without it was not
	thinks    atomic.Bool // max_tokens or temperature was refused, and a request without it was not
	full      atomic.Bool // a request with response_format was taken
}

func (k *known) now() form {
	return form{bare: k.bare.Load(), reasoning: k.reasoning || k.thinks.Load()}
}

// other returns the form to try after a request in form f was answered with an error, and whether there is one.
func (k *known) other(f form, p prompts.Prompt, err error) (form, bool) {
	_, answer := faultOf(err)
	if answer == nil {
		return f, false
	}
	if !f.reasoning && answer.status == http.StatusBadRequest && (answer.param == "max_tokens" || answer.param == "temperature") {
		f.reasoning = true
		return f, true
	}
	unsaid := answer.code == "" && slices.Contains([]int{
		http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusNotImplemented,
	}, answer.status)
	if f.bare || p.Schema == nil && p.Part == nil || !answer.schema && (!unsaid || k.full.Load()) {
		return f, false
	}
	f.bare = true
	return f, true
}

// errEitherWay is a request that was refused in two forms: it is not the form that the server does not take.
var errEitherWay = errors.New("refused in either form")

// learn keeps what a request in form f tells of the server: with a reply, even a spoilt one, it was taken.
func (k *known) learn(f form, p prompts.Prompt, err error) {
	fault, _ := faultOf(err)
	if err != nil && fault.What != prompts.Truncated && fault.What != prompts.Empty {
		return
	}
	if f.bare {
		k.bare.Store(true)
	} else if p.Schema != nil {
		k.full.Store(true)
	}
	if f.reasoning {
		k.thinks.Store(true)
	}
}

// eitherWay marks the error of a request in a second form, where it is a refusal again.
func eitherWay(err error) error {
	if fault, answer := faultOf(err); answer != nil && fault.What == prompts.Refused {
		return &prompts.Fault{What: prompts.Refused, Err: fmt.Errorf("%w: %w", errEitherWay, answer)}
	}
	return err
}

// faultOf takes an error apart; what it is not is nil, and a Fault that says nothing in place of none.
func faultOf(err error) (*prompts.Fault, *answerError) {
	answer, _ := errors.AsType[*answerError](err)
	if fault, ok := errors.AsType[*prompts.Fault](err); ok {
		return fault, answer
	}
	return &prompts.Fault{}, answer
}
