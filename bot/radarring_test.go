package bot_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

func TestRadars(t *testing.T) {
	expect(t, openBot(t, knowledge.Source{Paths: []string{filepath.Join("..", "knowledge", "testdata", "radars")}}), []expectation{
		{"Are we still on Adopt for Kafka?", bot.Facts, "", []string{"Yes: Apache Kafka is on Adopt (Platforms, 2024-10). [1] Apache Kafka was on Trial (2023-04). [2]", "Kafka is reliable"}},
		{"are we still on adopt for RabbitMQ?", bot.Facts, "", []string{"No: RabbitMQ is on Caution (Platforms, 2024-10). [1] RabbitMQ was on Adopt (2023-04). [2]", "We move away"}},
		{"is rabbitmq on hold?", bot.Facts, "", []string{"Yes: RabbitMQ is on Caution"}},
		{"what ring is Harbor in?", bot.Facts, "", []string{"Harbor is on Adopt", "Assess (2023-03-01)", "scans each image"}},
		{"when did Nomad move to hold?", bot.Facts, "", []string{"2024-05-20", "Nomad was on Trial (2022-02-06)"}},
		{"Kafka or RabbitMQ?", bot.Recommended, "Kafka", []string{"on Adopt", "on Caution"}},
		{"which broker for the parcels: Kafka or RabbitMQ?", bot.Recommended, "Kafka", []string{"on Adopt", "on Caution"}},
		{"should we use Kafka for events?", bot.Recommended, "Kafka", []string{"on Adopt"}},
		{"should we use RabbitMQ?", bot.Facts, "", []string{"on Caution"}},
		{"what is on hold?", bot.Facts, "", []string{"Cassandra is on Hold (Datastores, 2024-04)", "Nomad", "RabbitMQ is on Caution"}},
		{"what are we assessing?", bot.Facts, "", []string{"is on Assess"}},
		{"what's our go-to message broker?", bot.Facts, "", []string{"Kafka is on Adopt"}},
		{"whats the default language", bot.Facts, "", []string{"Go is on Adopt"}},
		{"which languages are on adopt?", bot.Facts, "", []string{"Go is on Adopt"}},
		{"are feature flags on adopt?", bot.Facts, "", []string{"Yes: Feature flags is on Adopt"}},
		{"is Elixir on our radar?", bot.NotCovered, "", []string{"Elixir"}},
		{"Elixir or Erlang?", bot.NotCovered, "", []string{"Elixir"}},
	})
}

// TestAsksOfARadar: what people ask beside where something stands, of a radar whose page names quadrants and rings.
func TestAsksOfARadar(t *testing.T) {
	expect(t, openBot(t, knowledge.Source{Paths: []string{filepath.Join("..", "knowledge", "testdata", "radars", "beside")}}), []expectation{
		{"which quadrant is Leaflet in?", bot.Facts, "", []string{"Leaflet is on Adopt (Maps, 2026-05)"}},
		{"is Steam listed under engines?", bot.Facts, "", []string{"Steam is on Hold (Engines, 2026-05)"}},
		{"what is on hold in engines?", bot.Facts, "", []string{"Steam is on Hold"}},
		{"can I use Leaflet for a new service?", bot.Facts, "", []string{"Leaflet is on Adopt"}},
		{"which maps can we use in new projects?", bot.Facts, "", []string{"Leaflet is on Adopt"}},
		{"Steam?", bot.Facts, "", []string{"Steam is on Hold"}},
		{"what about Leaflet", bot.Facts, "", []string{"Leaflet is on Adopt"}},
		{"is Steam allowed?", bot.Facts, "", []string{"Steam is on Hold"}},
		{"is Leaflet adopted?", bot.Facts, "", []string{"Yes: Leaflet is on Adopt"}},
		{"is Leaflet fast?", bot.NotCovered, "", []string{"fast"}},
		{"did Leaflet move?", bot.Facts, "", []string{"Leaflet is on Adopt"}},
		{"what is new on the radar?", bot.Facts, "", []string{"Leaflet"}},
		{"what does HOLD mean?", bot.Facts, "", []string{"HOLD — Boats that are not built any more. [1] Old ones sail on."}},
		{"what does trial mean?", bot.NotCovered, "", []string{"what Trial means"}},
	})
	expect(t, openBot(t, knowledge.Source{Paths: []string{filepath.Join("..", "knowledge", "testdata", "radars", "built", "numbers.json")}}), []expectation{
		{"which quadrant is AWS EMR in?", bot.NotCovered, "", []string{"the quadrant of"}},
	})
}

