package vocabulary

import "testing"

// TestTranslations: the words in other languages are read late and without anyone to tell of an error, so the
// file is checked here: it parses, and each of its concepts is one that the vocabulary has.
func TestTranslations(t *testing.T) {
	data, err := files.ReadFile("translations.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]map[string][]string
	if err := decode("translations.yaml", data, &words); err != nil {
		t.Fatal(err)
	}
	v, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, languages := range words {
		if _, ok := v.Concept(name); !ok {
			t.Errorf("translations.yaml has words for %q, which is no concept", name)
		}
		for code := range languages {
			if len(code) != 2 {
				t.Errorf("translations.yaml: %s: %q is no ISO 639-1 code", name, code)
			}
		}
	}
}
