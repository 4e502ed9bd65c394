package prompts

import "context"

// A Model answers one prompt. What it says is a stranger's words. Errors are Faults, but for the end of ctx.
type Model interface {
	Complete(ctx context.Context, p Prompt) (Reply, error)
}

// A Prompt is all that a model is sent.
type Prompt struct {
	System    string
	User      string
	Name      string            // of the schema, for the server: letters and "_"
	Schema    []byte            // the JSON schema that the reply shall follow, where the server can have it so
	MaxTokens int               // of the reply
	Part      func(text string) // called with each part of the reply as it comes; nil for all at once
}

// A Reply is what a model said, in whole: one that was cut off is a Fault.
type Reply struct {
	Text   string
	Model  string // as the server names it; may be ""
	Tokens int    // of prompt and reply together; 0 where the server does not say
}

// A Kind is what kept a model from answering; metrics name it.
type Kind string

// The kinds of Fault.
const (
	Timeout   Kind = "timeout"      // no answer in time, or none that went on
	Unreached Kind = "unreachable"  // no connection, or one that broke
	Limited   Kind = "rate_limited" // 429
	Refused   Kind = "refused"      // 4xx: the key, the model's name, the request
	Failed    Kind = "server_error" // 5xx
	Malformed Kind = "malformed"    // not what the protocol says: no JSON, wrong content type, no choices
	Truncated Kind = "truncated"    // the reply ended before its end
	Empty     Kind = "empty"
	TooLarge  Kind = "too_large"
	Open      Kind = "circuit_open" // not asked at all: it failed too often just now
)

// A Fault says why there is no reply. Its text holds no key and nothing of what was sent.
type Fault struct {
	What Kind
	Err  error // may be nil
}

func (f *Fault) Error() string {
	if f.Err == nil {
		return "language model: " + string(f.What)
	}
	return "language model: " + string(f.What) + ": " + f.Err.Error()
}

func (f *Fault) Unwrap() error { return f.Err }

// Timeout reports whether it is one, as net.Error does.
func (f *Fault) Timeout() bool { return f.What == Timeout }

// Kind returns What, for those that do not import this package.
func (f *Fault) Kind() string { return string(f.What) }
