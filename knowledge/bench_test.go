package knowledge_test

import (
	"flag"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stackpick/stackpick/knowledge"
)

var folder = flag.String("folder", filepath.Join("..", "bot", "testdata", "real"), "the folder that BenchmarkOpenFolder reads")

// BenchmarkOpenFolder opens the folder given by -folder. It reports what a passage costs: in time, and in the memory that
// a library, with its cache or without one, keeps. Run with -cpu 1,2,4 it shows what more processors are worth.
func BenchmarkOpenFolder(b *testing.B) {
	if _, err := knowledge.Open(knowledge.Source{}); err != nil { // reads the vocabulary, which libraries share
		b.Fatal(err)
	}
	for name, cached := range map[string]bool{"Alone": false, "WithCache": true} {
		b.Run(name, func(b *testing.B) {
			before := heapInUse()
			var lib *knowledge.Library
			var cache *knowledge.Cache
			for b.Loop() {
				if cache = nil; cached {
					cache = &knowledge.Cache{}
				}
				var err error
				if lib, err = knowledge.Open(knowledge.Source{Paths: []string{*folder}, Cache: cache}); err != nil {
					b.Fatal(err)
				}
			}
			passages := float64(len(lib.Passages()))
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/passages*1e6, "µs/passage")
			b.ReportMetric((heapInUse()-before)/passages, "B-kept/passage")
			runtime.KeepAlive(lib)
			runtime.KeepAlive(cache)
		})
	}
}

// heapInUse is the memory that is still used after a collection, in bytes.
func heapInUse() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
