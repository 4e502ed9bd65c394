package knowledge

import (
	"cmp"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// Some teams keep their radar as data of the program that draws it, in TypeScript or JavaScript, and some as JSON in a form
// of their own. Whatever the lists are called, an entry has a name and a ring; where it has none, it stands in a list that
// has: {"adopt": ["Go"]}, {ring: "Adopt", items: [{name: "Go"}]}. What is found is written as the JSON that radar programs
// read.

// programRadar returns the radar that a program holds, as JSON; nil where it holds none.
func programRadar(text string) []byte {
	var g radarGatherer
	for _, v := range scriptValues(text) {
		g.gather(v.name, v.value, "", 0)
	}
	return g.json()
}

// groupedRadar returns the radar that JSON in a form of its own holds, as JSON; nil where it holds none.
func groupedRadar(data []byte) []byte {
	var value any
	if json.Unmarshal(data, &value) != nil {
		return nil
	}
	var g radarGatherer
	g.gather("", value, "", 0)
	return g.json()
}

// A radarGatherer collects what is of a radar.
type radarGatherer struct {
	quadrants, rings, entries []any
	date                      string
}

var (
	quadrantList = regexp.MustCompile(`(?i)(?:quadrants?|segments?)(?:labels?|config|names?|list|data|info)?$`)
	ringList     = regexp.MustCompile(`(?i)^(?:tech_?)?(?:radar_?)?rings?(?:labels?|config|names?|list|data|info)?$`)
	dateField    = regexp.MustCompile(`(?i)(?:date|updated|generated|release|published|edition|volume)(?:_?at|_?on)?$`)
)

// gather looks through a value that stands below a name. In is the quadrant that the lists around it have.
func (g *radarGatherer) gather(name string, value any, in string, depth int) {
	if depth > maxScriptDepth {
		return
	}
	switch v := value.(type) {
	case string:
		if g.date == "" && dateField.MatchString(name) {
			g.date = dateOfName(v)
		}
	case []any:
		for _, element := range v {
			if !g.named(name, "", element) {
				g.gather(name, element, in, depth+1)
			}
		}
	case map[string]any:
		if len(name) > markup.MaxProperty { // it would be copied for each entry
			name = ""
		}
		plain := folded(v)
		if g.entry(plain, in) || g.group(plain, in) || g.ringKeys(v, cmp.Or(in, name)) {
			return
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if !g.named(name, key, v[key]) {
				g.gather(key, v[key], in, depth+1)
			}
		}
	}
}

// named takes an element of a list of rings or of quadrants, or one that stands there below a key.
func (g *radarGatherer) named(list, key string, element any) bool {
	to := &g.rings
	switch {
	case quadrantList.MatchString(list):
		to = &g.quadrants
	case !ringList.MatchString(list):
		return false
	}
	switch e := element.(type) {
	case string:
		*to = append(*to, map[string]any{"id": key, "name": e})
		return true
	case map[string]any:
		e = folded(e)
		id, title := textOf(e, "id", "key", "index", "value", "slug"), textOf(e, "name", "title", "label")
		if title == "" || textOf(e, "ring", "quadrant") != "" {
			return false
		}
		*to = append(*to, map[string]any{"id": cmp.Or(id, key), "name": title})
		return true
	}
	return false
}

// entry takes an object that has a name and a ring of its own, or a history of rings.
func (g *radarGatherer) entry(v map[string]any, in string) bool {
	ring, history := textOf(v, "ring", "ringid"), field(v, "timeline", "revisions")
	if title, written := field(v, "name", "title", "label", "technology").(string); !written || title == "" || ring == "" && history == nil {
		return false
	}
	g.add(v, ring, in)
	return true
}

// add takes an entry with its ring.
func (g *radarGatherer) add(v map[string]any, ring, in string) {
	e := map[string]any{
		"name": textOf(v, "name", "title", "label", "technology"), "ring": ring,
		"quadrant":    cmp.Or(textOf(v, "quadrant", "quadrantid", "segment", "category", "sectionid"), in),
		"description": textOf(v, "description", "desc", "text", "body", "summary", "note", "notes", "comment"),
		"rationale":   textOf(v, "rationale", "reason", "why"),
		"date":        textOf(v, "date", "release", "updated", "lastupdated", "updatedat"),
		"isNew":       textOf(v, "isnew", "new"), "moved": textOf(v, "moved", "movement", "status"),
		"active": cmp.Or(textOf(v, "active"), "true"),
	}
	if moves, ok := field(v, "timeline", "revisions").([]any); ok {
		var timeline []any
		for _, m := range moves[:min(len(moves), maxMoves)] {
			if m, ok := m.(map[string]any); ok {
				m = folded(m)
				timeline = append(timeline, map[string]any{
					"ring": textOf(m, "ring", "ringid"), "date": textOf(m, "date", "release"), "description": textOf(m, "description", "body"),
				})
			}
		}
		e["timeline"] = timeline
	}
	g.entries = append(g.entries, e)
}

// group takes an object that has a ring, or is named after one, and lists what stands in it.
func (g *radarGatherer) group(v map[string]any, in string) bool {
	ring := textOf(v, "ring", "name", "title", "label")
	if _, known := ringStance(ring); !known {
		return false
	}
	list, ok := field(v, "items", "entries", "blips", "technologies", "tools").([]any)
	if ok {
		g.list(list, ring, in)
	}
	return ok
}

// radarRings are the rings that a list may stand below by its key alone. Other words for them are keys of much else.
var radarRings = regexp.MustCompile(`(?i)^(?:adopt|trial|assess|hold)$`)

// ringKeys takes an object that has a list for each ring: {"adopt": ["Go"], "hold": ["Perl"]}.
func (g *radarGatherer) ringKeys(v map[string]any, in string) bool {
	lists := map[string][]any{}
	for key, value := range v {
		if list, ok := value.([]any); ok && radarRings.MatchString(key) {
			lists[key] = list
		}
	}
	if len(lists) < 2 {
		return false
	}
	for _, ring := range slices.Sorted(maps.Keys(lists)) {
		g.list(lists[ring], ring, in)
	}
	return true
}

// list takes what stands in one ring: names, or objects that have one.
func (g *radarGatherer) list(list []any, ring, in string) {
	for _, element := range list {
		switch e := element.(type) {
		case string:
			g.add(map[string]any{"name": e}, ring, in)
		case map[string]any:
			e = folded(e)
			g.add(e, cmp.Or(textOf(e, "ring"), ring), in)
		}
	}
}

// json writes what was found. Of a program, only what stands in a ring that is known is an entry of a radar: much else has
// a field that is called so.
func (g *radarGatherer) json() []byte {
	names := map[string]bool{}
	for _, r := range g.rings {
		names[strings.ToLower(textOf(r.(map[string]any), "id"))] = true
		names[strings.ToLower(textOf(r.(map[string]any), "name"))] = true
	}
	g.entries = slices.DeleteFunc(g.entries, func(e any) bool {
		entry := e.(map[string]any)
		ring := textOf(entry, "ring")
		_, known := ringStance(ring)
		return !known && !names[strings.ToLower(ring)] && !(isNumber(ring) && textOf(entry, "quadrant") != "") && entry["timeline"] == nil
	})
	if len(g.entries) == 0 || len(g.quadrants)+len(g.rings) > maxNamed {
		return nil
	}
	data, err := json.Marshal(map[string]any{"date": g.date, "quadrants": g.quadrants, "rings": g.rings, "entries": g.entries})
	if err != nil || len(data) > markup.MaxFile {
		return nil
	}
	return data
}

// folded returns an object with its keys in lower case and without underscores. Of two that are alike then, the first in
// the order of the alphabet counts.
func folded(v map[string]any) map[string]any {
	out := make(map[string]any, len(v))
	for _, key := range slices.Sorted(maps.Keys(v)) {
		to := strings.ToLower(strings.ReplaceAll(key, "_", ""))
		if _, ok := out[to]; !ok {
			out[to] = v[key]
		}
	}
	return out
}

// field returns the first of the named fields of a folded object.
func field(v map[string]any, names ...string) any {
	for _, name := range names {
		if value, ok := v[name]; ok {
			return value
		}
	}
	return nil
}

// textOf returns the first of the named fields of a folded object that can be written as text: "Adopt" of Ring.Adopt.
func textOf(v map[string]any, names ...string) string {
	for _, name := range names {
		switch value := v[name].(type) {
		case string:
			return value
		case scriptName:
			return value.last()
		case bool:
			return strconv.FormatBool(value)
		case float64:
			return strconv.FormatFloat(value, 'f', -1, 64)
		}
	}
	return ""
}
