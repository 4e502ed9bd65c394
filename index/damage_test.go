package index_test

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge"
)

var damages = flag.Int("damages", 36, "how many damaged index files TestDamageIsNoticedAndMended tries")

// A damage is something that happens to a file.
type damage struct {
	name string
	do   func(random *rand.Rand, data []byte) []byte // nil: the file is gone
}

var allDamages = []damage{
	{"a bit is flipped", func(random *rand.Rand, data []byte) []byte {
		data[random.IntN(len(data))] ^= 1 << random.IntN(8)
		return data
	}},
	{"64 bytes are random", func(random *rand.Rand, data []byte) []byte {
		at := random.IntN(len(data))
		for i := range data[at:min(at+64, len(data))] {
			data[at+i] = byte(random.Uint32())
		}
		return data
	}},
	{"it is cut short", func(random *rand.Rand, data []byte) []byte { return data[:random.IntN(len(data))] }},
	{"4 kB are zeros", func(random *rand.Rand, data []byte) []byte {
		at := random.IntN(len(data))
		clear(data[at:min(at+4096, len(data))])
		return data
	}},
	{"it is deleted", func(*rand.Rand, []byte) []byte { return nil }},
	{"it is there twice", func(_ *rand.Rand, data []byte) []byte { return append(data, data...) }},
}

// Whatever happens to a file of the index, the next start says so, answers as if nothing had happened, and leaves an
// index behind that the start after it finds in order.
func TestDamageIsNoticedAndMended(t *testing.T) {
	whole := t.TempDir()
	f := openFolder(t, whole, nil)
	lib := documents(12, map[int]string{5: "zebra"})
	for _, l := range []*knowledge.Library{documents(12, nil), lib} { // two segments
		ix, err := f.Index(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		shut(t, ix)
	}
	shut(t, f)
	want := answers(t, open(t, lib))
	files, err := filepath.Glob(filepath.Join(whole, "*[^k]")) // all but the lock
	if err != nil || len(files) != 5 {
		t.Fatal(files, err)
	}
	random := rand.New(rand.NewPCG(5, 8))
	for i := range *damages {
		damage, file := allDamages[i%len(allDamages)], filepath.Base(files[i/len(allDamages)%len(files)])
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		if !inflict(t, random, damage, filepath.Join(dir, file)) {
			continue
		}
		if log := startAfter(t, dir, lib, want); !strings.Contains(log, "made anew") {
			t.Errorf("%s of %s: nothing was noticed, the log is %q", damage.name, file, log)
		}
		if log := startAfter(t, dir, lib, want); log != "" {
			t.Errorf("%s of %s: the next start says %q", damage.name, file, log)
		}
	}
}

// inflict damages a file, and reports whether it is another now.
func inflict(t *testing.T, random *rand.Rand, d damage, name string) bool {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	damaged := d.do(random, bytes.Clone(data))
	if damaged == nil {
		err = os.Remove(name)
	} else {
		err = os.WriteFile(name, damaged, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return !bytes.Equal(damaged, data)
}

// startAfter opens the folder as a start does, checks the answers, and returns what was logged.
func startAfter(t *testing.T, dir string, lib *knowledge.Library, want string) string {
	t.Helper()
	var log strings.Builder
	f := openFolder(t, dir, &log)
	defer shut(t, f)
	ix, err := f.Index(t.Context(), lib)
	if err != nil || f.Fault() != nil {
		t.Fatal(err, f.Fault())
	}
	defer shut(t, ix)
	if got := answers(t, ix); got != want {
		t.Errorf("it answers\n%.1000s\ninstead of\n%.1000s", got, want)
	}
	return log.String()
}
