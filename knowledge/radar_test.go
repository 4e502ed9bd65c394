package knowledge_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

// blipLines lists what a folder's radars hold, a line a blip.
func blipLines(lib *knowledge.Library) []string {
	var lines []string
	for _, d := range lib.Documents {
		for _, b := range d.Blips {
			current := ""
			if b.Current {
				current = " now"
			}
			lines = append(lines, fmt.Sprintf("%s = %s: %s (%s) in %s, %s%s", b.Name, b.Option, b.Ring, b.Stance, b.Quadrant, b.Date, current))
		}
	}
	return lines
}

func TestRadars(t *testing.T) {
	for folder, want := range map[string][]string{
		"volumes": {
			"Apache Kafka = Kafka: Trial (for) in Platforms, 2023-04", "RabbitMQ = RabbitMQ: Adopt (for) in Platforms, 2023-04",
			"Quillbase = Quillbase: Assess (neutral) in Tools, 2023-04", "Feature flags = Feature flags: Adopt (for) in Techniques, 2023-04 now",
			"Apache Kafka = Kafka: Adopt (for) in Platforms, 2024-10 now", "RabbitMQ = RabbitMQ: Caution (against) in Platforms, 2024-10 now",
			"Quillbase = Quillbase: Shelved (neutral) in Tools, 2024-10 now",
		},
		"backstage": {
			"Nomad = Nomad: Hold (against) in Infrastructure, 2024-05-20 now", "Nomad = Nomad: Trial (for) in Infrastructure, 2022-02-06",
			"Kotlin = Kotlin: Use (for) in Languages, 2023-11-01 now",
		},
		"pages": {
			"Harbor = Harbor: Assess (neutral) in Platforms and operations, 2023-03-01", "Harbor = Harbor: Adopt (for) in Platforms and operations, 2024-09-15 now",
		},
		"built": {
			"AWS EMR = Amazon EMR: Trial (for) in , 2026-05 now",
			"Next.js = Next.js: Trial (for) in Languages and frameworks, 2021-07-01 now", "Next.js = Next.js: Assess (neutral) in Languages and frameworks, 2019-11-01",
			"Cassandra = Cassandra: Hold (against) in Datastores, 2024-04 now", "Go = Go: Adopt (for) in Languages, 2024-04 now",
		},
		"beside":   {"Leaflet = Leaflet: Adopt (for) in Maps, 2026-05 now", "Steam = Steam: Hold (against) in Engines, 2026-05 now"},
		"scripted": {"Go = Go: Adopt (for) in Languages,  now", "Hand \"winch\" = Hand \"winch\": Hold (against) in Cranes,  now"},
		"program":  {"Steel rope = Steel rope: Adopt (for) in Cables & Winches, 2026-03-02 now", "Steam winch = Steam winch: Hold (against) in Engines, 2026-03-02 now"},
		"grouped":  {"Tide tables = Tide tables: Adopt (for) in , 2025-06 now", "Signal flags = Signal flags: Hold (against) in , 2025-06 now"},
		"yaml": {
			"Apache Pulsar = Apache Pulsar: Hold (against) in Storage, 2021-02-03 now", "Apache Pulsar = Apache Pulsar: Trial (for) in Storage, 2019-05-22",
			"Zellij = Zellij: Assess (neutral) in Tools,  now", "tmux = tmux: Adopt (for) in Tools,  now",
		},
	} {
		lib := open(t, filepath.Join("testdata", "radars", folder))
		if diff := cmp.Diff(want, blipLines(lib)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", folder, diff)
		}
		for _, d := range lib.Documents {
			for _, b := range d.Blips {
				if p, ok := lib.Passage(b.Passage); !ok || p.Kind != knowledge.KindRadar {
					t.Errorf("%s: the passage %q of %s is not there or of no radar", folder, b.Passage, b.Name)
				}
			}
		}
	}
}

