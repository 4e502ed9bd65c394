package index_test

import (
	"flag"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

var benchPassages = flag.Int("passages", 2000, "how many passages the large benchmarks search")

const benchQuestion = "Is Django or Node.js the better framework for a payment server with a small team and a tight deadline?"

// builtinSize is about as many passages as the built-in knowledge has.
const builtinSize = 30

func BenchmarkSearch(b *testing.B) { benchmarkSearch(b, benchQuestion) }

func BenchmarkSearchLongQuestion(b *testing.B) {
	benchmarkSearch(b, strings.Repeat(benchQuestion+" ", 40_000/len(benchQuestion)))
}

func BenchmarkSearchLongVariedQuestion(b *testing.B) {
	var text strings.Builder
	for i := 0; text.Len() < 40_000; i++ {
		text.WriteString(strings.Repeat(string(rune('a'+i%26)), i%7+2) + string(rune('a'+i/26%26)) + " server ")
	}
	benchmarkSearch(b, text.String())
}

func benchmarkSearch(b *testing.B, question string) {
	ix := open(b, large(builtinSize))
	b.ReportAllocs()
	for b.Loop() {
		if hits := search(b, ix, index.Query{Text: question}); len(hits) == 0 {
			b.Fatal("nothing found")
		}
	}
}

func BenchmarkNew(b *testing.B) {
	lib := large(builtinSize)
	b.ReportAllocs()
	for b.Loop() {
		ix, err := index.New(lib)
		if err != nil {
			b.Fatal(err)
		}
		if err := ix.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLarge makes a large index on disk and asks it some hundred questions; plain Bleve is asked the same in the
// same run. It reports how long the middle and the slowest of a hundred take, and what it takes to build the index, in
// time of the processors and on disk; plain Bleve keeps no text. With 100,000 passages and more:
//
//	go test ./index -run '^$' -bench Large -benchtime 5x -passages 100000
func BenchmarkLarge(b *testing.B) {
	m := newMixer(b)
	questions := m.questions(b)
	b.Run("ours", func(b *testing.B) {
		dir := b.TempDir()
		f := openFolder(b, dir, nil)
		defer shut(b, f)
		began := clockOfAll()
		ix, err := f.Stream(b.Context(), "", m.documents(*benchPassages))
		if err != nil {
			b.Fatal(err)
		}
		defer shut(b, ix)
		built := clockOfAll() - began
		reportTimes(b, questions, func(text string) { search(b, ix, index.Query{Text: text}) })
		reportBuild(b, built, dir)
	})
	b.Run("plain Bleve", func(b *testing.B) {
		dir := b.TempDir()
		began := clockOfAll()
		ix := plainBleve(b, dir, m.passages(*benchPassages))
		built := clockOfAll() - began
		reportTimes(b, questions, func(text string) { searchPlain(b, ix, text) })
		reportBuild(b, built, filepath.Join(dir, "store"))
	})
}

// reportBuild reports what an index took to build, without what Bleve goes on to merge, and what it takes on disk.
func reportBuild(b *testing.B, built time.Duration, dir string) {
	b.ReportMetric(built.Seconds(), "build-s")
	b.ReportMetric(float64(size(b, dir))/1e6, "disk-MB")
}

// BenchmarkStart opens an index on disk that is up to date: every byte is read and compared with its SHA-256.
func BenchmarkStart(b *testing.B) {
	dir, lib := b.TempDir(), documents(*benchPassages/7, nil)
	start := func() {
		f := openFolder(b, dir, nil)
		ix, err := f.Index(b.Context(), lib)
		if err != nil {
			b.Fatal(err)
		}
		shut(b, ix)
		shut(b, f)
	}
	start()
	for b.Loop() {
		start()
	}
	b.ReportMetric(float64(size(b, dir))/1e6, "disk-MB")
}

// BenchmarkChange has another text in one document of many.
func BenchmarkChange(b *testing.B) {
	f := openFolder(b, b.TempDir(), nil)
	defer shut(b, f)
	libs := [2]*knowledge.Library{documents(*benchPassages/7, nil), documents(*benchPassages/7, map[int]string{1: "zebra"})}
	change := func(i int) {
		ix, err := f.Index(b.Context(), libs[i%2])
		if err != nil {
			b.Fatal(err)
		}
		shut(b, ix)
	}
	change(1)
	for i := 0; b.Loop(); i++ {
		change(i)
	}
}

// reportTimes asks every question b.N times and reports the fastest time of the middle one and of the slowest in a
// hundred, in milliseconds of the processor where the system tells them.
func reportTimes(b *testing.B, questions []string, ask func(text string)) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	fastest := make([]time.Duration, len(questions))
	for b.Loop() {
		for i, q := range questions {
			start := clock()
			ask(q)
			if took := clock() - start; fastest[i] == 0 || took < fastest[i] {
				fastest[i] = took
			}
		}
	}
	slices.Sort(fastest)
	for name, share := range map[string]float64{"p50-ms": 0.5, "p99-ms": 0.99} {
		b.ReportMetric(fastest[int(share*float64(len(fastest)-1))].Seconds()*1000, name)
	}
}

// questions returns what is asked of the passages: questions of people, and headings.
func (m *mixer) questions(t testing.TB) []string {
	var all []string
	for _, q := range readQuestions(t, "testdata/rank/questions.txt") {
		all = append(all, q.text)
	}
	for p := range m.passages(60) {
		all = append(all, p.Heading)
	}
	return all
}
