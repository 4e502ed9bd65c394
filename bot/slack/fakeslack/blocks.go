package fakeslack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// How much fits in a message and a view, from https://docs.slack.dev/reference/block-kit/blocks and
// https://docs.slack.dev/reference/views/modal-views/.
const (
	maxMessageBlocks = 50
	maxViewBlocks    = 100
	maxView          = 250_000 // bytes
	maxCharts        = 2       // of a message

	// maxBlockChars is the most text that all blocks of a message may hold; more is msg_blocks_too_long. Cells
	// of tables have a limit of their own. It is on no page: Slack's people gave the number in
	// https://github.com/slackapi/bolt-js/issues/2509, and others were refused with somewhat less.
	maxBlockChars = 12_000
)

// A Violation is one thing that Slack would not accept.
type Violation struct {
	Pointer string // a JSON pointer: /blocks/2/text/text, /view/title
	Block   string // the type of the block it is in, "" for outside blocks
	Problem string
}

func (v Violation) String() string {
	where := ""
	if v.Block != "" {
		where = v.Block + ": "
	}
	return fmt.Sprintf("%s%s [json-pointer:%s]", where, v.Problem, v.Pointer)
}

// Violations is the error of CheckMessage and CheckView: everything that is wrong.
type Violations []Violation

func (vs Violations) Error() string {
	lines := make([]string, len(vs))
	for i, v := range vs {
		lines[i] = v.String()
	}
	return strings.Join(lines, "; ")
}

// refusal returns the answer of a method to the violations.
func (vs Violations) refusal(code string) error {
	var lines, messages []string
	for _, v := range vs {
		lines = append(lines, v.String())
		messages = append(messages, "[ERROR] "+v.String())
	}
	return &refusal{code: code, more: answer{"errors": lines, "response_metadata": answer{"messages": messages}}}
}

// CheckMessage returns what Slack would not accept of a message, as Violations, or nil. Blocks is a JSON list,
// or empty for a message of text alone. Text over 40,000 characters, which Slack cuts off, counts as well.
func CheckMessage(text string, blocks json.RawMessage) error {
	var faults Violations
	doc := decode(blocks)
	if len(blocks) > 0 {
		faults = messageFaults(doc)
	} else if strings.TrimSpace(text) == "" {
		faults = append(faults, Violation{Pointer: "/text", Problem: "a message needs text or blocks"})
	}
	if utf8.RuneCountInString(text) > maxText {
		faults = append(faults, Violation{Pointer: "/text", Problem: tooLong(maxText)})
	}
	if blockChars(doc) > maxBlockChars {
		faults = append(faults, Violation{Pointer: "/blocks", Problem: "msg_blocks_too_long: all blocks together " + tooLong(maxBlockChars)})
	}
	if len(faults) == 0 {
		return nil
	}
	return faults
}

// CheckView returns what Slack would not accept of a modal or Home tab, as Violations, or nil.
func CheckView(view json.RawMessage) error {
	faults := viewFaults(decode(view), "modal|home")
	if len(view) > maxView {
		faults = append(faults, Violation{Pointer: "/view", Problem: "view_too_large"})
	}
	if len(faults) == 0 {
		return nil
	}
	return faults
}

// A checker gathers the violations of one message or view.
type checker struct {
	surface  string // "message", "modal" or "home"
	block    string // the type of the block being checked
	faults   Violations
	blockIDs map[string]bool
	charts   int
	markdown int // characters
	cells    int // characters in the cells of tables
}

func (c *checker) fault(pointer, format string, args ...any) {
	c.faults = append(c.faults, Violation{Pointer: pointer, Block: c.block, Problem: fmt.Sprintf(format, args...)})
}

// decode reads JSON with its numbers as written; nil for what is no JSON.
func decode(raw json.RawMessage) any {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	return doc
}

func messageFaults(blocks any) Violations {
	c := &checker{surface: "message", blockIDs: map[string]bool{}}
	c.list(blocks, "/blocks", maxMessageBlocks)
	return c.faults
}

// list checks the blocks of a message or view.
func (c *checker) list(doc any, pointer string, most int) {
	blocks, ok := doc.([]any)
	if !ok {
		c.fault(pointer, "must be a list of blocks")
		return
	}
	if len(blocks) > most {
		c.fault(pointer, "%s", tooMany(most))
	}
	for i, b := range blocks {
		at := fmt.Sprintf("%s/%d", pointer, i)
		block, ok := b.(map[string]any)
		if !ok {
			c.fault(at, "must be a block")
			continue
		}
		c.check(block, at)
	}
	c.block = ""
	if c.charts > maxCharts {
		c.fault(pointer, "no more than %d data_visualization blocks allowed", maxCharts)
	}
	if c.markdown > maxMarkdown {
		c.fault(pointer, "all markdown blocks together %s", tooLong(maxMarkdown))
	}
	if c.cells > maxTableChars {
		c.fault(pointer, "all tables together %s", tooLong(maxTableChars))
	}
}

