package openai

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"

	api "github.com/sashabaranov/go-openai"

	"github.com/stackpick/stackpick/prompts"
)

// request returns what is sent for a prompt in a form.
func (c *Client) request(p prompts.Prompt, f form) api.ChatCompletionRequest {
	r := api.ChatCompletionRequest{Model: c.model, N: 1}
	if p.System != "" {
		r.Messages = append(r.Messages, api.ChatCompletionMessage{Role: api.ChatMessageRoleSystem, Content: p.System})
	}
	r.Messages = append(r.Messages, api.ChatCompletionMessage{Role: api.ChatMessageRoleUser, Content: p.User})
	if f.reasoning {
		r.MaxCompletionTokens = p.MaxTokens
	} else {
		//lint:ignore SA1019 servers other than OpenAI's mostly know no other name for it
		r.MaxTokens = p.MaxTokens
		r.Temperature = math.SmallestNonzeroFloat32 // go-openai leaves out 0
	}
	if p.Schema != nil && !f.bare {
		r.ResponseFormat = &api.ChatCompletionResponseFormat{
			Type: api.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &api.ChatCompletionResponseFormatJSONSchema{
				Name: p.Name, Schema: json.RawMessage(p.Schema), Strict: true,
			},
		}
	}
	if p.Part != nil && !f.bare {
		r.StreamOptions = &api.StreamOptions{IncludeUsage: true}
	}
	return r
}

// reasons reports whether a model is one of OpenAI's that think before they speak, by its name: those take no
// temperature, and count their thoughts as part of the reply.
func reasons(model string) bool {
	return slices.ContainsFunc([]string{"gpt-5", "gpt-6", "o1", "o3", "o4"}, func(prefix string) bool {
		return strings.HasPrefix(model, prefix)
	})
}

// once sends one request and reports whether p.Part was given anything.
func (c *Client) once(ctx context.Context, p prompts.Prompt, f form) (reply prompts.Reply, handed bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	x := &exchange{http: c.http, limits: c.limits, stream: p.Part != nil, cancel: cancel}
	config := c.config
	config.HTTPClient = x
	config.EmptyMessagesLimit = math.MaxInt32 // servers keep connections alive with comments; the guard counts bytes
	client := api.NewClientWithConfig(config)
	if p.Part == nil {
		reply, err = plain(ctx, client, c.request(p, f))
	} else {
		reply, err = stream(ctx, client, c.request(p, f), func(text string) {
			handed = true
			p.Part(text)
		})
	}
	reply.Model = c.named(reply.Model)
	if err != nil {
		err = x.fault(err)
	}
	return reply, handed, err
}

// named returns a model's name as the server gives it, "" for one that is no name: it is shown to people.
func (c *Client) named(model string) string {
	odd := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("._:/@+- ", r)
	}
	if len(model) > 100 || strings.ContainsFunc(model, odd) || c.key != "" && strings.Contains(model, c.key) {
		return ""
	}
	return model
}
