package vectors_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index/vectors"
	"github.com/stackpick/stackpick/knowledge"
)

// A counting model counts the passages that it embeds, but for the one text by which models are told apart.
type counting struct {
	senses
	texts []string
}

func (c *counting) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if len(texts) > 1 || !strings.HasPrefix(texts[0], "Which database") {
		c.texts = append(c.texts, texts...)
	}
	return c.senses.Embed(ctx, texts)
}

// refill opens the model's file in a folder anew, has all embedded, and returns how many passages had to be.
func refill(t testing.TB, folder string, all []*knowledge.Passage) int {
	t.Helper()
	c := &counting{senses: meanings()}
	cfg := quiet(c)
	cfg.Folder = folder
	m := vectors.Open(cfg)
	s := m.Searcher(all, ranked{})
	if err := s.Fill(t.Context(), nil); err != nil {
		t.Error(err)
	}
	if done, want := s.Progress(); done != want {
		t.Errorf("%d of %d have vectors", done, want)
	}
	if got := ids(find(t, s, query("what does it cost?"))); !strings.HasPrefix(got, "~b") {
		t.Errorf("found %s", got)
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	return len(c.texts) - 1 // the question
}

// file returns the one file in a folder.
func file(t testing.TB, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	return files[0]
}

func TestATextIsEmbeddedOnceWhateverBecomesOfTheProcess(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "deep", "vectors")
	all := passages()
	all = append(all, &knowledge.Passage{ID: "doc#again", Title: "Notes", Text: all[0].Text})
	if n := refill(t, folder, all); n != 5 {
		t.Errorf("at first %d passages were embedded, want the 5 texts", n)
	}
	if info, err := os.Stat(file(t, folder)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if n := refill(t, folder, all); n != 0 {
		t.Errorf("then %d", n)
	}
	changed := *all[3]
	changed.Text += " Or so they say."
	all[3] = &changed
	if n := refill(t, folder, all); n != 1 {
		t.Errorf("of one that changed %d", n)
	}
	if n := refill(t, folder, passages()); n != 0 {
		t.Errorf("when it was changed back %d", n)
	}
}

func TestVectorsOfAnotherNameAreNotUsed(t *testing.T) {
	folder := t.TempDir()
	refill(t, folder, passages())
	data, err := os.ReadFile(file(t, folder))
	if err != nil {
		t.Fatal(err)
	}
	c := &counting{senses: meanings()}
	cfg := quiet(c)
	cfg.Name, cfg.Folder = "another", folder
	s := open(t, cfg).Searcher(passages(), ranked{})
	if done, _ := s.Progress(); done != 0 {
		t.Errorf("%d passages have vectors of another model", done)
	}
	if err := s.Fill(t.Context(), nil); err != nil || len(c.texts) != 5 {
		t.Errorf("%d were embedded, %v", len(c.texts), err)
	}
	files, _ := filepath.Glob(filepath.Join(folder, "*"))
	if len(files) != 2 {
		t.Fatalf("files %v", files)
	}
	for _, name := range files { // even where somebody renames one
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s = open(t, cfg).Searcher(passages(), ranked{})
	if done, _ := s.Progress(); done != 0 {
		t.Errorf("%d passages have vectors of another model's file", done)
	}
}

func TestDamageCostsWhatIsDamagedAndNoMore(t *testing.T) {
	folder := t.TempDir()
	all := passages()
	refill(t, folder, all)
	path := file(t, folder)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	record := (len(whole) - headerSize) / 6 // the five and the one by which models are told apart
	damaged := func(what string, data []byte, most int) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if n := refill(t, folder, all); n > most {
			t.Errorf("%s: %d passages were embedded again, want %d at most", what, n, most)
		}
		if n := refill(t, folder, all); n != 0 {
			t.Errorf("%s: then %d once more", what, n)
		}
	}
	for size := 0; size < len(whole); size += 7 { // as a crash or a full disk leaves it
		lost := (len(whole) - size + record - 1) / record
		damaged(fmt.Sprint("cut after ", size), whole[:size], min(5, lost))
	}
	for at := range len(whole) {
		data := bytes.Clone(whole)
		data[at] ^= 1 << (at % 8)
		most := 1
		if at < headerSize {
			most = 5
		}
		damaged(fmt.Sprint("a bit turned at ", at), data, most)
	}
	damaged("a page of noughts", slices.Concat(whole[:headerSize+record+5], make([]byte, 4096), whole[headerSize+record+5:]), 1)
	damaged("something between", slices.Concat(whole[:headerSize+record], []byte("\xf5vec what is this?"), whole[headerSize+record:]), 0)
	damaged("all twice", slices.Concat(whole, whole[headerSize:]), 0)
	damaged("another format", []byte("SQLite format 3\x00"+strings.Repeat("x", 5000)), 5)
	damaged("a version to come", bytes.Replace(whole, []byte("vectors 1"), []byte("vectors 2"), 1), 5)
	damaged("only marks", append(bytes.Clone(whole), bytes.Repeat([]byte("\xf5vec"), 1<<18)...), 0)
}

// headerSize is the size of the file's header: its name and version, a hash, a number and a checksum.
const headerSize = len("stackpick vectors 1\n") + 32 + 4 + 4

func TestWhereNothingCanBeWrittenVectorsAreInMemory(t *testing.T) {
	occupied := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(occupied, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if n := refill(t, occupied, passages()); n != 5 {
		t.Errorf("%d were embedded", n)
	}
	folder := t.TempDir()
	refill(t, folder, passages())
	path := file(t, folder)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if n := refill(t, folder, passages()); n != 5 {
		t.Errorf("with a folder in its place %d were embedded", n)
	}
}

func TestTwoProcessesMayFillAtOnce(t *testing.T) {
	folder := t.TempDir()
	all := many(400)
	refillHalf := func(half []*knowledge.Passage) *vectors.Model {
		cfg := quiet(meanings())
		cfg.Folder = folder
		m := vectors.Open(cfg)
		for part := range slices.Chunk(half, 20) {
			if err := m.Searcher(part, ranked{}).Fill(t.Context(), nil); err != nil {
				t.Error(err)
			}
		}
		return m
	}
	refill(t, folder, passages()) // so that there is a file
	a, b := make(chan *vectors.Model), make(chan *vectors.Model)
	go func() { a <- refillHalf(all[:200]) }()
	go func() { b <- refillHalf(all[200:]) }()
	(<-a).Close()
	(<-b).Close()
	if n := refill(t, folder, append(passages(), all...)); n != 0 {
		t.Errorf("%d were embedded again", n)
	}
}

// many returns n passages of their own.
func many(n int) []*knowledge.Passage {
	var all []*knowledge.Passage
	for i := range n {
		all = append(all, &knowledge.Passage{ID: fmt.Sprint("doc#", i), Title: "Notes", Text: fmt.Sprint("Number ", i, " is quick.")})
	}
	return all
}

// TestAKilledProcessLosesNothingThatWasWritten starts this test's program again, which embeds without end, and kills it.
func TestAKilledProcessLosesNothingThatWasWritten(t *testing.T) {
	folder := os.Getenv("STACKPICK_TEST_FOLDER")
	if folder != "" {
		fillForEver(t, folder)
		return
	}
	folder = t.TempDir()
	for i := range 10 {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestAKilledProcessLosesNothingThatWasWritten$")
		cmd.Env = append(os.Environ(), "STACKPICK_TEST_FOLDER="+folder)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		told := make([]byte, 1+rand.IntN(40)) // a byte for each batch that was written
		_, err = io.ReadFull(out, told)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if err != nil {
			t.Fatal(err)
		}
		cfg := quiet(meanings())
		cfg.Folder = folder
		s := open(t, cfg).Searcher(many(50*len(told)), ranked{})
		if done, _ := s.Progress(); done < 50*len(told) {
			t.Errorf("kill %d: %d of %d written are there", i, done, 50*len(told))
		}
	}
}

// fillForEver embeds fifty passages after the other, and tells of each fifty with a byte.
func fillForEver(t *testing.T, folder string) {
	cfg := quiet(meanings())
	cfg.Folder, cfg.Log = folder, slog.New(slog.DiscardHandler)
	m := vectors.Open(cfg)
	all := many(50_000)
	for part := range slices.Chunk(all, 50) {
		if err := m.Searcher(part, ranked{}).Fill(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stdout.Write([]byte(".")); err != nil {
			return
		}
	}
}

// FuzzCache has a file that is anything at all: nothing may fail, and what is found must be good vectors.
func FuzzCache(f *testing.F) {
	folder := f.TempDir()
	refill(f, folder, passages())
	name := filepath.Base(file(f, folder))
	whole, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:headerSize])
	f.Add(append(bytes.Clone(whole), "\xf5vec\xf5vec"...))
	f.Fuzz(func(t *testing.T, data []byte) {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
		refill(t, folder, passages())
		if n := refill(t, folder, passages()); n != 0 {
			t.Errorf("%d were not kept", n)
		}
	})
}
