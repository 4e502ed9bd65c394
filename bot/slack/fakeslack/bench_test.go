package fakeslack

import (
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"testing"
)

// BenchmarkPosting posts a message with each kind of block, checks included, without HTTP.
func BenchmarkPosting(b *testing.B) {
	data, err := os.ReadFile("testdata/every-block.json")
	if err != nil {
		b.Fatal(err)
	}
	var blocks []json.RawMessage
	if err := json.Unmarshal(data, &blocks); err != nil {
		b.Fatal(err)
	}
	blocks = slices.Delete(blocks, 5, 6) // the citation, which is refused
	s := New(Config{})
	defer s.Close()
	s.AddChannel(Channel{ID: "CIN", Member: true})
	form := url.Values{"channel": {"CIN"}, "text": {"x"}, "blocks": {string(encode(blocks))}}
	for b.Loop() {
		if _, err := s.postMessage(form); err != nil {
			b.Fatal(err)
		}
	}
}
