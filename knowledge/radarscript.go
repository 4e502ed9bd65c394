package knowledge

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// Zalando's radar program (https://github.com/zalando/tech-radar) draws what a page hands to its function: the names of
// quadrants and rings, and the entries, which name these by number. The entries may stand in the page's script, or in a
// file config.json beside the page.

// radarCall is how a page calls it.
const radarCall = "radar_visualization({"

// scriptedRadar returns what a page hands to the radar program, as JSON; nil where it is no such page. Entries that the
// script loads from elsewhere are left out.
func scriptedRadar(page []byte) []byte {
	at := bytes.Index(page, []byte(radarCall))
	if at < 0 || len(page) > markup.MaxFile {
		return nil
	}
	literal, ok := cutLiteral(string(page[at+len(radarCall)-1:]))
	if !ok {
		return nil
	}
	value, err := plainYAML([]byte(literal))
	handed, ok := value.(map[string]any)
	if err != nil || !ok {
		return nil
	}
	radar := map[string]any{}
	for name, value := range handed {
		list, ok := value.([]any) // "entries: data.entries" is loaded from elsewhere
		if ok && (name == "quadrants" || name == "rings" || name == "entries") {
			radar[name] = list
		}
	}
	data, err := json.Marshal(radar)
	if err != nil {
		return nil
	}
	return data
}

// cutLiteral cuts the object that text begins with, as its script writes it, and takes out comments. What is left is a
// flow mapping of YAML where it holds nothing but values.
func cutLiteral(text string) (literal string, ok bool) {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			end := stringEnd(text, i)
			b.WriteString(text[i:end])
			i = end - 1
			continue
		case strings.HasPrefix(text[i:], "//"):
			line, _, _ := strings.Cut(text[i:], "\n")
			i += len(line) - 1
			continue
		case strings.HasPrefix(text[i:], "/*"):
			end := strings.Index(text[i:], "*/")
			if end < 0 {
				return "", false
			}
			i += end + 1
			continue
		case c == '\t':
			b.WriteByte(' ')
			continue
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		b.WriteByte(text[i])
		if depth == 0 {
			return b.String(), true
		}
	}
	return "", false
}

// stringEnd returns the index after the string that begins at i, or the end of text.
func stringEnd(text string, i int) int {
	for j := i + 1; j < len(text); j++ {
		switch text[j] {
		case '\\':
			j++
		case text[i]:
			return j + 1
		}
	}
	return len(text)
}

// maxKeys is how many keys a mapping of YAML may have: decoding takes the square of their number.
const maxKeys = 200

// plainYAML decodes YAML that holds nothing but values: an alias may stand for very much.
func plainYAML(data []byte) (value any, err error) {
	var doc yaml.Node
	if yaml.Unmarshal(data, &doc) != nil || !isPlain(&doc) || doc.Decode(&value) != nil {
		return nil, errNoRadar
	}
	return value, nil
}

func isPlain(n *yaml.Node) bool {
	return n.Kind != yaml.AliasNode && !(n.Kind == yaml.MappingNode && len(n.Content) > 2*maxKeys) &&
		!slices.ContainsFunc(n.Content, func(c *yaml.Node) bool { return !isPlain(c) })
}

// jsonOfYAML writes YAML as JSON.
func jsonOfYAML(data []byte) ([]byte, error) {
	value, err := plainYAML(data)
	if err != nil {
		return nil, err
	}
	out, err := json.Marshal(value)
	if err != nil || len(out) > markup.MaxFile {
		return nil, errNoRadar
	}
	return out, nil
}

// yamlRing matches a line of YAML that gives a ring.
var yamlRing = regexp.MustCompile(`(?im)^[\s-]*["']?ring["']?\s*:`)

// radarPage returns what the page beside a radar in JSON hands to the radar program, or nil. The page is index.html in the
// same folder.
func radarPage(root *os.Root, name string, data []byte) []byte {
	if markup.FormatOf(name) != markup.JSON || !bytes.Contains(data, []byte(`"quadrant"`)) {
		return nil
	}
	page := filepath.FromSlash(path.Join(path.Dir(name), "index.html"))
	if info, err := root.Lstat(page); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	held, err := readCapped(page, func() (fs.File, error) { return root.Open(page) })
	if err != nil {
		return nil
	}
	return scriptedRadar(held)
}

// readRadarPage reads a page that calls the radar program: its text, and after it the entries that its script holds.
func (l *loader) readRadarPage(f foundFile) (head markup.Head, a article, err error) {
	head, a.Article, err = l.reader.Read(f.name, f.data)
	data := scriptedRadar(f.data)
	if err != nil || data == nil {
		return head, a, err
	}
	if radar, err := readRadarJSON(f, data, a.Title, dateOfPath(f.name)); err == nil {
		a.Blocks, a.blips, a.Date = append(a.Blocks, radar.Blocks...), radar.blips, cmp.Or(a.Date, radar.Date)
		a.found = append(a.found, radar.found...)
	}
	return head, a, nil
}

// folderOf returns the name of the folder that a file is in, or "".
func folderOf(name string) string {
	if dir := path.Base(path.Dir(name)); dir != "." && dir != "/" {
		return dir
	}
	return ""
}
