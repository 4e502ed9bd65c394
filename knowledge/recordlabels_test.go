package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const crates = "# ADR 4: Mark the crates\n\n## Status\n\nAccepted\n\n## Context\n\nCrates get lost.\n\n"

func TestOptionsThatRecordsNameByLabels(t *testing.T) {
	for name, test := range map[string]struct {
		text                         string
		considered, chosen, rejected []string
	}{
		"headings of their own": {
			"## Option A: Paint them\n\nPros\n\n- Cheap\n\n## Option B: Print a code on them (QR)\n\nCons\n\n- The printer jams\n\n## Prices\n\n| Kind | Price |\n|---|---|\n| paint | 2 |\n\n## Decision\n\nOption B\n",
			[]string{"Paint them", "Print a code on them"}, []string{"Print a code on them"}, []string{"Paint them"},
		},
		"below the proposal": {
			"## Proposal\n\nEach crate shall be told from the others.\n\n### Alternative 1 - Paint\n\nIt fades.\n\n### Alternative 2 - Chips\n\nThey cost.\n\n## Decision\n\nWe go for alternative 1 until the new year.\n",
			[]string{"Paint", "Chips"}, []string{"Paint"}, []string{"Chips"},
		},
		"a letter is no language": {
			"## Option C: Paint\n\nIt fades.\n\n## Option D\n\nKeep them as they are.\n\n## Decision\n\nOption D\n",
			[]string{"Paint", "Option D"}, []string{"Option D"}, []string{"Paint"},
		},
		"an issue beside the name": {
			"## Alternative Approaches\n\n### Painted crates yard#12\n\nThey fade.\n\n### Chips in the wood\n\nThey cost.\n\n## Decision\n\nThe **painted crates** will be tried first.\n",
			[]string{"Painted crates", "Chips in the wood"}, []string{"Painted crates"}, []string{"Chips in the wood"},
		},
		"one heading tells the choice": {
			"## Options\n\n- Paint\n- Chips\n\n## Decision\n\n### Option 2: Chips\n\nWe will buy chips.\n",
			[]string{"Paint", "Chips"}, nil, nil,
		},
		"nothing is decided": {
			"## Decision\n\nTwo options are left. Option A is cheap. Option B is safe.\n\n## Details\n\n### Option A: Paint\n\nIt fades.\n\n### Option B: Chips\n\nThey cost.\n",
			[]string{"Paint", "Chips"}, nil, nil,
		},
		"turned down": {
			"## Alternative Approaches\n\n### Painted crates\n\nThey fade.\n\n## Decision\n\nWe will not use painted crates.\n",
			[]string{"Painted crates"}, nil, []string{"Painted crates"},
		},
	} {
		r := onlyRecord(t, "adr-004-crates.md", crates+test.text).Record
		for _, part := range []struct {
			what      string
			want, got []string
		}{{"considered", test.considered, r.Considered}, {"chosen", test.chosen, r.Chosen}, {"rejected", test.rejected, r.Rejected}} {
			if diff := cmp.Diff(part.want, part.got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", name, part.what, diff)
			}
		}
	}
}

func TestArgumentsStandUnderTheirLabel(t *testing.T) {
	d := onlyRecord(t, "adr-004-crates.md", crates+"## Decision\n\nTo be decided\n\n## Design\n\n### Option A: Paint the crates\n\nPros\n\n- Everybody can do it\n\n#### Tradeoffs\n\nThe paint is slow to dry.\n\n## Consequences\n\n### Option A\n\n**Negative:**\n\n- It fades within a year\n\n### Option B: Chips\n\n**Positive:**\n\n- They last\n")
	checkClaims(t, d, []string{
		"Option A: Paint the crates: Everybody can do it [Paint the crates for]",
		"Tradeoffs: The paint is slow to dry. [Paint the crates against]",
		"Option A: It fades within a year [Paint the crates against]",
		"Option B: Chips: They last [Chips for]",
	})
	if o, ok := d.Record.Labelled("B"); !ok || o != "Chips" {
		t.Errorf("option B is %q, %v", o, ok)
	}
	if o, ok := d.Record.Labelled("C"); ok {
		t.Errorf("option C is %q", o)
	}
}

