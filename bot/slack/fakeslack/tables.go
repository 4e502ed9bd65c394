package fakeslack

import (
	"encoding/json"
	"slices"
	"strconv"
)

// How much tables may hold, in characters, from the pages of table-block and data-table-block.
const (
	maxTableChars     = 10_000 // all cells of all tables of a message
	maxDataTableChars = 20_000 // all cells of a data table
)

func itoa(i int) string { return strconv.Itoa(i) }

// special checks what is neither shape nor size.
func (c *checker) special(object map[string]any, pointer string) {
	switch kindOf(object, pointer) {
	case "section":
		if object["text"] == nil && object["fields"] == nil {
			c.fault(pointer, "missing required field: text or fields")
		}
	case "card":
		if object["hero_image"] == nil && object["title"] == nil && object["actions"] == nil && object["body"] == nil {
			c.fault(pointer, "missing required field: hero_image, title, actions or body")
		}
		if object["icon"] != nil && object["slack_icon"] != nil {
			c.fault(pointer, "icon and slack_icon exclude each other")
		}
	case "container":
		if (object["title"] == nil) == (object["rich_text_title"] == nil) {
			c.fault(pointer, "must have either title or rich_text_title")
		}
	case "icon_button":
		if object["icon"] != "trash" {
			c.fault(pointer+"/icon", "must be one of [trash]")
		}
	case "markdown":
		c.markdown += chars(object["text"])
	case "table":
		c.table(object, pointer)
	case "data_table":
		c.dataTable(object, pointer)
	case "data_visualization":
		c.chart(object, pointer)
	}
}

// cellsOf counts the characters of a table and finds empty cells of rich text; sizes finds the others.
func (c *checker) cellsOf(rows [][]any, pointer string) int {
	total := 0
	for i, row := range rows {
		for j, cell := range row {
			n := chars(cell)
			if rich, _ := cell.(map[string]any); n == 0 && rich["type"] == "rich_text" {
				c.fault(pointer+"/rows/"+itoa(i)+"/"+itoa(j), "must be more than 0 characters")
			}
			total += n
		}
	}
	return total
}

func rowsOf(block map[string]any) [][]any {
	list, _ := block["rows"].([]any)
	rows := make([][]any, len(list))
	for i, row := range list {
		rows[i], _ = row.([]any)
	}
	return rows
}

func (c *checker) table(block map[string]any, pointer string) {
	c.cells += c.cellsOf(rowsOf(block), pointer)
}

func (c *checker) dataTable(block map[string]any, pointer string) {
	rows := rowsOf(block)
	if c.cellsOf(rows, pointer) > maxDataTableChars {
		c.fault(pointer+"/rows", "%s", tooLong(maxDataTableChars))
	}
	if len(rows) == 0 {
		return
	}
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			c.fault(pointer+"/rows/"+itoa(i), "all rows must have the same number of cells")
		}
	}
	for j, cell := range rows[0] {
		if header, _ := cell.(map[string]any); header["type"] == "rich_text" {
			c.fault(pointer+"/rows/0/"+itoa(j), "unsupported type: rich_text")
		}
	}
	c.whole(block, pointer, "page_size", 1, 100)
	c.whole(block, pointer, "row_header_column_index", 0, len(rows[0])-1)
}

// whole checks that a field, if given, is a whole number within bounds.
func (c *checker) whole(object map[string]any, pointer, field string, least, most int) {
	number, given := object[field].(json.Number)
	if n, err := strconv.Atoi(number.String()); given && (err != nil || n < least || n > most) {
		c.fault(pointer+"/"+field, "must be a whole number from %d to %d", least, most)
	}
}

// chart checks what the schema of charts cannot say: names are unique and each series has one value for each
// category.
func (c *checker) chart(block map[string]any, pointer string) {
	c.charts++
	chart, _ := block["chart"].(map[string]any)
	at := pointer + "/chart"
	c.unique(texts(chart["segments"], "label"), at+"/segments", "label")
	c.unique(texts(chart["series"], "name"), at+"/series", "name")
	axis, _ := chart["axis_config"].(map[string]any)
	var categories []string
	list, _ := axis["categories"].([]any)
	for _, category := range list {
		name, _ := category.(string)
		categories = append(categories, name)
	}
	c.unique(categories, at+"/axis_config/categories", "category")
	slices.Sort(categories)
	series, _ := chart["series"].([]any)
	for i, one := range series {
		s, _ := one.(map[string]any)
		labels := texts(s["data"], "label")
		slices.Sort(labels)
		if !slices.Equal(labels, categories) {
			c.fault(at+"/series/"+itoa(i)+"/data", "must have exactly one value for each category")
		}
	}
}

// texts returns a string field of each object of a list.
func texts(list any, field string) []string {
	var out []string
	items, _ := list.([]any)
	for _, item := range items {
		object, _ := item.(map[string]any)
		text, _ := object[field].(string)
		out = append(out, text)
	}
	return out
}

func (c *checker) unique(names []string, pointer, what string) {
	seen := map[string]bool{}
	for i, name := range names {
		if seen[name] {
			c.fault(pointer+"/"+itoa(i), "%s %q is not unique", what, name)
		}
		seen[name] = true
	}
}