// TestWhereAnEntryStandsGoesFirst: whatever is asked about an entry of a radar, its ring is said before what its page tells.
func TestWhereAnEntryStandsGoesFirst(t *testing.T) {
	b := openFolder(t, map[string]string{
		"tools/heron.md": "---\ntitle: Heron\nring: trial\nquadrant: tools\n---\n\nHeron draws maps of rivers. It needs a licence for each reader.\n",
		"tools/egret.md": "---\ntitle: Egret\nring: adopt\nquadrant: tools\n---\n\nEgret prints labels. It is quick, but not to be used for posters.\n",
		"tools/stork.md": "---\ntitle: Stork\nring: hold\nquadrant: tools\n---\n\nStork sends parcels.\n",
	})
	expect(t, b, []expectation{
		{"can we print wedding invitations with egret?", bot.Facts, "", []string{"Egret is on Adopt", "prints labels"}},
		{"is egret waterproof?", bot.NotCovered, "", nil},
		{"what egret version can we use?", bot.NotCovered, "", nil},
	})
	for _, q := range []string{"does heron need a licence?", "how does Heron draw maps?", "heron: adopt or trial?", "whats our take on heron"} {
		if a := mustAsk(t, b, q); !strings.HasPrefix(a.Text, "Heron is on Trial") && !strings.HasPrefix(a.Text, "No: Heron is on Trial") {
			t.Errorf("%s\ngot %q", q, a.Text)
		}
	}
}

// TestHedgesAreBadSides: what a radar takes back of an entry speaks against it.
func TestHedgesAreBadSides(t *testing.T) {
	expect(t, openFolder(t, map[string]string{
		"radar.csv": "name,ring,quadrant,description\nTerraform,Adopt,Tools,It is well-used. It is a way to write down servers but tends to live apart from its apps.\nKafka,Adopt,Platforms,It carries events.\nGo,Adopt,Languages,It compiles.\nRust,Trial,Languages,It borrows.\nNomad,Hold,Platforms,It runs jobs.\n",
	}), []expectation{
		{"any drawbacks with terraform here", bot.Facts, "", []string{"Terraform is on Adopt", "tends to live apart"}},
		{"any drawbacks with kafka here", bot.NotCovered, "", nil},
	})
}

// TestRingsOfItsOwn: a radar may call its rings as it likes.
func TestRingsOfItsOwn(t *testing.T) {
	expect(t, openFolder(t, map[string]string{
		"radar.csv": "name,ring,quadrant,description\nLark,Archive,Tools,It sang an archive of songs.\nWren,Archive,Tools,\nFinch,Standard,Tools,\n",
	}), []expectation{
		{"what is in archive?", bot.Facts, "", []string{"Lark is on Archive", "Wren is on Archive"}},
		{"is Finch on standard?", bot.Facts, "", []string{"Yes: Finch is on Standard"}},
		{"is Wren on standard?", bot.Facts, "", []string{"No: Wren is on Archive"}},
	})
}

// TestDecisionAgainstRadar: a decision is told first, and a radar that has moved on since is shown with both dates.
func TestDecisionAgainstRadar(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-use-nomad.md": "# 1. Use Nomad\n\nDate: 2022-02-03\n\n## Status\n\nAccepted\n\n## Context\n\nJobs run at night.\n\n## Decision\n\nWe will use Nomad rather than Kubernetes.\n",
		"radar-2025-01.csv": "name,ring,quadrant\nNomad,Hold,Platforms\nKubernetes,Adopt,Platforms\n",
	})
	for question, picks := range map[string]bool{"what did we decide about Nomad?": false, "Nomad or Kubernetes for jobs?": true} {
		a := mustAsk(t, b, question)
		if (a.Recommendation != nil) != picks || !strings.HasPrefix(a.Text, "Already decided: ADR-0001 Use Nomad, accepted 2022-02-03.") {
			t.Errorf("%q: %s", question, a.Text)
		}
		if !strings.Contains(a.Text, "The radar says otherwise: Nomad is on Hold (Platforms, 2025-01).") ||
			!slices.ContainsFunc(a.Notes, func(n string) bool { return strings.Contains(n, "2022-02-03") && strings.Contains(n, "2025-01") }) {
			t.Errorf("%q does not tell of the radar: %s %q", question, a.Text, a.Notes)
		}
		for _, fault := range ungrounded(a) {
			t.Errorf("%q: %s", question, fault)
		}
	}
}

