package knowledge

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestDump(t *testing.T) {
	p := os.Getenv("DUMP")
	if p == "" {
		t.Skip()
	}
	src := Source{Paths: strings.Split(p, ":")}
	if p == "builtin" {
		src = Source{}
	}
	lib, err := Open(src)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range lib.Documents {
		fmt.Printf("== %s | %s | %s | %s | %s | %v\n", d.ID, d.Title, d.Author, d.Date, d.Source, d.Options)
		for _, p := range d.Passages {
			fmt.Printf("-- %s | %s | %v | %s | line %d | %dw | %s\n", p.ID, p.Heading, p.Path, p.Kind, p.Line, wordCount(p.Text), p.URL)
			if os.Getenv("TEXT") != "" {
				for _, para := range p.paragraphs {
					for i, s := range para {
						fmt.Printf("   %d %s\n", i, s)
					}
				}
			}
		}
	}
	for _, p := range lib.Lint() {
		fmt.Println("!!", p)
	}
}
