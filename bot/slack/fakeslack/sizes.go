package fakeslack

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A size is how long or how many a field may be.
type size struct {
	field string // "fields/*" is each item of fields
	least int
	most  int
}

// sizesOf returns the sizes of an object's fields: of strings, text objects and rich text in characters, of
// lists in items. They stand on the page of each block and element under
// https://docs.slack.dev/reference/block-kit and, in part, in the comments of @slack/types.
func sizesOf(kind string) []size {
	switch kind {
	case "plain_text", "mrkdwn":
		return []size{{"text", 1, 3000}}
	case "text", "raw_text", "raw_number": // of rich text and tables
		return []size{{"text", 1, 40_000}}
	case "header":
		return []size{{"text", 1, 150}}
	case "section":
		return []size{{"text", 1, 3000}, {"fields", 1, 10}, {"fields/*", 1, 2000}}
	case "context":
		return []size{{"elements", 1, 10}}
	case "actions":
		return []size{{"elements", 1, 25}}
	case "context_actions":
		return []size{{"elements", 1, 5}}
	case "image":
		return []size{{"alt_text", 0, 2000}, {"title", 0, 2000}, {"image_url", 1, 3000}}
	case "video":
		return []size{{"title", 1, 199}, {"author_name", 0, 49}}
	case "markdown":
		return []size{{"text", 1, maxMarkdown}}
	case "table":
		return []size{{"rows", 1, 100}, {"rows/*", 1, 20}, {"column_settings", 0, 20}}
	case "data_table":
		return []size{{"rows", 2, 201}, {"rows/*", 1, 20}, {"caption", 1, 3000}}
	case "card":
		return []size{{"title", 1, 150}, {"subtitle", 1, 150}, {"body", 1, 200}, {"subtext", 1, 200}, {"actions", 0, 3}}
	case "carousel":
		return []size{{"elements", 1, 10}}
	case "alert":
		return []size{{"text", 1, 200}}
	case "container":
		return []size{{"title", 1, 150}, {"rich_text_title", 1, 150}, {"subtitle", 1, 150}, {"child_blocks", 1, 10}}
	case "input":
		return []size{{"label", 1, 2000}, {"hint", 1, 2000}}
	case "rich_text", "rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted":
		return []size{{"elements", 1, 10_000}}
	}
	return elementSizes(kind)
}

// elementSizes is sizesOf for what stands in blocks.
func elementSizes(kind string) []size {
	switch kind {
	case "button", "workflow_button", "icon_button", "positive_button", "negative_button":
		return []size{{"text", 1, 75}, {"value", 0, 2000}, {"url", 1, 3000}, {"accessibility_label", 1, 75}}
	case "confirm":
		return []size{{"title", 1, 100}, {"text", 1, 300}, {"confirm", 1, 30}, {"deny", 1, 30}}
	case "options", "initial_option", "initial_options":
		return []size{{"text", 1, 75}, {"value", 0, 75}, {"description", 1, 75}, {"url", 1, 3000}}
	case "option_groups":
		return []size{{"label", 1, 75}, {"options", 1, 100}}
	case "static_select", "multi_static_select":
		return []size{{"placeholder", 1, 150}, {"options", 1, 100}, {"option_groups", 1, 100}}
	case "radio_buttons", "checkboxes":
		return []size{{"options", 1, 10}}
	case "overflow":
		return []size{{"options", 1, 5}}
	}
	return []size{{"placeholder", 1, 150}}
}

// sizes checks the fields of an object.
func (c *checker) sizes(object map[string]any, pointer string) {
	for _, s := range sizesOf(kindOf(object, pointer)) {
		field, each := strings.CutSuffix(s.field, "/*")
		value, given := object[field]
		if !given {
			continue
		}
		if !each {
			c.size(value, pointer+"/"+field, s)
			continue
		}
		items, _ := value.([]any)
		for i, item := range items {
			c.size(item, pointer+"/"+field+"/"+itoa(i), s)
		}
	}
}

func (c *checker) size(value any, pointer string, s size) {
	if items, ok := value.([]any); ok {
		switch {
		case len(items) > s.most:
			c.fault(pointer, "%s", tooMany(s.most))
		case len(items) < s.least:
			c.fault(pointer, "no fewer than %d items allowed", s.least)
		}
		return
	}
	if object, ok := value.(map[string]any); ok && object["text"] != nil {
		pointer += "/text" // of a text object
	}
	switch n := chars(value); {
	case n > s.most:
		c.fault(pointer, "%s", tooLong(s.most))
	case n < s.least:
		c.fault(pointer, "must be more than %d characters", s.least-1)
	}
}

var lastName = regexp.MustCompile(`/([^/0-9][^/]*)(/[0-9]+)*$`)

// kindOf names an object by its type or, without one, by the field that it stands in.
func kindOf(object map[string]any, pointer string) string {
	if kind, ok := object["type"].(string); ok {
		return kind
	}
	if name := lastName.FindStringSubmatch(pointer); name != nil {
		return name[1]
	}
	return ""
}

// chars counts the characters of a string or of all text in an object.
func chars(value any) int {
	switch v := value.(type) {
	case string:
		return utf8.RuneCountInString(v)
	case map[string]any:
		n := 0
		objects(v, func(object map[string]any) {
			text, _ := object["text"].(string)
			n += utf8.RuneCountInString(text)
		})
		return n
	}
	return 0
}

// blockChars counts the text of decoded blocks that msg_blocks_too_long is about: all but the cells of tables.
func blockChars(blocks any) int {
	list, _ := blocks.([]any)
	n := 0
	for _, b := range list {
		block, _ := b.(map[string]any)
		if block["type"] != "table" && block["type"] != "data_table" {
			n += chars(block)
		}
	}
	return n
}