func TestConsequencesTakeSidesWithoutAnOption(t *testing.T) {
	d := onlyRecord(t, "0005-count-crates.md", "# 5. Count the crates each night\n\n## Status\n\nAccepted\n\n## Context\n\nCrates get lost.\n\n## Decision\n\nWe will count them.\n\n## Consequences\n\n### Positive\n\n- Losses are seen the next day\n\n### Negatives and risks\n\n- Two people stay longer. Mitigation: they take turns.\n\n### Other\n\nCare must be taken to avoid confusion with the lids.\n")
	sides := map[string]string{}
	for _, p := range d.Passages {
		for _, c := range p.Claims {
			if c.Side != "" {
				sides[c.Text] = string(c.Side)
			}
		}
	}
	if diff := cmp.Diff(map[string]string{
		"Losses are seen the next day":                         "for",
		"Two people stay longer.":                              "against",
		"Mitigation: they take turns.":                         "neutral",
		"Care must be taken to avoid confusion with the lids.": "against",
	}, sides); diff != "" {
		t.Errorf("sides (-want +got):\n%s", diff)
	}
}

func TestAListOfArgumentsGoesOnInTheNextPassage(t *testing.T) {
	told := func(n int) string {
		return strings.Repeat("The crates are told from each other by their lids and by their marks. ", n)
	}
	d := onlyRecord(t, "adr-004-crates.md", crates+"## Option A: Paint\n\n"+told(4)+"\n\nCons\n\n- "+told(6)+"\n- The paint is gone within a year. "+told(9)+"\n\nNotes\n\n- The paint is blue\n\n## Proposal\n\nEach crate shall be marked.\n\n## Decision\n\nWe will paint the crates.\n")
	checkClaims(t, d, []string{
		"Option A: Paint: The paint is gone within a year. [Paint against]",
		"Option A: Paint: The paint is blue [Paint neutral]",
		"Decision: We will paint the crates. verdict decides",
	})
}

// TestOutcomesThatGiveANumber takes the number of an option for the option, and an option for no more than its name.
func TestOutcomesThatGiveANumber(t *testing.T) {
	options := "## Considered options\n\n1. Ferries\n2. Bridges\n3. Keep as is\n\n"
	for outcome, want := range map[string]string{
		"Chosen option: 2":                                "Bridges",
		"Chosen option - #1: Ferries for all.":            "Ferries",
		"Chosen option: **2. Bridges (of wood only)**":    "Bridges",
		"Chosen option: Keep as is":                       "Keep as is",
		"Chosen option: Bridges as they are quick.":       "Bridges",
		"Chosen options:\n\n- Bridges for those who walk": "",
		"Chosen option: 7":                                "7",
		"Option 2 is the preferred option for the town.":  "Bridges",
		"Chosen option: Canals.v2 of stone, for now":      "Canals.v2 of stone",
	} {
		lib := openText(t, "0001-river.md", "# 1. River\n\n## Context\n\nThe river is wide.\n\n"+options+"## Decision outcome\n\n"+outcome+"\n")
		r := lib.Documents[0].Record
		if got := strings.Join(r.Chosen, ", "); got != want {
			t.Errorf("%q: chosen %q, want %q", outcome, got, want)
		}
	}
}

// TestOptionsAsPeopleListThem reads options with numbers of many forms, with remarks after two dashes, and as long as a line;
// what is said of them is none.
func TestOptionsAsPeopleListThem(t *testing.T) {
	lib := openText(t, "0001-river.md", "# 1. River\n\n## Context\n\nThe river is wide.\n\n## Considered options\n\n"+
		"- Option #1: Ferries\n- [Option 2] Bridges -- as discussed above at some length\n- Option 3. Fords\n- Solution #4.1 (with horses)\n- Solution #5 (with carts)\n"+
		"- Let the people of the town cross on foot and bring the goods with mules\n- It is wet\n- Boats were a favourite of the council in the days before the flood, they said\n\n## Decision outcome\n\nTo be seen.\n")
	want := []string{"Ferries", "Bridges", "Fords", "Solution #4.1", "Solution #5", "Let the people of the town cross on foot and bring the goods with mules"}
	if diff := cmp.Diff(want, lib.Documents[0].Record.Considered); diff != "" {
		t.Errorf("options (-want +got):\n%s", diff)
	}
}
