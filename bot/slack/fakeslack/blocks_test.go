package fakeslack

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestASampleOfEveryBlockIsAcceptedButForItsCitation checks a message with each block that apps post, made by
// another library. The citation is in Slack's pages and not in its types; no app is known to have posted one.
func TestASampleOfEveryBlockIsAcceptedButForItsCitation(t *testing.T) {
	blocks, err := os.ReadFile("testdata/every-block.json")
	if err != nil {
		t.Fatal(err)
	}
	var got Violations
	if !errors.As(CheckMessage("", blocks), &got) {
		t.Fatal("the citation is accepted")
	}
	want := Violations{{Pointer: "/blocks/5/elements/0/elements/1", Block: "rich_text", Problem: "unsupported type: citation"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

func rep(n int) string { return strings.Repeat("é", n) }

func list(n int, item string) string {
	return "[" + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + "]"
}

// numbered is list with # replaced by a letter that differs from item to item.
func numbered(n int, item string) string {
	items := make([]string, n)
	for i := range items {
		items[i] = strings.ReplaceAll(item, "#", string(rune('A'+i)))
	}
	return "[" + strings.Join(items, ",") + "]"
}

const (
	plain    = `{"type":"plain_text","text":"x"}`
	marked   = `{"type":"mrkdwn","text":"x"}`
	divider  = `{"type":"divider"}`
	button   = `{"type":"button","text":` + plain + `}`
	named    = `{"type":"button","action_id":"a","text":` + plain + `}`
	cell     = `{"type":"raw_text","text":"x"}`
	card     = `{"type":"card","title":` + marked + `}`
	feedback = `{"type":"feedback_buttons","positive_button":{"text":` + plain + `,"value":"up"},"negative_button":{"text":` + plain + `,"value":"down"}}`
	trash    = `{"type":"icon_button","icon":"trash","text":` + plain + `}`
	richCell = `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x"}]}]}`
	pie      = `{"type":"data_visualization","title":"x","chart":{"type":"pie","segments":[{"label":"a","value":1}]}}`
	input    = `{"type":"input","label":` + plain + `,"element":{"type":"plain_text_input","action_id":"a"}}`
)

func plainText(n int) string  { return `{"type":"plain_text","text":"` + rep(n) + `"}` }
func markedText(n int) string { return `{"type":"mrkdwn","text":"` + rep(n) + `"}` }

// bars is a bar chart of one series per name and one value per label.
func bars(name, label, categories string, labels int) string {
	return `{"type":"data_visualization","title":"x","chart":{"type":"bar","series":[{"name":"` + name + `","data":` +
		numbered(labels, `{"label":"`+label+`","value":-1}`) + `}],"axis_config":{"categories":` + categories + `}}}`
}

// TestEachLimitOfBlocksHolds has, for each rule, what just fits and what does not, and where the fault is.
func TestEachLimitOfBlocksHolds(t *testing.T) {
	actions := func(element string) string { return `{"type":"actions","elements":[` + element + `]}` }
	table := func(rows string) string { return `{"type":"table","rows":` + rows + `}` }
	data := func(rows, more string) string {
		return `{"type":"data_table","caption":"x","rows":` + rows + more + `}`
	}
	rich := func(element string) string {
		return `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[` + element + `]}]}`
	}
	two := list(2, list(2, cell))
	for name, c := range map[string]struct{ good, bad, pointer string }{
		"blocks in a message":    {list(50, divider), list(51, divider), "/blocks"},
		"a known type":           {divider, `{"type":"layout"}`, "/blocks/0/type"},
		"a list of blocks":       {`[` + divider + `]`, `["x"]`, "/blocks/0"},
		"alert is for modals":    {divider, `{"type":"alert","text":` + plain + `}`, "/blocks/0/type"},
		"no unknown field":       {divider, `{"type":"divider","colour":"red"}`, "/blocks/0"},
		"no missing field":       {`{"type":"header","text":` + plain + `}`, `{"type":"header"}`, "/blocks/0"},
		"header is plain":        {`{"type":"header","text":` + plain + `}`, `{"type":"header","text":` + marked + `}`, "/blocks/0/text/type"},
		"header length":          {`{"type":"header","text":` + plainText(150) + `}`, `{"type":"header","text":` + plainText(151) + `}`, "/blocks/0/text/text"},
		"header level":           {`{"type":"header","level":4,"text":` + plain + `}`, `{"type":"header","level":5,"text":` + plain + `}`, "/blocks/0/level"},
		"section length":         {`{"type":"section","text":` + markedText(3000) + `}`, `{"type":"section","text":` + markedText(3001) + `}`, "/blocks/0/text/text"},
		"empty text":             {`{"type":"section","text":` + marked + `}`, `{"type":"section","text":` + markedText(0) + `}`, "/blocks/0/text/text"},
		"section needs text":     {`{"type":"section","fields":[` + marked + `]}`, `{"type":"section"}`, "/blocks/0"},
		"section fields":         {`{"type":"section","fields":` + list(10, plain) + `}`, `{"type":"section","fields":` + list(11, plain) + `}`, "/blocks/0/fields"},
		"field length":           {`{"type":"section","fields":[` + markedText(2000) + `]}`, `{"type":"section","fields":[` + markedText(2001) + `]}`, "/blocks/0/fields/0/text"},
		"verbatim is mrkdwn's":   {`{"type":"section","text":{"type":"mrkdwn","text":"x","verbatim":true}}`, `{"type":"section","text":{"type":"plain_text","text":"x","verbatim":true}}`, "/blocks/0/text"},
		"context elements":       {`{"type":"context","elements":` + list(10, marked) + `}`, `{"type":"context","elements":` + list(11, marked) + `}`, "/blocks/0/elements"},
		"context is not empty":   {`{"type":"context","elements":` + list(1, marked) + `}`, `{"type":"context","elements":[]}`, "/blocks/0/elements"},
		"actions":                {`{"type":"actions","elements":` + list(25, button) + `}`, `{"type":"actions","elements":` + list(26, button) + `}`, "/blocks/0/elements"},
		"no feedback in action":  {actions(button), actions(feedback), "/blocks/0/elements/0"},
		"context actions":        {`{"type":"context_actions","elements":` + list(5, trash) + `}`, `{"type":"context_actions","elements":` + list(6, trash) + `}`, "/blocks/0/elements"},
		"no button in context":   {`{"type":"context_actions","elements":[` + feedback + `,` + trash + `]}`, `{"type":"context_actions","elements":[` + button + `]}`, "/blocks/0/elements/0"},
		"trash is the icon":      {`{"type":"context_actions","elements":[` + trash + `]}`, `{"type":"context_actions","elements":[` + strings.Replace(trash, `"trash"`, `"star"`, 1) + `]}`, "/blocks/0/elements/0/icon"},
		"feedback label":         {`{"type":"context_actions","elements":[` + strings.Replace(feedback, `"value":"up"`, `"value":"up","accessibility_label":"`+rep(75)+`"`, 1) + `]}`, `{"type":"context_actions","elements":[` + strings.Replace(feedback, `"value":"up"`, `"value":"up","accessibility_label":"`+rep(76)+`"`, 1) + `]}`, "/blocks/0/elements/0/positive_button/accessibility_label"},
		"button text":            {actions(`{"type":"button","text":` + plainText(75) + `}`), actions(`{"type":"button","text":` + plainText(76) + `}`), "/blocks/0/elements/0/text/text"},
		"button value":           {actions(`{"type":"button","text":` + plain + `,"value":"` + rep(2000) + `"}`), actions(`{"type":"button","text":` + plain + `,"value":"` + rep(2001) + `"}`), "/blocks/0/elements/0/value"},
		"button url":             {actions(`{"type":"button","text":` + plain + `,"url":"https://` + rep(2992) + `"}`), actions(`{"type":"button","text":` + plain + `,"url":"https://` + rep(2993) + `"}`), "/blocks/0/elements/0/url"},
		"button label":           {actions(`{"type":"button","text":` + plain + `,"accessibility_label":"` + rep(75) + `"}`), actions(`{"type":"button","text":` + plain + `,"accessibility_label":"` + rep(76) + `"}`), "/blocks/0/elements/0/accessibility_label"},
		"web addresses":          {actions(`{"type":"button","text":` + plain + `,"url":"http://a.example"}`), actions(`{"type":"button","text":` + plain + `,"url":"javascript:alert(1)"}`), "/blocks/0/elements/0/url"},
		"rich web addresses":     {rich(`{"type":"link","url":"https://a.example"}`), rich(`{"type":"link","url":"data:text/html,x"}`), "/blocks/0/elements/0/elements/0/url"},
		"block id length":        {`{"type":"divider","block_id":"` + rep(255) + `"}`, `{"type":"divider","block_id":"` + rep(256) + `"}`, "/blocks/0/block_id"},
		"block ids":              {numbered(2, `{"type":"divider","block_id":"#"}`), list(2, `{"type":"divider","block_id":"a"}`), "/blocks/1/block_id"},
		"action id length":       {actions(`{"type":"button","text":` + plain + `,"action_id":"` + rep(255) + `"}`), actions(`{"type":"button","text":` + plain + `,"action_id":"` + rep(256) + `"}`), "/blocks/0/elements/0/action_id"},
		"action ids of a block":  {list(2, actions(`{"type":"button","text":`+plain+`,"action_id":"a"}`)), `{"type":"actions","elements":` + list(2, `{"type":"button","text":`+plain+`,"action_id":"a"}`) + `}`, "/blocks/0/elements/1/action_id"},
		"action ids of a card":   {`{"type":"carousel","elements":` + list(2, `{"type":"card","actions":[`+named+`]}`) + `}`, `{"type":"carousel","elements":[{"type":"card","actions":[` + named + "," + named + `]}]}`, "/blocks/0/elements/0/actions/1/action_id"},
		"confirmation":           {actions(`{"type":"button","text":` + plain + `,"confirm":{"text":` + plainText(300) + `}}`), actions(`{"type":"button","text":` + plain + `,"confirm":{"text":` + plainText(301) + `}}`), "/blocks/0/elements/0/confirm/text/text"},
		"options of a menu":      {actions(`{"type":"overflow","options":` + list(5, `{"text":`+plain+`}`) + `}`), actions(`{"type":"overflow","options":` + list(6, `{"text":`+plain+`}`) + `}`), "/blocks/0/elements/0/options"},
		"option text":            {actions(`{"type":"overflow","options":[{"text":` + plainText(75) + `}]}`), actions(`{"type":"overflow","options":[{"text":` + plainText(76) + `}]}`), "/blocks/0/elements/0/options/0/text/text"},
		"image alt text":         {`{"type":"image","image_url":"https://a.example","alt_text":"` + rep(2000) + `"}`, `{"type":"image","image_url":"https://a.example","alt_text":"` + rep(2001) + `"}`, "/blocks/0/alt_text"},
		"markdown of a message":  {list(2, `{"type":"markdown","text":"`+rep(6000)+`"}`), list(2, `{"type":"markdown","text":"`+rep(6001)+`"}`), "/blocks"},
		"rich text is not empty": {rich(`{"type":"text","text":"x"}`), rich(`{"type":"text","text":""}`), "/blocks/0/elements/0/elements/0/text"},
		"no citation":            {rich(`{"type":"text","text":"x"}`), rich(`{"type":"citation","url":"https://a.example","text":"x","index":1}`), "/blocks/0/elements/0/elements/0"},
		"rich text list":         {`{"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","indent":0,"border":0,"offset":0,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x"}]}]}]}`, `{"type":"rich_text","elements":[{"type":"rich_text_list","style":"roman","elements":[]}]}`, "/blocks/0/elements/0/style"},
		"table rows":             {table(list(100, list(1, cell))), table(list(101, list(1, cell))), "/blocks/0/rows"},
		"table columns":          {table(list(1, list(20, cell))), table(list(1, list(21, cell))), "/blocks/0/rows/0"},
		"table cells":            {table(`[[` + cell + `,` + richCell + `,{"type":"raw_number","value":1,"text":"1"}]]`), table(`[[` + marked + `]]`), "/blocks/0/rows/0/0"},
		"no null cells":          {table(two), table(`[[null]]`), "/blocks/0/rows/0/0"},
		"a number has text":      {table(`[[{"type":"raw_number","value":1,"text":"1"}]]`), table(`[[{"type":"raw_number","value":1}]]`), "/blocks/0/rows/0/0"},
		"no empty cell":          {table(two), table(`[[{"type":"raw_text","text":""}]]`), "/blocks/0/rows/0/0/text"},
		"no empty rich cell":     {table(list(1, list(1, richCell))), table(list(1, list(1, `{"type":"rich_text","elements":[]}`))), "/blocks/0/rows/0/0"},
		"all tables together":    {list(2, table(`[[{"type":"raw_text","text":"`+rep(5000)+`"}]]`)), list(2, table(`[[{"type":"raw_text","text":"`+rep(5001)+`"}]]`)), "/blocks"},
		"column settings":        {`{"type":"table","rows":` + two + `,"column_settings":` + list(20, `{"align":"right"}`) + `}`, `{"type":"table","rows":` + two + `,"column_settings":` + list(21, `{"align":"right"}`) + `}`, "/blocks/0/column_settings"},
		"alignment":              {`{"type":"table","rows":` + two + `,"column_settings":[{"align":"center"},{"is_wrapped":true}]}`, `{"type":"table","rows":` + two + `,"column_settings":[{"align":""}]}`, "/blocks/0/column_settings/0/align"},
		"data table rows":        {data(list(201, list(1, cell)), ""), data(list(202, list(1, cell)), ""), "/blocks/0/rows"},
		"data table has data":    {data(two, ""), data(list(1, list(2, cell)), ""), "/blocks/0/rows"},
		"data table caption":     {data(two, ""), `{"type":"data_table","rows":` + two + `}`, "/blocks/0"},
		"data table is even":     {data(two, ""), data(`[`+list(2, cell)+`,`+list(1, cell)+`]`, ""), "/blocks/0/rows/1"},
		"data table header":      {data(`[`+list(1, cell)+`,`+list(1, richCell)+`]`, ""), data(`[`+list(1, richCell)+`,`+list(1, cell)+`]`, ""), "/blocks/0/rows/0/0"},
		"data table page":        {data(two, `,"page_size":100`), data(two, `,"page_size":101`), "/blocks/0/page_size"},
		"data table row header":  {data(two, `,"row_header_column_index":1`), data(two, `,"row_header_column_index":2`), "/blocks/0/row_header_column_index"},
		"data table length":      {data(list(2, `[{"type":"raw_text","text":"`+rep(10_000)+`"}]`), ""), data(list(2, `[{"type":"raw_text","text":"`+rep(10_001)+`"}]`), ""), "/blocks/0/rows"},
		"charts of a message":    {list(2, pie), list(3, pie), "/blocks"},
		"chart title":            {strings.Replace(pie, `"title":"x"`, `"title":"`+rep(50)+`"`, 1), strings.Replace(pie, `"title":"x"`, `"title":"`+rep(51)+`"`, 1), "/blocks/0/title"},
		"chart type":             {bars("s", "#", `["A"]`, 1), strings.Replace(pie, `"pie"`, `"donut"`, 1), "/blocks/0/chart"},
		"pie segments":           {strings.Replace(pie, `[{"label":"a","value":1}]`, numbered(6, `{"label":"#","value":1}`), 1), strings.Replace(pie, `[{"label":"a","value":1}]`, numbered(7, `{"label":"#","value":1}`), 1), "/blocks/0/chart/segments"},
		"pie values":             {pie, strings.Replace(pie, `"value":1`, `"value":0`, 1), "/blocks/0/chart/segments/0/value"},
		"pie labels differ":      {pie, strings.Replace(pie, `[{"label":"a","value":1}]`, list(2, `{"label":"a","value":1}`), 1), "/blocks/0/chart/segments/1"},
		"series":                 {strings.Replace(bars("s", "#", `["A"]`, 1), `[{"name":"s","data":[{"label":"A","value":-1}]}]`, numbered(6, `{"name":"#","data":[{"label":"A","value":1}]}`), 1), strings.Replace(bars("s", "#", `["A"]`, 1), `[{"name":"s","data":[{"label":"A","value":-1}]}]`, numbered(7, `{"name":"#","data":[{"label":"A","value":1}]}`), 1), "/blocks/0/chart/series"},
		"series names differ":    {bars("s", "#", `["A"]`, 1), strings.Replace(bars("s", "#", `["A"]`, 1), `[{"name":"s","data":[{"label":"A","value":-1}]}]`, list(2, `{"name":"s","data":[{"label":"A","value":1}]}`), 1), "/blocks/0/chart/series/1"},
		"series name":            {bars(rep(20), "#", `["A"]`, 1), bars(rep(21), "#", `["A"]`, 1), "/blocks/0/chart/series/0/name"},
		"categories":             {bars("s", "#", numbered(20, `"#"`), 20), bars("s", "#", numbered(21, `"#"`), 20), "/blocks/0/chart/axis_config/categories"},
		"label":                  {bars("s", rep(20), `["`+rep(20)+`"]`, 1), bars("s", rep(21), `["`+rep(20)+`"]`, 1), "/blocks/0/chart/series/0/data/0/label"},
		"a value per category":   {bars("s", "#", `["A","B"]`, 2), bars("s", "#", `["A","B"]`, 1), "/blocks/0/chart/series/0/data"},
		"axis label":             {strings.Replace(bars("s", "#", `["A"]`, 1), `"categories"`, `"x_label":"`+rep(50)+`","categories"`, 1), strings.Replace(bars("s", "#", `["A"]`, 1), `"categories"`, `"x_label":"`+rep(51)+`","categories"`, 1), "/blocks/0/chart/axis_config/x_label"},
		"card title":             {`{"type":"card","title":` + markedText(150) + `}`, `{"type":"card","title":` + markedText(151) + `}`, "/blocks/0/title/text"},
		"card body":              {`{"type":"card","body":` + markedText(200) + `}`, `{"type":"card","body":` + markedText(201) + `}`, "/blocks/0/body/text"},
		"card buttons":           {`{"type":"card","actions":` + list(3, button) + `}`, `{"type":"card","actions":` + list(4, button) + `}`, "/blocks/0/actions"},
		"card shows something":   {card, `{"type":"card","subtitle":` + marked + `}`, "/blocks/0"},
		"carousel":               {`{"type":"carousel","elements":` + list(10, card) + `}`, `{"type":"carousel","elements":` + list(11, card) + `}`, "/blocks/0/elements"},
		"container":              {`{"type":"container","title":` + plain + `,"child_blocks":` + list(10, divider) + `}`, `{"type":"container","title":` + plain + `,"child_blocks":` + list(11, divider) + `}`, "/blocks/0/child_blocks"},
		"container title":        {`{"type":"container","title":` + plainText(150) + `,"child_blocks":[` + divider + `]}`, `{"type":"container","title":` + plainText(151) + `,"child_blocks":[` + divider + `]}`, "/blocks/0/title/text"},
		"container has a title":  {`{"type":"container","title":` + plain + `,"child_blocks":[` + divider + `]}`, `{"type":"container","child_blocks":[` + divider + `]}`, "/blocks/0"},
		"no chart in container":  {`{"type":"container","title":` + plain + `,"child_blocks":[` + table(two) + `]}`, `{"type":"container","title":` + plain + `,"child_blocks":[` + pie + `]}`, "/blocks/0/child_blocks/0"},
		"input label":            {strings.Replace(input, plain, plainText(2000), 1), strings.Replace(input, plain, plainText(2001), 1), "/blocks/0/label/text"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := CheckMessage("", asList(c.good)); err != nil {
				t.Errorf("what fits is refused: %v", err)
			}
			var faults Violations
			if !errors.As(CheckMessage("", asList(c.bad)), &faults) {
				t.Fatalf("accepted: %.200s", c.bad)
			}
			if faults[0].Pointer != c.pointer {
				t.Errorf("the fault is at %s (%s), want %s", faults[0].Pointer, faults[0].Problem, c.pointer)
			}
		})
	}
}

func asList(blocks string) json.RawMessage {
	if !strings.HasPrefix(blocks, "[") {
		blocks = "[" + blocks + "]"
	}
	return json.RawMessage(blocks)
}

func TestAMessageWithoutBlocksNeedsText(t *testing.T) {
	for text, ok := range map[string]bool{"x": true, "": false, " \n": false, rep(40_000): true, rep(40_001): false} {
		if err := CheckMessage(text, nil); (err == nil) != ok {
			t.Errorf("%d characters of text: %v", len(text), err)
		}
	}
	if CheckMessage("x", json.RawMessage(`{"type":"divider"}`)) == nil || CheckMessage("x", json.RawMessage(`[`)) == nil {
		t.Error("blocks that are no list are accepted")
	}
	long := list(5, `{"type":"section","text":`+markedText(2500)+`}`)
	if CheckMessage("", json.RawMessage(long)) == nil {
		t.Error("12,500 characters in blocks are accepted")
	}
}

func TestEachLimitOfViewsHolds(t *testing.T) {
	modal := func(blocks, more string) string {
		return `{"type":"modal","title":` + plain + `,"blocks":` + blocks + more + `}`
	}
	home := func(blocks, more string) string { return `{"type":"home","blocks":` + blocks + more + `}` }
	for name, c := range map[string]struct{ good, bad, pointer string }{
		"type":              {home("[]", ""), `{"type":"tab","blocks":[]}`, "/view/type"},
		"an object":         {home("[]", ""), `[]`, "/view"},
		"blocks":            {modal(list(100, divider), ""), modal(list(101, divider), ""), "/view/blocks"},
		"home blocks":       {home(list(100, divider), ""), home(list(101, divider), ""), "/view/blocks"},
		"title":             {`{"type":"modal","blocks":[],"title":` + plainText(24) + `}`, `{"type":"modal","blocks":[],"title":` + plainText(25) + `}`, "/view/title"},
		"title is needed":   {modal("[]", ""), `{"type":"modal","blocks":[]}`, "/view/title"},
		"title is plain":    {modal("[]", ""), `{"type":"modal","blocks":[],"title":` + marked + `}`, "/view/title"},
		"close":             {modal("[]", `,"close":`+plainText(24)), modal("[]", `,"close":`+plainText(25)), "/view/close"},
		"submit":            {modal("[]", `,"submit":`+plainText(24)), modal("[]", `,"submit":`+plainText(25)), "/view/submit"},
		"submit for input":  {modal("["+input+"]", `,"submit":`+plain), modal("["+input+"]", ""), "/view/submit"},
		"metadata":          {home("[]", `,"private_metadata":"`+rep(3000)+`"`), home("[]", `,"private_metadata":"`+rep(3001)+`"`), "/view/private_metadata"},
		"callback id":       {home("[]", `,"callback_id":"`+rep(255)+`"`), home("[]", `,"callback_id":"`+rep(256)+`"`), "/view/callback_id"},
		"unknown field":     {home("[]", ""), home("[]", `,"colour":"red"`), "/view/colour"},
		"home has no title": {home("[]", ""), home("[]", `,"title":`+plain), "/view/title"},
		"alert":             {modal(`[{"type":"alert","text":`+plainText(200)+`}]`, ""), home(`[{"type":"alert","text":`+plain+`}]`, ""), "/view/blocks/0/type"},
		"alert length":      {modal(`[{"type":"alert","text":`+plainText(200)+`}]`, ""), modal(`[{"type":"alert","text":`+plainText(201)+`}]`, ""), "/view/blocks/0/text/text"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := CheckView(json.RawMessage(c.good)); err != nil {
				t.Errorf("what fits is refused: %v", err)
			}
			var faults Violations
			if !errors.As(CheckView(json.RawMessage(c.bad)), &faults) {
				t.Fatalf("accepted: %.200s", c.bad)
			}
			if faults[0].Pointer != c.pointer {
				t.Errorf("the fault is at %s (%s), want %s", faults[0].Pointer, faults[0].Problem, c.pointer)
			}
		})
	}
}

func TestARefusalNamesTheBlockAndThePlace(t *testing.T) {
	s := start(t, Config{})
	blocks := `[` + divider + `,{"type":"header","text":` + plainText(151) + `}]`
	r := call(t, s, "chat.postMessage", "channel", "CIN", "blocks", blocks).want("invalid_blocks")
	want := "[ERROR] header: must be less than 151 characters [json-pointer:/blocks/1/text/text]"
	messages := r.fields["response_metadata"].(map[string]any)["messages"].([]any)
	if len(messages) != 1 || messages[0] != want {
		t.Errorf("got %v, want %q", messages, want)
	}
	if len(s.Messages()) != 0 {
		t.Error("the refused message was posted")
	}
}
