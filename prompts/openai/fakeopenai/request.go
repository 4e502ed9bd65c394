package fakeopenai

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// A Request is one request as it came.
type Request struct {
	Method string
	Path   string
	Header http.Header
	Body   []byte
	Chat   Chat // the body, where it is a chat's

	Embedding *Embedding // the body, where vectors are asked for
}

// Key returns the key that the request carries in its Authorization header, "" where there is none.
func (r Request) Key() string {
	key, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return key
}

// A Chat is the body of a request for a completion: those fields that are checked or that tests ask for. Fields that
// were not sent are zero or nil.
type Chat struct {
	Model               string          `json:"model"`
	Messages            []Message       `json:"messages"`
	Stream              bool            `json:"stream"`
	StreamOptions       *StreamOptions  `json:"stream_options"`
	ResponseFormat      *ResponseFormat `json:"response_format"`
	MaxTokens           *int            `json:"max_tokens"`
	MaxCompletionTokens *int            `json:"max_completion_tokens"`
	Temperature         *float64        `json:"temperature"`
	N                   *int            `json:"n"`
	Tools               json.RawMessage `json:"tools"`
}

// A Message is one message of a chat. Its content is a string: the parts that OpenAI takes as well are refused.
type Message struct {
	Role    string  `json:"role"`
	Content *string `json:"content"`
}

// StreamOptions asks for usage at the end of a stream.
type StreamOptions struct {
	IncludeUsage bool `json:"include_usage"`
}

// A ResponseFormat asks for a reply that follows a schema.
type ResponseFormat struct {
	Type       string      `json:"type"`
	JSONSchema *JSONSchema `json:"json_schema"`
}

// A JSONSchema is a schema with its name.
type JSONSchema struct {
	Name   string          `json:"name"`
	Strict bool            `json:"strict"`
	Schema json.RawMessage `json:"schema"`
}

// maxBody is how much of a request is read; OpenAI takes more, but no test should send it.
const maxBody = 8 << 20

// read takes a request in; the script is how one is refused that is no JSON, nil where there is nothing to refuse.
func (s *Server) read(r *http.Request) (Request, *Script) {
	req := Request{Method: r.Method, Path: r.URL.Path, Header: r.Header.Clone()}
	var err error
	req.Body, err = io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return req, refuse("", "The body could not be read.")
	}
	if len(bytes.TrimSpace(req.Body)) == 0 || json.Unmarshal(req.Body, &req.Chat) != nil {
		return req, refuse("", "We could not parse the JSON body of your request.")
	}
	return req, nil
}

func refuse(code, message string) *Script {
	s := Error(http.StatusBadRequest, code, message)
	return &s
}

// check returns how the request is refused, nil where it is not.
func (s *Server) check(r Request) *Script {
	c := r.Chat
	if refused := s.checkAccess(r, c.Model); refused != nil {
		return refused
	}
	if refused := checkMessages(c.Messages); refused != nil {
		return refused
	}
	if refused := c.checkNumbers(); refused != nil {
		return refused
	}
	return s.checkFormat(c.ResponseFormat)
}

// checkAccess refuses a wrong key and a model that there is not.
func (s *Server) checkAccess(r Request, model string) *Script {
	if refused := s.checkKey(r); refused != nil {
		return refused
	}
	if model == "" {
		return refuse("", "you must provide a model parameter")
	}
	if len(s.cfg.Models) > 0 && !slices.Contains(s.cfg.Models, model) {
		unknown := fmt.Sprintf("The model `%s` does not exist or you do not have access to it.", model)
		refused := Error(http.StatusNotFound, "model_not_found", unknown)
		return &refused
	}
	return nil
}

// checkKey refuses a wrong key and repeats it in whole, which is more than OpenAI does.
func (s *Server) checkKey(r Request) *Script {
	if s.cfg.Key == "" || r.Key() == s.cfg.Key {
		return nil
	}
	refused := Error(http.StatusUnauthorized, "invalid_api_key", "Incorrect API key provided: "+r.Key()+".")
	if r.Key() == "" {
		refused = Error(http.StatusUnauthorized, "", "You didn't provide an API key.")
	}
	return &refused
}

func checkMessages(messages []Message) *Script {
	if messages == nil {
		return refuse("missing_required_parameter", "Missing required parameter: 'messages'.")
	}
	if len(messages) == 0 {
		return refuse("empty_array", "Invalid 'messages': empty array.")
	}
	for i, m := range messages {
		if !slices.Contains([]string{"system", "developer", "user", "assistant"}, m.Role) {
			return refuse("invalid_value", fmt.Sprintf("Invalid value: '%s'. messages[%d].role", m.Role, i))
		}
		if m.Content == nil {
			return refuse("", fmt.Sprintf("Invalid value for 'content': expected a string, got null. messages[%d]", i))
		}
	}
	return nil
}

// checkNumbers refuses numbers out of bounds, and what a reasoning model does not take.
func (c Chat) checkNumbers() *Script {
	for name, n := range map[string]*int{"max_tokens": c.MaxTokens, "max_completion_tokens": c.MaxCompletionTokens, "n": c.N} {
		if n != nil && *n < 1 {
			return refuse("integer_below_min_value", fmt.Sprintf("Invalid '%s': integer below minimum value.", name))
		}
	}
	switch {
	case c.Temperature != nil && (*c.Temperature < 0 || *c.Temperature > 2):
		return refuse("decimal_above_max_value", "Invalid 'temperature'.")
	case c.StreamOptions != nil && !c.Stream:
		return refuse("", "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
	case reasons(c.Model) && c.MaxTokens != nil:
		return unsupported("max_tokens", "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")
	case reasons(c.Model) && c.Temperature != nil && *c.Temperature != 1:
		return unsupported("temperature", "'temperature' does not support this value with this model.")
	}
	return nil
}

// reasons reports whether a model is one of those that think before they speak, by its name; "reasoner" stands for
// those that are not yet known by theirs.
func reasons(model string) bool {
	return slices.ContainsFunc([]string{"gpt-5", "gpt-6", "o1", "o3", "o4", "reasoner"}, func(prefix string) bool {
		return strings.HasPrefix(model, prefix)
	})
}

func unsupported(param, message string) *Script {
	body, _ := json.Marshal(object{"error": object{
		"message": message, "type": "invalid_request_error", "param": param, "code": "unsupported_parameter",
	}})
	return &Script{Status: http.StatusBadRequest, Body: string(body)}
}
