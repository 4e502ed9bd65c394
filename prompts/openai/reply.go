package openai

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	api "github.com/sashabaranov/go-openai"

	"github.com/stackpick/stackpick/prompts"
)

// errLength is a reply that was cut off where the request had it.
var errLength = errors.New("it reached the greatest length asked for")

// plain asks for a reply in one piece.
func plain(ctx context.Context, client *api.Client, r api.ChatCompletionRequest) (prompts.Reply, error) {
	resp, err := client.CreateChatCompletion(ctx, r)
	if err != nil {
		return prompts.Reply{}, err
	}
	reply := prompts.Reply{Model: resp.Model, Tokens: max(0, resp.Usage.TotalTokens)}
	if len(resp.Choices) != 1 {
		return reply, malformed("there is not one choice")
	}
	message := resp.Choices[0].Message
	if err := silent(message.Refusal, message.ToolCalls, message.FunctionCall); err != nil {
		return reply, err
	}
	reply.Text = message.Content
	return reply, verdict(resp.Choices[0].FinishReason, reply.Text)
}

// stream asks for a reply in pieces and hands each on.
func stream(ctx context.Context, client *api.Client, r api.ChatCompletionRequest, part func(string)) (prompts.Reply, error) {
	events, err := client.CreateChatCompletionStream(ctx, r)
	if err != nil {
		return prompts.Reply{}, err
	}
	defer events.Close()
	var t transcript
	for {
		event, err := events.RecvRaw()
		if _, told := errors.AsType[*api.APIError](err); told || err == nil && len(event) == 0 {
			return t.reply(), toldError(nil) // go-openai keeps the text, which is not to be repeated, or has lost it among comments
		}
		if err != nil && (errors.Is(err, io.EOF) || t.finish != "") { // after the reason only the count of tokens comes
			return t.reply(), verdict(t.finish, t.text.String())
		}
		if err != nil {
			return t.reply(), err
		}
		text, err := t.take(event)
		if err != nil {
			return t.reply(), err
		}
		if text != "" {
			part(text)
		}
	}
}

// A transcript is what came of a stream.
type transcript struct {
	text   strings.Builder
	model  string
	tokens int
	finish api.FinishReason
}

func (t *transcript) reply() prompts.Reply {
	return prompts.Reply{Text: t.text.String(), Model: t.model, Tokens: t.tokens}
}

// take reads one event and returns the text that it adds.
func (t *transcript) take(event []byte) (string, error) {
	var chunk struct {
		api.ChatCompletionStreamResponse
		Error json.RawMessage `json:"error"`
	}
	if err := json.Unmarshal(event, &chunk); err != nil {
		return "", malformed("an event of the stream is not what the API has")
	}
	if len(chunk.Error) > 0 && string(chunk.Error) != "null" {
		return "", toldError(chunk.Error)
	}
	if chunk.Model != "" {
		t.model = chunk.Model
	}
	if chunk.Usage != nil {
		t.tokens = max(0, chunk.Usage.TotalTokens)
	}
	if len(chunk.Choices) == 0 {
		return "", nil
	}
	choice := chunk.Choices[0]
	if len(chunk.Choices) > 1 || choice.Index != 0 {
		return "", malformed("there is not one choice")
	}
	if err := silent(choice.Delta.Refusal, choice.Delta.ToolCalls, choice.Delta.FunctionCall); err != nil {
		return "", err
	}
	if choice.FinishReason != "" {
		t.finish = choice.FinishReason
	}
	t.text.WriteString(choice.Delta.Content)
	return choice.Delta.Content, nil
}

// silent returns the Fault of a model that does something other than speak.
func silent(refusal string, tools []api.ToolCall, function *api.FunctionCall) error {
	switch {
	case refusal != "":
		return &prompts.Fault{What: prompts.Refused, Err: errors.New("the model refuses")}
	case len(tools) > 0 || function != nil:
		return malformed("the model calls a tool that it does not have")
	}
	return nil
}

// verdict returns what is wrong with a reply that has come to its end.
func verdict(finish api.FinishReason, text string) error {
	switch finish {
	case api.FinishReasonStop:
		if strings.TrimSpace(text) == "" {
			return &prompts.Fault{What: prompts.Empty}
		}
		return nil
	case api.FinishReasonLength:
		return &prompts.Fault{What: prompts.Truncated, Err: errLength}
	case api.FinishReasonContentFilter:
		return &prompts.Fault{What: prompts.Refused, Err: errors.New("the server's content filter")}
	case "":
		return &prompts.Fault{What: prompts.Truncated, Err: errors.New("it ended without a reason")}
	}
	return malformed("it ended for another reason than its end")
}
