package fakeopenai

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// stream sends a reply as server-sent events, and what is wrong with them.
func (x *exchange) stream() {
	x.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if x.script.Fault == WrongType {
		x.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	}
	x.w.WriteHeader(http.StatusOK)
	events := x.events()
	half := (len(events) + 1) / 2
	for i, event := range events {
		if !x.pause() {
			return
		}
		if i == half && x.midway(event) {
			return
		}
		x.event(event)
	}
	if x.script.Fault != NoDone {
		x.write("data: [DONE]\n\n")
	}
}

// midway strikes in the middle of a stream and reports whether that is its end.
func (x *exchange) midway(event object) (over bool) {
	data, _ := json.Marshal(event)
	switch x.script.Fault {
	case HangMidway, Cut, Reset:
		x.breakOff([]byte("data: " + string(data[:len(data)/2])))
	case Short:
		x.write("data: " + string(data[:len(data)/2]))
	case Malformed:
		x.write("data: " + string(data[:len(data)/2]) + "\n\n")
		return false
	case Junk:
		x.write("<!-- served by a proxy -->\n\n")
		return false
	case ErrorInside, ErrorSpaced, ErrorTight:
		failed, _ := json.Marshal(overloaded())
		begin := map[Fault]string{ErrorInside: "data: {", ErrorSpaced: "data: { ", ErrorTight: "data:{"}
		x.write(begin[x.script.Fault] + string(failed[1:]) + "\n\n")
	case KeepAlive:
		x.write(strings.Repeat(": keep-alive\n\n", 400))
		return false
	default:
		return false
	}
	return true
}

// events are those of the reply: who speaks, what is said, why it ends, how much that was.
func (x *exchange) events() []object {
	var events []object
	add := func(delta object, finish any) {
		event := x.head("chat.completion.chunk")
		event["choices"] = []any{object{"index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish}}
		if x.chat.StreamOptions != nil && x.chat.StreamOptions.IncludeUsage && !x.script.NoUsage {
			event["usage"] = nil
		}
		events = append(events, event)
	}
	finish := any(cmp.Or(x.script.Finish, "stop"))
	add(object{"role": "assistant", "content": "", "refusal": nil}, nil)
	switch {
	case x.script.Refusal != "":
		add(object{"refusal": x.script.Refusal}, nil)
	case x.script.Tool != "":
		add(object{"tool_calls": []any{x.call(true)}}, nil)
		finish = "tool_calls"
	case x.script.Fault == NullContent:
		add(object{"content": nil}, nil)
	default:
		for _, part := range parts(x.script.Content, x.script.Chunk) {
			add(object{"content": part}, nil)
		}
	}
	if x.script.Fault != NoFinish {
		add(object{}, finish)
	}
	if x.script.Fault == NoChoices {
		for _, event := range events {
			event["choices"] = []any{}
		}
	}
	if x.chat.StreamOptions != nil && x.chat.StreamOptions.IncludeUsage && !x.script.NoUsage {
		last := x.head("chat.completion.chunk")
		last["choices"], last["usage"] = []any{}, x.usage()
		events = append(events, last)
	}
	return events
}

// parts cuts a text into parts of n bytes, more where a rune would be split.
func parts(text string, n int) []string {
	if n <= 0 {
		return []string{text}
	}
	var cut []string
	for len(text) > 0 {
		end := min(n, len(text))
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end++
		}
		cut, text = append(cut, text[:end]), text[end:]
	}
	return cut
}

func (x *exchange) event(event object) {
	data, _ := json.Marshal(event)
	x.write("data: " + string(data) + "\n\n")
}

// write sends text at once.
func (x *exchange) write(text string) {
	_, _ = x.w.Write([]byte(text))
	_ = http.NewResponseController(x.w).Flush()
}

// pause waits as the script says and reports whether anybody still listens.
func (x *exchange) pause() bool {
	if x.script.Pause <= 0 {
		return true
	}
	wait := time.NewTimer(x.script.Pause)
	defer wait.Stop()
	select {
	case <-wait.C:
		return true
	case <-x.r.Context().Done():
		return false
	case <-x.server.closing:
		return false
	}
}
