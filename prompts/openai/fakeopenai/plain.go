package fakeopenai

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"
)

// An exchange is a request on its way to being answered.
type exchange struct {
	server *Server
	w      http.ResponseWriter
	r      *http.Request
	script Script
	chat   Chat

	embedding *Embedding // not nil: vectors are asked for, not a reply
}

// created is when all models and replies of this server were made, 2026-01-01: so that a reply is the same each time.
const created = 1767225600

func (x *exchange) serve() {
	switch {
	case x.script.Status != 0:
		x.script.send(x.w)
	case x.strikes():
	case x.embedding == nil && x.chat.Stream != (x.script.Fault == Swapped):
		x.stream()
	default:
		x.plain()
	}
}

// plain sends a reply in one piece, and what is wrong with it.
func (x *exchange) plain() {
	reply := x.completion
	if x.embedding != nil {
		reply = x.vectors
	}
	body, _ := json.Marshal(reply())
	body = x.spoilt(body)
	x.w.Header().Set("Content-Type", "application/json")
	if x.script.Fault == WrongType {
		x.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	}
	switch x.script.Fault {
	case HangMidway, Cut, Reset:
		x.breakOff(body[:len(body)/2])
		return
	case Malformed:
		body = []byte(strings.Replace(string(body), `":[`, `":[oops `, 1))
	case Short:
		body = body[:len(body)/2]
	case Junk:
		body = append(body, "\n<!-- served by a proxy -->"...)
	}
	_, _ = x.w.Write(body)
}

// completion is the body of a plain reply.
func (x *exchange) completion() object {
	message := object{"role": "assistant", "content": x.script.Content, "refusal": nil, "annotations": []any{}}
	finish := any(cmp.Or(x.script.Finish, "stop"))
	switch {
	case x.script.Refusal != "":
		message["content"], message["refusal"] = nil, x.script.Refusal
	case x.script.Tool != "":
		message["content"], message["tool_calls"], finish = nil, []any{x.call(false)}, "tool_calls"
	case x.script.Fault == NullContent:
		message["content"] = nil
	case x.script.Fault == NoFinish:
		finish = nil
	}
	body := x.head("chat.completion")
	body["choices"] = []any{object{"index": 0, "message": message, "logprobs": nil, "finish_reason": finish}}
	if !x.script.NoUsage {
		body["usage"] = x.usage()
	}
	switch x.script.Fault {
	case NoChoices:
		body["choices"] = []any{}
	case ErrorInside, ErrorSpaced, ErrorTight:
		return overloaded()
	}
	return body
}

func (x *exchange) head(kind string) object {
	return object{
		"id": "chatcmpl-fake", "object": kind, "created": created, "model": x.script.Model,
		"service_tier": "default", "system_fingerprint": "fp_fake",
	}
}

// call is a call of the script's tool; one in a stream has its place in the list.
func (x *exchange) call(streamed bool) object {
	call := object{"id": "call_fake", "type": "function", "function": object{"name": x.script.Tool, "arguments": "{}"}}
	if streamed {
		call["index"] = 0
	}
	return call
}

// usage counts a token for each four bytes, which is near what English has.
func (x *exchange) usage() object {
	sent := 0
	for _, m := range x.chat.Messages {
		sent += len(*m.Content)
	}
	prompt, reply := sent/4+1, len(x.script.Content)/4+1
	return object{"prompt_tokens": prompt, "completion_tokens": reply, "total_tokens": prompt + reply}
}

func overloaded() object {
	return object{"error": object{"message": "The server had an error", "type": "server_error", "param": nil, "code": nil}}
}
