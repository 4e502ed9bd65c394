package fakeslack

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"unicode/utf8"
)

// interaction wraps a payload as Slack posts it, in a form. The caller holds mu.
func (s *Server) interaction(kind, user string, payload answer) Delivery {
	u := s.person(user)
	trigger := s.newTrigger(user)
	payload["type"], payload["trigger_id"], payload["token"] = kind, trigger, "fakeslack"
	payload["user"] = answer{"id": u.ID, "username": u.Name, "name": u.Name, "team_id": s.cfg.Team}
	payload["team"] = answer{"id": s.cfg.Team, "domain": "fakeslack"}
	payload["api_app_id"] = s.cfg.AppID
	payload["enterprise"], payload["is_enterprise_install"] = nil, false
	return Delivery{
		Kind: Interactions, ContentType: "application/x-www-form-urlencoded", TriggerID: trigger,
		Body: []byte(url.Values{"payload": {string(encode(payload))}}.Encode()),
	}
}

// BlockAction returns the click of a person on the element with an action_id in a message. The value is needed
// where the element offers several: it chooses the option, or the feedback button; "" takes the only or the
// first one. Without a user it is the one who sees an ephemeral message. A message can be clicked as long as it
// is shown; one that is seen by somebody else, or has no such element, is an error.
func (s *Server) BlockAction(m Message, user, actionID, value string) (Delivery, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	shown := s.state.byTS[place(m.Channel, m.TS)]
	switch {
	case shown == nil || shown.Deleted:
		return Delivery{}, fmt.Errorf("clicking %q: the message is not shown", actionID)
	case user == "" && shown.To == "" || shown.To != "" && user != "" && user != shown.To:
		return Delivery{}, fmt.Errorf("clicking %q: %q does not see the message", actionID, user)
	case user == "":
		user = shown.To
	}
	action, err := s.action(withBlockIDs(shown.Blocks), actionID, value)
	if err != nil {
		return Delivery{}, err
	}
	channel := s.place(shown.Channel)
	container := answer{
		"type": "message", "message_ts": shown.TS, "channel_id": channel.ID, "is_ephemeral": shown.Ephemeral,
	}
	if shown.Thread != "" {
		container["thread_ts"] = shown.Thread
	}
	responseURL := s.newResponseURL(channel.ID, user, shown)
	payload := answer{
		"container": container, "channel": answer{"id": channel.ID, "name": channel.Name}, "response_url": responseURL,
		"state": answer{"values": answer{}}, "actions": []any{action},
	}
	if !shown.Ephemeral { // of ephemeral messages Slack sends the container only
		payload["message"] = s.wire(shown)
	}
	d := s.interaction("block_actions", user, payload)
	d.Channel, d.Thread, d.ResponseURL = channel.ID, shown.Thread, responseURL
	return d, nil
}

// ViewAction returns the click of the person who sees a view on an element in it. Value is as for BlockAction.
func (s *Server) ViewAction(v View, actionID, value string) (Delivery, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	view := s.wireView(v)
	blocks, _ := view["blocks"].([]any)
	action, err := s.action(blocks, actionID, value)
	if err != nil {
		return Delivery{}, err
	}
	return s.interaction("block_actions", v.User, answer{
		"container": answer{"type": "view", "view_id": v.ID}, "view": view, "actions": []any{action},
	}), nil
}

// action returns what stands in actions[0] after a click on an element. The caller holds mu.
func (s *Server) action(blocks []any, actionID, value string) (answer, error) {
	element, blockID := findElement(blocks, actionID)
	if element == nil {
		return nil, fmt.Errorf("clicking %q: the message has no such element", actionID)
	}
	action := answer{"action_id": actionID, "block_id": blockID, "type": element["type"], "action_ts": s.newTS()}
	switch element["type"] {
	case "button", "icon_button":
		action["text"] = element["text"]
		return action, pick(action, value, element)
	case "feedback_buttons":
		positive, _ := element["positive_button"].(map[string]any)
		negative, _ := element["negative_button"].(map[string]any)
		return action, pick(action, value, positive, negative)
	case "overflow", "static_select", "radio_buttons":
		option, err := findOption(element, value)
		action["selected_option"] = option
		return action, err
	}
	return nil, fmt.Errorf("clicking %q: a %v is not for clicking", actionID, element["type"])
}