// check checks one top-level block and all that is in it.
func (c *checker) check(block map[string]any, pointer string) {
	c.block, _ = block["type"].(string)
	schema := schemas()[c.block]
	if schema == nil || c.block == "alert" && c.surface != "modal" {
		c.fault(pointer+"/type", "unsupported type: %s", c.block)
		return
	}
	before := len(c.faults)
	c.shape(schema, block, pointer)
	if len(c.faults) > before {
		return // sizes of what has the wrong shape say nothing
	}
	actions := map[string]bool{}
	walk(block, pointer, func(at string, object map[string]any) {
		c.sizes(object, at)
		c.ids(object, at, actions)
		c.addresses(object, at)
		c.special(object, at)
	})
}

// ids checks that block_id is unique in all blocks and action_id in its own, of which actions are those seen.
func (c *checker) ids(object map[string]any, pointer string, actions map[string]bool) {
	if kind, _ := object["type"].(string); schemas()[kind] != nil {
		clear(actions)
	}
	for name, seen := range map[string]map[string]bool{"block_id": c.blockIDs, "action_id": actions} {
		id, ok := object[name].(string)
		if !ok {
			continue
		}
		if seen[id] {
			c.fault(pointer+"/"+name, "%s %q is not unique", name, id)
		}
		if utf8.RuneCountInString(id) > 255 {
			c.fault(pointer+"/"+name, "%s", tooLong(255))
		}
		seen[id] = true
	}
}

// addresses checks that whatever is an address leads to the web.
func (c *checker) addresses(object map[string]any, pointer string) {
	for name, value := range object {
		address, ok := value.(string)
		if !ok || !isAddress(name) {
			continue
		}
		if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
			c.fault(pointer+"/"+name, "invalid_url: must begin with http:// or https://")
		}
	}
}

// isAddress reports whether a field of that name holds a URL.
func isAddress(field string) bool { return field == "url" || strings.HasSuffix(field, "_url") }

func viewFaults(doc any, kinds string) Violations {
	c := &checker{blockIDs: map[string]bool{}}
	view, ok := doc.(map[string]any)
	if !ok {
		c.fault("/view", "must be an object")
		return c.faults
	}
	c.surface, _ = view["type"].(string)
	if c.surface == "" || !strings.Contains("|"+kinds+"|", "|"+c.surface+"|") {
		c.fault("/view/type", "must be one of %s", kinds)
		return c.faults
	}
	c.list(view["blocks"], "/view/blocks", maxViewBlocks)
	for name := range view {
		if !viewField(c.surface, name) {
			c.fault("/view/"+name, "no more fields allowed: %s", name)
		}
	}
	for name, most := range map[string]int{"private_metadata": 3000, "callback_id": 255, "external_id": 255} {
		if s, _ := view[name].(string); utf8.RuneCountInString(s) > most {
			c.fault("/view/"+name, "%s", tooLong(most))
		}
	}
	if c.surface == "modal" {
		c.frame(view)
	}
	return c.faults
}

func viewField(surface, name string) bool {
	switch name {
	case "type", "blocks", "private_metadata", "callback_id", "external_id":
		return true
	case "title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled":
		return surface == "modal"
	}
	return false
}

// frame checks what a modal has around its blocks.
func (c *checker) frame(view map[string]any) {
	for _, name := range []string{"title", "submit", "close"} {
		value, given := view[name]
		if !given && name != "title" {
			continue
		}
		label, _ := value.(map[string]any)
		text, _ := label["text"].(string)
		switch {
		case label["type"] != "plain_text" || text == "":
			c.fault("/view/"+name, "must be plain text")
		case utf8.RuneCountInString(text) > 24:
			c.fault("/view/"+name, "%s", tooLong(24))
		}
	}
	if _, given := view["submit"]; !given && hasInput(view["blocks"]) {
		c.fault("/view/submit", "is required with an input block")
	}
}

func hasInput(blocks any) bool {
	found := false
	objects(blocks, func(object map[string]any) { found = found || object["type"] == "input" })
	return found
}
