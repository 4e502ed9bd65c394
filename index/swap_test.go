package index_test

import (
	"flag"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stackpick/stackpick/index"
)

var swaps = flag.Int("swaps", 15, "how many times TestSearchesGoOnWhileIndexesChange changes the index")

// Searches never fail and never see two editions at once while the folder is brought from one to the next. Each edition
// has as many passages as its number says.
func TestSearchesGoOnWhileIndexesChange(t *testing.T) {
	f := openFolder(t, t.TempDir(), nil)
	defer shut(t, f)
	type edition struct {
		index    *index.Index
		passages int
	}
	next := func(i int) edition {
		lib := documents(5+i%9, map[int]string{i % 5: "zebra"})
		ix, err := f.Index(t.Context(), lib)
		if err != nil || f.Fault() != nil {
			t.Fatal(err, f.Fault())
		}
		return edition{ix, len(lib.Passages())}
	}
	var mu sync.RWMutex // held for reading while a search runs
	current := next(0)
	var done atomic.Bool
	var searches atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for !done.Load() || searches.Load() < int64(100**swaps) {
				mu.RLock()
				hits, err := current.index.Search(t.Context(), index.Query{Text: "Django or Node.js, and a zebra", Limit: 1000})
				if err != nil || len(hits) != current.passages || hits[0].Passage == nil {
					t.Errorf("%d hits of %d passages, error %v", len(hits), current.passages, err)
				}
				mu.RUnlock()
				searches.Add(1)
			}
		})
	}
	for i := range *swaps {
		n := next(i + 1)
		mu.Lock()
		old := current
		current = n
		mu.Unlock()
		shut(t, old.index)
	}
	done.Store(true)
	wg.Wait()
	shut(t, current.index)
}
