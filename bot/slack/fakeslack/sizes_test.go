package fakeslack

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestEachSizeIsTheOneThatIsWritten fills a field of each element with as much as fits, then with one more.
// In the templates %s is text of the length, or that many items.
func TestEachSizeIsTheOneThatIsWritten(t *testing.T) {
	option := `{"text":` + plain + `,"value":"v"}`
	inAction := func(element string) string { return `{"type":"actions","elements":[` + element + `]}` }
	inContext := func(element string) string { return `{"type":"context_actions","elements":[` + element + `]}` }
	inInput := func(element string) string {
		return `{"type":"input","label":` + plain + `,"element":` + element + `}`
	}
	const (
		text   = `{"type":"plain_text","text":"%s"}`
		mrkdwn = `{"type":"mrkdwn","text":"%s"}`
		rich   = `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"%s"}]}]}`
		video  = `"type":"video","alt_text":"x","thumbnail_url":"https://a.example","video_url":"https://a.example"`
		image  = `"type":"image","alt_text":"x"`
	)
	for name, c := range map[string]struct {
		block string
		most  int
		item  string // "" for text
	}{
		"image title":           {block: `{` + image + `,"image_url":"https://a.example","title":` + text + `}`, most: 2000},
		"image address":         {block: `{` + image + `,"image_url":"https://a.example/%s"}`, most: 3000 - len("https://a.example/")},
		"video title":           {block: `{` + video + `,"title":` + text + `}`, most: 199},
		"video author":          {block: `{` + video + `,"title":` + plain + `,"author_name":"%s"}`, most: 49},
		"card subtitle":         {block: `{"type":"card","title":` + marked + `,"subtitle":` + mrkdwn + `}`, most: 150},
		"card subtext":          {block: `{"type":"card","title":` + marked + `,"subtext":` + mrkdwn + `}`, most: 200},
		"container subtitle":    {block: `{"type":"container","title":` + plain + `,"child_blocks":[` + divider + `],"subtitle":` + text + `}`, most: 150},
		"container rich title":  {block: `{"type":"container","child_blocks":[` + divider + `],"rich_text_title":` + rich + `}`, most: 150},
		"input hint":            {block: strings.Replace(input, `"label"`, `"hint":`+text+`,"label"`, 1), most: 2000},
		"placeholder of text":   {block: inInput(`{"type":"plain_text_input","placeholder":` + text + `}`), most: 150},
		"placeholder of select": {block: inInput(`{"type":"static_select","options":[` + option + `],"placeholder":` + text + `}`), most: 150},
		"select options":        {block: inInput(`{"type":"static_select","options":%s}`), most: 100, item: option},
		"option groups":         {block: inInput(`{"type":"static_select","option_groups":%s}`), most: 100, item: `{"label":` + plain + `,"options":[` + option + `]}`},
		"options of a group":    {block: inInput(`{"type":"static_select","option_groups":[{"label":` + plain + `,"options":%s}]}`), most: 100, item: option},
		"label of a group":      {block: inInput(`{"type":"static_select","option_groups":[{"label":` + text + `,"options":[` + option + `]}]}`), most: 75},
		"radio buttons":         {block: inInput(`{"type":"radio_buttons","options":%s}`), most: 10, item: option},
		"checkboxes":            {block: inInput(`{"type":"checkboxes","options":%s}`), most: 10, item: option},
		"option value":          {block: inInput(`{"type":"radio_buttons","options":[{"text":` + plain + `,"value":"%s"}]}`), most: 75},
		"option description":    {block: inInput(`{"type":"radio_buttons","options":[{"text":` + plain + `,"description":` + text + `}]}`), most: 75},
		"initial option":        {block: inInput(`{"type":"radio_buttons","options":[` + option + `],"initial_option":{"text":` + text + `}}`), most: 75},
		"option address":        {block: inAction(`{"type":"overflow","options":[{"text":` + plain + `,"url":"https://a.example/%s"}]}`), most: 3000 - len("https://a.example/")},
		"confirmation title":    {block: inAction(`{"type":"button","text":` + plain + `,"confirm":{"text":` + plain + `,"title":` + text + `}}`), most: 100},
		"confirmation yes":      {block: inAction(`{"type":"button","text":` + plain + `,"confirm":{"text":` + plain + `,"confirm":` + text + `}}`), most: 30},
		"confirmation no":       {block: inAction(`{"type":"button","text":` + plain + `,"confirm":{"text":` + plain + `,"deny":` + text + `}}`), most: 30},
		"icon text":             {block: inContext(`{"type":"icon_button","icon":"trash","text":` + text + `}`), most: 75},
		"icon value":            {block: inContext(`{"type":"icon_button","icon":"trash","text":` + plain + `,"value":"%s"}`), most: 2000},
		"icon label":            {block: inContext(`{"type":"icon_button","icon":"trash","text":` + plain + `,"accessibility_label":"%s"}`), most: 75},
		"feedback text":         {block: inContext(strings.Replace(feedback, plain, text, 1)), most: 75},
		"feedback value":        {block: inContext(strings.Replace(feedback, `"up"`, `"%s"`, 1)), most: 2000},
	} {
		t.Run(name, func(t *testing.T) {
			fill := func(n int) string {
				if c.item != "" {
					return fmt.Sprintf(c.block, list(n, c.item))
				}
				return fmt.Sprintf(c.block, rep(n))
			}
			if err := CheckMessage("", asList(fill(c.most))); err != nil {
				t.Errorf("%d are refused: %v", c.most, err)
			}
			var faults Violations
			if !errors.As(CheckMessage("", asList(fill(c.most+1))), &faults) || len(faults) != 1 {
				t.Errorf("%d: %v, want one violation", c.most+1, faults)
			}
		})
	}
}
