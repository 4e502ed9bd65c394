package openai

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/stackpick/stackpick/prompts"
)

// Probe asks the model for one word and returns its name as the server gives it. A reply that is cut off at the length
// asked for will do. Errors are as Complete's; Fix says what can be done about them.
func (c *Client) Probe(ctx context.Context) (detail string, err error) {
	reply, err := c.complete(ctx, prompts.Prompt{User: "Reply with the word ok.", MaxTokens: 16})
	if err != nil && !errors.Is(err, errLength) {
		return "", err
	}
	return cmp.Or(reply.Model, c.model), nil
}

// Fix returns what an operator can do about an error of Probe or Complete, "" where it is no Fault.
func (c *Client) Fix(err error) string {
	fault, answer := faultOf(err)
	switch fault.What {
	case prompts.Refused:
		return c.fixRefused(answer)
	case prompts.Limited:
		if answer != nil && answer.code == quotaSpent {
			return "the account's quota is spent: look at its plan and billing"
		}
		return "wait, or ask " + c.host + " for more requests a minute"
	case prompts.Unreached:
		return "is the server running at " + c.host + "? Look at " + c.called.BaseURL + ", the proxy and the firewall"
	case prompts.Timeout:
		return c.host + " is too slow, or hangs: load the model first, or set " + c.called.Model + " to a smaller one"
	case prompts.Failed:
		return "look at the log or the status page of " + c.host
	case prompts.Malformed:
		return "is it OpenAI's API that " + c.host + " speaks there? " + c.called.BaseURL + " mostly ends in /v1"
	case prompts.Truncated, prompts.Empty, prompts.TooLarge:
		return c.host + " answers, but not with a whole reply: set " + c.called.Model + " to another model"
	case prompts.Open:
		return "it failed too often just now: wait half a minute"
	}
	return ""
}

// fixRefused is Fix for requests that the server does not take; answer is nil where it was the model that refused.
func (c *Client) fixRefused(answer *answerError) string {
	if answer == nil {
		return "set " + c.called.Model + " to another model"
	}
	switch {
	case answer.code == modelNotFound || answer.code == "DeploymentNotFound" || answer.status == http.StatusNotFound:
		return "set " + c.called.Model + " to a model that " + c.host + " has, or " + c.called.BaseURL + " to where its API begins"
	case answer.status == http.StatusUnauthorized || answer.status == http.StatusForbidden:
		return c.host + " does not take the key: look at " + c.called.Key
	case answer.status == http.StatusPaymentRequired:
		return "the account has no money left: look at its plan and billing"
	}
	return "look at the log of " + c.host + ", or set " + c.called.Model + " to another model"
}