// TestRadarClaims: the newest ring is a verdict, descriptions are claims, and what older volumes say weighs nothing.
func TestRadarClaims(t *testing.T) {
	lib := open(t, filepath.Join("testdata", "radars", "volumes"))
	old, _ := lib.Document("team-radar-volume-1-apr-2023")
	newest, _ := lib.Document("team-radar-volume-2-oct-2024")
	checkClaims(t, old, []string{
		"Apache Kafka: Ring: Trial; Quadrant: Platforms; Date: 2023-04",
		"Apache Kafka: It is hard to operate. [Kafka neutral]",
		"RabbitMQ: It forgets what was read. [RabbitMQ neutral]",
	})
	checkClaims(t, newest, []string{
		"Apache Kafka: Ring: Adopt; Quadrant: Platforms; Date: 2024-10 [Kafka for] verdict",
		"Apache Kafka: Kafka is reliable, and each team knows it by now. [Kafka for]",
		"RabbitMQ: Ring: Caution; Quadrant: Platforms; Date: 2024-10 [RabbitMQ against] verdict",
	})
	for _, p := range newest.Passages {
		if strings.Contains(p.Text, "alert") || strings.Contains(p.Text, "Choose RabbitMQ") {
			t.Errorf("%s shows what a reader would not see: %q", p.ID, p.Text)
		}
	}
}

// TestClaimsOfEarlierVolumes: what an earlier volume says holds as long as the ring does; a page is one entry, whatever
// it is called.
func TestClaimsOfEarlierVolumes(t *testing.T) {
	page := func(title, ring, text string) string {
		return "---\ntitle: " + title + "\nring: " + ring + "\n---\n\n" + text + "\n"
	}
	lib := open(t, folderOf(t, map[string]string{
		"radar/2020-01-01/oxcart.md": page("Oxcartio", "hold", "Oxcartio is unreliable."),
		"radar/2021-01-01/oxcart.md": page("Oxcartio", "adopt", "Oxcartio is reliable."),
		"radar/2022-01-01/oxcart.md": page("Oxcartio 2", "adopt", ""),
	}))
	want := []string{
		"Oxcartio = Oxcartio: Hold (against) in , 2020-01-01", "Oxcartio = Oxcartio: Adopt (for) in , 2021-01-01",
		"Oxcartio 2 = Oxcartio 2: Adopt (for) in , 2022-01-01 now",
	}
	if diff := cmp.Diff(want, blipLines(lib)); diff != "" {
		t.Errorf("blips (-want +got):\n%s", diff)
	}
	checkClaims(t, &lib.Documents[0], []string{"Oxcartio: Oxcartio is unreliable. [Oxcartio neutral]"})
	checkClaims(t, &lib.Documents[1], []string{"Oxcartio: Oxcartio is reliable. [Oxcartio for]"})
}

// TestRadarsThatNameTheRingBefore: a column may say where an entry stood in the volume before.
func TestRadarsThatNameTheRingBefore(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"2023H2.csv": "name,ring,quadrant,description,prev_ring\nPulumi,Adopt,Tools,,Trial\nScala,Hold,Languages,,Hold\ndbt,Assess,Tools,,New\n",
	}))
	want := []string{
		"Pulumi = Pulumi: Adopt (for) in Tools, 2023-07 now", "Pulumi = Pulumi: Trial (for) in Tools, ",
		"Scala = Scala: Hold (against) in Languages, 2023-07 now", "dbt = dbt: Assess (neutral) in Tools, 2023-07 now",
	}
	if diff := cmp.Diff(want, blipLines(lib)); diff != "" {
		t.Errorf("blips (-want +got):\n%s", diff)
	}
	for _, b := range lib.Documents[0].Blips {
		if b.Current && b.New != (b.Name != "Scala") {
			t.Errorf("%s is new: %t", b.Name, b.New)
		}
	}
}

func TestLintOfRadars(t *testing.T) {
	var found []string
	for _, p := range open(t, filepath.Join("testdata", "radars", "volumes")).Lint() {
		found = append(found, p.String())
	}
	for _, p := range open(t, folderOf(t, map[string]string{"radar.csv": "name,ring\nGo,adopt\nRust,hold\nGo,hold\n"})).Lint() {
		found = append(found, p.String())
	}
	checkFindings(t, found, []string{`volume 2 (Oct 2024).csv:4: ring "Shelved" of "Quillbase" is unknown`, `radar.csv:4: "Go" stands on the radar twice`})
}

