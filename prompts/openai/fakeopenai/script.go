package fakeopenai

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// A Script says what the server does with one request. The zero Script is a model that says nothing.
type Script struct {
	Content string        // what the model says
	Finish  string        // the finish_reason; "stop" by default
	Refusal string        // the model refuses in these words, and says nothing
	Tool    string        // the model calls this tool, and says nothing
	Model   string        // named in the reply; the model that was asked for by default
	Chunk   int           // how many bytes of Content an event of a stream carries, whole runes; 0 is all
	Pause   time.Duration // before each event of a stream
	NoUsage bool          // the server does not count tokens

	Vector func(text string) []float32 // of a text to be embedded; WordVector by default

	Status int               // not 0: the answer is this status with Header and Body, and no model is asked
	Header map[string]string // Content-Type is application/json by default
	Body   string

	Fault Fault
}

// Error returns the script of an error in OpenAI's form: its type follows from the status, its code may be "".
func Error(status int, code, message string) Script {
	kind := "invalid_request_error"
	switch {
	case status >= http.StatusInternalServerError:
		kind = "server_error"
	case code == "insufficient_quota":
		kind = code
	case status == http.StatusTooManyRequests:
		kind = "requests"
	}
	named := any(code)
	if code == "" {
		named = nil
	}
	body, _ := json.Marshal(object{"error": object{"message": message, "type": kind, "param": nil, "code": named}})
	return Script{Status: status, Body: string(body)}
}

// Limited returns the script of a 429 that says when to try again, in seconds.
func Limited(after int) Script {
	s := Error(http.StatusTooManyRequests, "rate_limit_exceeded", "Rate limit reached for requests")
	s.Header = map[string]string{"Retry-After": strconv.Itoa(after)}
	return s
}

// Redirect returns the script of a 307 to another address, which may be another Server's.
func Redirect(to string) Script {
	return Script{Status: http.StatusTemporaryRedirect, Header: map[string]string{"Location": to}}
}

// send answers with the script's status, header and body.
func (s Script) send(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	for name, value := range s.Header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(s.Status)
	_, _ = w.Write([]byte(s.Body))
}

// An object is a JSON object.
type object map[string]any

func sendJSON(w http.ResponseWriter, status int, body object) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // a client that has gone does not matter
}