// pages is a radar of pages as generators of radars keep them, with what stands beside it.
var pages = map[string]string{
	"about.md":                     "# How to read our radar\n\n- **Adopt:** Take it. Each crew can help with it.\n- **Hold:** This one is for the past. Do not start anything new with it.\n\nEntries are put forward by the crews, and each is tried once before.\n",
	"radar/2020-03-01/oxcartio.md": "---\ntitle: Oxcartio\nring: assess\nsegment: tools\n---\n\nIt hauls parcels.\n",
	"radar/2021-03-01/oxcartio.md": "---\ntitle: Oxcartio\nring: trial\nsegment: tools\n---\n\nTwo crews haul parcels with it.\n\nGood things:\n\n- Fits every road\n\nNot so good:\n\n- It is slow on ice\n- No lamp at night\n",
	"radar/2022-03-01/oxcartio.md": "---\ntitle: Oxcartio\nring: adopt\nsegment: tools\n---\n\nIt hauls parcels. It hauls letters. We are using wheels of Bramblewheel on each.\n",
	"radar/2024-03-01/oxcartio.md": "---\ntitle: Oxcartio\nring: adopt\nsegment: platforms\n---\n",
	"radar/2021-03-01/mulebus.md":  "---\ntitle: Mulebus\nring: adopt\nsegment: tools\n---\n\nWe use Mulebus for letters only.\n",
	"radar/2023-03-01/mulebus.md":  "---\ntitle: Mulebus\nring: hold\nsegment: tools\n---\n\nIt was built by a crew of three. They left in spring. We do not recommend it for letters, for it loses some. Kestrelbase keeps what it lost, and MySQL the rest.\n",
	"radar/2021-03-01/rivet.md":    "---\ntitle: Rivetta\nring: trial\nsegment: tools\n---\n\nIt joins planks.\n",
	"radar/2023-03-01/rivet.md":    "---\ntitle: Rivetta 2\nring: adopt\nsegment: tools\ntags: [boathouse]\n---\n\nIt joins planks faster.\n",
	"radar/2021-03-01/larkjs.md":   "---\ntitle: Lark\nring: adopt\nsegment: languages\n---\n\nA language for bells.\n",
	"radar/2023-03-01/lark-db.md":  "---\ntitle: Lark\nring: hold\nsegment: datastores\n---\n\nA store for bells.\n",
}

func TestRadarOfPages(t *testing.T) {
	b := openFolder(t, pages)
	expect(t, b, []expectation{
		{"has Oxcartio always been on adopt?", bot.Facts, "", []string{"Yes: Oxcartio is on Adopt (Platforms, 2024-03-01), since 2022-03-01. [1] [2] Oxcartio was on Assess (2020-03-01), then on Trial (2021-03-01). [3] [4]"}},
		{"what wheels do we use Oxcartio with?", bot.Facts, "", []string{"Bramblewheel"}},
		{"why is Mulebus on hold?", bot.Facts, "", []string{"Mulebus is on Hold", "Mulebus was on Adopt (2021-03-01).", "do not recommend it for letters"}},
		{"is Kestrelbase on hold?", bot.NotCovered, "", []string{"Kestrelbase: no radar here has it."}},
		{"who moved Mulebus to hold?", bot.NotCovered, "", nil},
		{"what does Hold mean on our radar?", bot.Facts, "", []string{"This one is for the past. [1] Do not start anything new with it. [1]"}},
		{"what does Adopt mean on the radar?", bot.Facts, "", []string{"Adopt: Take it."}},
		{"how do entries get onto the radar?", bot.Facts, "", []string{"put forward by the crews"}},
		{"what ring is Lark in?", bot.Facts, "", []string{"Lark is on Hold (Datastores, 2023-03-01). [1] Lark is on Adopt (Languages, 2021-03-01). [2]"}},
		{"why did we stop using Mulebus?", bot.Facts, "", []string{"Mulebus is on Hold (Tools, 2023-03-01). [1] Mulebus was on Adopt (2021-03-01). [2]", "do not recommend it for letters"}},
		{"what happened to Mulebus?", bot.Facts, "", []string{"Mulebus is on Hold"}},
		{"what is Mulebus used for?", bot.Facts, "", []string{"Mulebus is on Hold (Tools, 2023-03-01). [1]", "We use Mulebus for letters only."}},
		{"which boathouse things do we recommend?", bot.Facts, "", []string{"Rivetta 2 is on Adopt (Tools, 2023-03-01). [1] It joins planks faster. [1]"}},
		{"what are the drawbacks of Oxcartio?", bot.Facts, "", []string{"Oxcartio is on Adopt", "Not so good: it is slow on ice. [4] No lamp at night. [4]"}},
		{"benefits of Oxcartio", bot.Facts, "", []string{"Oxcartio is on Adopt", "Good things: Fits every road. [4]"}},
		{"Oxcartio or Rivetta 2 if there are planks to carry?", bot.Facts, "", []string{"Oxcartio is on Adopt", "Rivetta 2 is on Adopt", "Rivetta 2: it joins planks faster. [5]"}},
		{"Oxcartio or MySQL?", bot.Recommended, "Oxcartio", []string{"Oxcartio is on Adopt"}},
		{"how do I steer Oxcartio?", bot.NotCovered, "", nil},
		{"drawbacks of Lark", bot.NotCovered, "", nil},
		{"what boathouse stuff is on hold?", bot.NotCovered, "", []string{"Hold: no radar here has such entries there now."}},
		{"what is new on the radar?", bot.Facts, "", []string{"Rivetta 2 is on Adopt", "Mulebus is on Hold"}},
		{"Oxcartio vs Rivetta", bot.Compared, "", []string{"Oxcartio is on Adopt (Platforms, 2024-03-01), since 2022-03-01.", "Rivetta 2 is on Adopt (Tools, 2023-03-01). [5] Rivetta was on Trial (2021-03-01)."}},
		{"what is on hold?", bot.Facts, "", []string{"Lark is on Hold (Datastores, 2023-03-01). [1]", "Mulebus is on Hold (Tools, 2023-03-01)."}},
		{"what is on trial?", bot.NotCovered, "", []string{"Trial: no radar here has such entries there now."}},
	})
	a := mustAsk(t, b, "and Mulebus?", bot.Turn{Question: "is Oxcartio on adopt?", Answer: "Yes: Oxcartio is on Adopt."})
	if !strings.Contains(a.Text, "Mulebus is on Hold") {
		t.Errorf("in a thread on rings: %s", a.Text)
	}
}

