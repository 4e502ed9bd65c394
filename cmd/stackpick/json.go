package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
)

// hidden are the control characters that Go's encoder leaves as they are and terminals obey, those for the
// direction of text among them.
var hidden = regexp.MustCompile(`[\x{7f}-\x{9f}\x{202a}-\x{202e}\x{2066}-\x{2069}]`)

// printJSON prints v indented. Control characters are escaped, so JSON is safe on a terminal too: they can
// only stand inside strings, where an escape means the same.
func (p *program) printJSON(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("encoding JSON: %w", err)
	}
	return p.print(hidden.ReplaceAllStringFunc(b.String(), func(s string) string {
		return fmt.Sprintf(`\u%04x`, []rune(s)[0])
	}))
}
