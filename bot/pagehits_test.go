package bot_test

import (
	"strings"
	"testing"
)

// watering are pages of which one has a section on what is asked, in words of its own, and the other a sentence that has the
// words of the question and says less.
var watering = map[string]string{
	"beds.md": `# Beds

Beds are dug in March.

## Watering the beds

Rain does most of it. Beds under glass get two cans every evening in summer, and never at noon.
`,
	"diary.md": `# The diary

Watering of beds is written into the diary each summer by whoever waters them.

Cans are counted in the diary.
`,
}

// TestTheBestSectionIsHeard asks what a section is on whose sentences do not have the words of its heading.
func TestTheBestSectionIsHeard(t *testing.T) {
	b := openFolder(t, watering)
	a := mustAsk(t, b, "how do we do the watering of beds in summer?")
	if !strings.Contains(a.Text, "two cans every evening") {
		t.Errorf("got %q (%v)", a.Text, a.Gaps)
	}
}