// TestHostileRadars: what many entries name stands in the file once, and would be copied for each of them.
func TestHostileRadars(t *testing.T) {
	long := strings.Repeat("long ", 100)
	lib := open(t, folderOf(t, map[string]string{
		"radar.json": `{"quadrants":[{"id":"q","name":"` + long + `"},{"id":"r","name":"Tools"}],"segments":[{"id":"s","title":"Things"}],"rings":[{"id":"a","name":"Adopt"},{"id":"hold","name":"` + long + `"}],
			"entries":[{"name":"Go","ring":"a","quadrant":"q"},{"name":"Rust","ring":"hold","quadrant":"r"},{"name":"Kafka","ring":"a","quadrant":"s"}]}`,
	}))
	want := []string{"Go = Go: Adopt (for) in Q,  now", "Rust = Rust: Hold (against) in Tools,  now", "Kafka = Kafka: Adopt (for) in Things,  now"}
	if diff := cmp.Diff(want, blipLines(lib)); diff != "" {
		t.Errorf("blips (-want +got):\n%s", diff)
	}
	dir := folderOf(t, map[string]string{
		"a.md":         "# A\n\nText.",
		"radar.json":   `{"quadrants":[` + strings.Repeat(`{"name":"Tools"},`, 1000) + `{"name":"Tools"}],"entries":[{"name":"Go","ring":"Adopt"}]}`,
		"shapes.json":  `{"segments":[` + strings.Repeat(`{"name":"ring"},`, 1000) + `{"name":"ring"}]}`,
		"numbers.json": `{"rings":[` + strings.Repeat(`1,`, 1000) + `1],"entries":[]}`,
	})
	if got := problems(open(t, dir), dir); len(got) != 1 || !strings.HasPrefix(got[0], "radar.json: names more than 1000 quadrants and rings") {
		t.Errorf("problems %v", got)
	}
}

// TestOtherTables: tables and JSON that are no radar are passed over in a folder, and refused by name.
func TestOtherTables(t *testing.T) {
	files := map[string]string{
		"a.md": "# A\n\nText.\n", "prices.csv": "item,price\nring,100\n", "list.json": `["ring"]`, "deep.json": strings.Repeat("[", 100_000) + `"ring"`,
		"broken.json": `{"entries":[{"name":"ring"`, "bomb.yaml": yamlBomb() + "ring: *j\n", "loop.yml": "a: &a\n  ring: *a\n",
		"deep.yaml": "ring: " + strings.Repeat("[", 100_000), "list.yml": "- ring: adopt\n", "words.csv": "\"ring\n", "empty.json": "",
	}
	dir := folderOf(t, files)
	if lib := open(t, dir); len(lib.Documents) != 1 || len(lib.Problems) > 0 {
		t.Errorf("%d documents, problems %v", len(lib.Documents), lib.Problems)
	}
	_, err := knowledge.Open(knowledge.Source{Paths: []string{filepath.Join(dir, "prices.csv")}})
	if err == nil || !strings.Contains(err.Error(), "is no technology radar") {
		t.Errorf("error %v", err)
	}
}

// What is no program, or was made to be read for ever, is read once and says nothing.
func TestHostileProgramsOfRadars(t *testing.T) {
	const head = "const ring: 'adopt';\n"
	for name, text := range map[string]string{
		"quotes that no line closes": strings.Repeat(`"\`, 1<<19),
		"brackets":                   strings.Repeat("[{(", 1<<18),
		"brackets that close":        strings.Repeat(")]}", 1<<18),
		"comments":                   strings.Repeat("//\n", 1<<18),
		"templates":                  strings.Repeat("`${", 1<<18) + "a",
	} {
		begin := time.Now()
		path := filepath.Join(t.TempDir(), "radar.js")
		if err := os.WriteFile(path, []byte(head+text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := knowledge.Open(knowledge.Source{Paths: []string{path}}); err == nil {
			t.Errorf("%s: was read as a radar", name)
		}
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s: took %s", name, took)
		}
	}
}