// pick sets the value of the choice that has it; without a value, of the first.
func pick(action answer, value string, choices ...map[string]any) error {
	for _, choice := range choices {
		if v, ok := choice["value"].(string); value == "" || v == value {
			if ok {
				action["value"] = v
			}
			return nil
		}
	}
	return fmt.Errorf("clicking %q: nothing there has the value %q", action["action_id"], value)
}

func findOption(element map[string]any, value string) (any, error) {
	options, _ := element["options"].([]any)
	for _, o := range options {
		if option, _ := o.(map[string]any); value == "" || option["value"] == value {
			return option, nil
		}
	}
	return nil, fmt.Errorf("clicking %q: no option has the value %q", element["action_id"], value)
}

// findElement returns the element with an action_id and the block it stands in.
func findElement(blocks []any, actionID string) (element map[string]any, blockID string) {
	for _, block := range blocks {
		walk(block, "", func(_ string, object map[string]any) {
			if id, ok := object["block_id"].(string); ok && element == nil {
				blockID = id
			}
			if object["action_id"] == actionID && element == nil {
				element = object
			}
		})
		if element != nil {
			return element, blockID
		}
	}
	return nil, ""
}

// withBlockIDs decodes blocks and gives an id to those that have none, as Slack does. The same blocks always
// get the same ids.
func withBlockIDs(raw json.RawMessage) []any {
	var blocks []any
	_ = json.Unmarshal(raw, &blocks) // checked when it was posted
	for i, b := range blocks {
		if block, ok := b.(map[string]any); ok && block["block_id"] == nil {
			block["block_id"] = "blk" + strconv.Itoa(i)
		}
	}
	return blocks
}

// ViewSubmission returns the submission of a modal by the person who sees it. The input has a value for each
// action_id: the text typed, or the value of the option chosen. What Slack's client would not let through, a
// required field left empty or a text too long, is an error.
func (s *Server) ViewSubmission(v View, input map[string]string) (Delivery, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	view := s.wireView(v)
	values, left := answer{}, len(input)
	blocks, _ := view["blocks"].([]any)
	for _, b := range blocks {
		block, _ := b.(map[string]any)
		element, _ := block["element"].(map[string]any)
		actionID, _ := element["action_id"].(string)
		if block["type"] != "input" {
			continue
		}
		value, given := input[actionID]
		if given {
			left--
		}
		state, err := fill(element, value, block["optional"] == true)
		if err != nil {
			return Delivery{}, fmt.Errorf("submitting: %w", err)
		}
		id, _ := block["block_id"].(string)
		values[id] = answer{actionID: state}
	}
	if left > 0 {
		return Delivery{}, fmt.Errorf("submitting: %d values are for no input of the view", left)
	}
	view["state"] = answer{"values": values}
	d := s.interaction("view_submission", v.User, answer{"view": view, "response_urls": []any{}})
	d.view = &v
	return d, nil
}

// fill returns the state of an input element after a person's input.
func fill(element map[string]any, value string, optional bool) (answer, error) {
	state := answer{"type": element["type"]}
	if value == "" && !optional {
		return nil, fmt.Errorf("%v is required", element["action_id"])
	}
	switch element["type"] {
	case "static_select", "radio_buttons":
		state["selected_option"] = nil
		if value == "" {
			return state, nil
		}
		option, err := findOption(element, value)
		state["selected_option"] = option
		return state, err
	case "plain_text_input", "email_text_input", "url_text_input", "number_input":
		state["value"] = nil
		if value != "" {
			state["value"] = value
		}
		longest, ok := element["max_length"].(float64)
		if ok && utf8.RuneCountInString(value) > int(longest) {
			return nil, fmt.Errorf("%v takes at most %v characters", element["action_id"], longest)
		}
		return state, nil
	}
	return nil, fmt.Errorf("%v: a %v cannot be filled in here", element["action_id"], element["type"])
}