// TestWhatIsNewOnARadar: a radar of one volume tells by its own marks, or not at all.
func TestWhatIsNewOnARadar(t *testing.T) {
	for name, tt := range map[string]struct{ file, text, want string }{
		"a table that marks":     {"radar-2025-01.csv", "name,ring,quadrant,isNew\nNomad,Hold,Platforms,FALSE\nKubernetes,Adopt,Platforms,TRUE\n", "Kubernetes is on Adopt (Platforms, 2025-01). [1]"},
		"JSON that marks":        {"data.json", `{"date": "2025-01", "entries": [{"label": "Nomad", "ring": 3, "moved": 0}, {"label": "Kubernetes", "ring": 0, "moved": -1}]}`, "Kubernetes is on Adopt (2025-01). [1]"},
		"one that does not mark": {"radar-2025-01.csv", "name,ring,quadrant\nNomad,Hold,Platforms\nKubernetes,Adopt,Platforms\n", ""},
	} {
		a := mustAsk(t, openFolder(t, map[string]string{tt.file: tt.text}), "what is new on the radar?")
		if a.Text != tt.want && (tt.want != "" || a.Outcome != bot.NotCovered) {
			t.Errorf("%s: %s, want %q: %s", name, a.Outcome, tt.want, a.Text)
		}
	}
}

// TestAListHoldsWhatIsMostAskedFor: an entry on a part of what is asked is not listed beside one on all of it.
func TestAListHoldsWhatIsMostAskedFor(t *testing.T) {
	b := openFolder(t, map[string]string{
		"radar-2025-01.csv": "name,ring,quadrant\nHull crack testing,Adopt,Methods\nHull painting,Adopt,Methods\nOar mending,Adopt,Methods\n",
	})
	for question, want := range map[string]string{
		"which methods for hull cracks are on adopt?":                 "Hull crack testing",
		"is there a method for cracks of the hull on the radar?":      "Hull crack testing",
		"which methods for hulls are on adopt?":                       "Hull crack testing, Hull painting",
		"which methods for masts or sails or hulls are on our radar?": "",
	} {
		var listed []string
		a := mustAsk(t, b, question)
		for _, s := range a.Statements {
			name, _, _ := strings.Cut(s.Text, " is on Adopt")
			listed = append(listed, name)
		}
		if got := strings.Join(listed, ", "); got != want {
			t.Errorf("%q lists %q, want %q", question, got, want)
		}
	}
}
