package knowledge_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// aDocument is the least that a folder must hold to be opened.
const aDocument = "# Notes\n\nWe keep notes."

// teamWords is a vocabulary whose words stand in no other.
const teamWords = `
options:
  - {name: Grimoire, aliases: [zorble kit]}
concepts:
  - {name: Flurbing, kind: criterion, words: [flurb], favourable: [frabjous], opposite words: [uffish]}
`

func TestVocabularyFileThatIsNamedItself(t *testing.T) {
	dir := folderOf(t, map[string]string{"notes.md": aDocument, "words/vocabulary.yml": teamWords, "words/other.yml": "x: ["})
	v := open(t, filepath.Join(dir, "notes.md"), filepath.Join(dir, "words", "vocabulary.yml")).Vocabulary
	if _, ok := v.Option("Grimoire"); !ok {
		t.Error("the file that was named adds nothing")
	}
	if v := open(t, dir).Vocabulary; len(v.Mentions(vocabulary.Words("grimoire"), "")) != 1 {
		t.Error("a file in a sub-folder adds nothing")
	}
}

func TestVocabularyChangesTheHash(t *testing.T) {
	dir := folderOf(t, map[string]string{"notes.md": aDocument, "vocabulary.yaml": teamWords})
	before := open(t, dir).Hash
	if err := os.WriteFile(filepath.Join(dir, "vocabulary.yaml"), []byte("options: []"), 0o644); err != nil {
		t.Fatal(err)
	}
	if after := open(t, dir).Hash; after == before {
		t.Error("the hash is the same with another vocabulary")
	}
}
