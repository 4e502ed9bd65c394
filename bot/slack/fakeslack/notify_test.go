package fakeslack

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestPingsAreFound(t *testing.T) {
	mrkdwn := func(text, more string) string {
		return `[{"type":"section","text":{"type":"mrkdwn","text":"` + text + `"` + more + `}}]`
	}
	for name, c := range map[string]struct {
		text, blocks string
		want         []string
	}{
		"broadcasts":         {text: "<!channel> <!here|here> <!everyone>", want: []string{"<!channel>", "<!here>", "<!everyone>"}},
		"people and groups":  {text: "<@U1> <@W2|ada> <!subteam^S1|@team>", want: []string{"<@U1>", "<@W2>", "<!subteam^S1>"}},
		"escaped":            {text: "&lt;!channel&gt; &lt;@U1&gt;"},
		"no mention":         {text: "<#C1|general> <https://a.example|@here> <!date^1^x|y>"},
		"typed in the text":  {text: "@here @channel"},
		"typed in mrkdwn":    {blocks: mrkdwn("@here, or (@channel) and @everyone", ""), want: []string{"@here", "@channel", "@everyone"}},
		"no word of its own": {blocks: mrkdwn("me@here.example @hereby", "")},
		"verbatim":           {blocks: mrkdwn("@here", `,"verbatim":true`)},
		"marked in verbatim": {blocks: mrkdwn("<!here>", `,"verbatim":true`), want: []string{"<!here>"}},
		"plain text":         {blocks: `[{"type":"header","text":{"type":"plain_text","text":"<!here> @here"}}]`},
		"cells":              {blocks: `[{"type":"table","rows":[[{"type":"raw_text","text":"<!here> @here"}]]}]`},
		"markdown":           {blocks: `[{"type":"markdown","text":"@here <!channel>"}]`, want: []string{"<!channel>", "@here"}},
		"rich text": {
			blocks: `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"@here <!here>"},
				{"type":"broadcast","range":"channel"},{"type":"user","user_id":"U1"},{"type":"usergroup","usergroup_id":"S1"}]}]}]`,
			want: []string{"<!channel>", "<@U1>", "<!subteam^S1>"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := Pings(c.text, json.RawMessage(c.blocks))
			if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("pings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLinksAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		text, blocks string
		want         []string
	}{
		"marked":         {text: "<https://a.example/x|A> <mailto:a@b.example|mail>", want: []string{"https://a.example/x", "mailto:a@b.example"}},
		"bare":           {text: "see https://a.example/x, or (www.b.example).", want: []string{"https://a.example/x", "www.b.example"}},
		"no link":        {text: "Node.js and <@U1> and &lt;https&gt;"},
		"bare in mrkdwn": {blocks: `[{"type":"section","text":{"type":"mrkdwn","text":"https://a.example"}}]`, want: []string{"https://a.example"}},
		"verbatim":       {blocks: `[{"type":"section","text":{"type":"mrkdwn","text":"https://a.example <https://b.example|B>","verbatim":true}}]`, want: []string{"https://b.example"}},
		"plain text":     {blocks: `[{"type":"header","text":{"type":"plain_text","text":"https://a.example"}}]`},
		"buttons":        {blocks: `[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"url":"https://a.example"}]}]`, want: []string{"https://a.example"}},
		"images":         {blocks: `[{"type":"image","alt_text":"x","image_url":"https://a.example/x.png"}]`, want: []string{"https://a.example/x.png"}},
		"rich text":      {blocks: `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"link","url":"https://a.example"},{"type":"text","text":"https://b.example"}]}]}]`, want: []string{"https://a.example"}},
		"markdown":       {blocks: `[{"type":"markdown","text":"[A](https://a.example \"t\") ![](https://b.example/x.png) https://c.example"}]`, want: []string{"https://a.example", "https://b.example/x.png", "https://c.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := Links(c.text, json.RawMessage(c.blocks))
			if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("links (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheServerRecordsWhomAMessageWouldPing(t *testing.T) {
	s := start(t, Config{})
	post := func(args ...string) Message {
		call(t, s, "chat.postMessage", append([]string{"channel", "CIN"}, args...)...).want("")
		ms := s.Messages()
		return ms[len(ms)-1]
	}
	if m := post("text", "@here <!channel> https://a.example"); len(m.Pings) != 1 || len(m.Links) != 1 {
		t.Errorf("got pings %v, links %v", m.Pings, m.Links)
	}
	if m := post("text", "@here", "link_names", "1"); len(m.Pings) != 1 {
		t.Errorf("with link_names: pings %v", m.Pings)
	}
	if m := post("text", "https://a.example <https://b.example|B>", "parse", "none"); len(m.Links) != 1 {
		t.Errorf("with parse=none: links %v", m.Links)
	}
}
