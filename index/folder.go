package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/gofrs/flock"

	"github.com/stackpick/stackpick/knowledge"
)

// A Folder keeps an index on disk, so that a start costs no more than reading it, and a change no more than the
// documents that changed. One process at a time may hold a folder.
//
// A folder is always as it was after the last change that was completed: segments are written under other names,
// through to the disk, and count once the manifest names them, which takes the old one's place in one step. Nothing
// is trusted that a start finds: each file must have the size and the SHA-256 that the manifest says, and what has
// not is indexed anew. All files are looked at in this way again when a search has met damage (Index.Damaged).
type Folder struct {
	path     string
	log      *slog.Logger
	lock     *flock.Flock
	analyzer analysis.Analyzer

	mu       sync.Mutex // held while the folder is brought up to date
	manifest *manifest  // what the folder holds; nil before it has been read
	segments []*segment // those of the manifest, open; nil for one that cannot be used
	fault    error      // why the folder could not be brought up to date last time
}

// lockWait is how long OpenFolder waits for another process to let go of the folder, as one that is replaced does.
const lockWait = 800 * time.Millisecond

const lockName = "lock"

// OpenFolder takes hold of a folder, and makes it where there is none. It fails within a second when another process
// holds it, and says which. It does not look at what is in the folder. Close it after use.
func OpenFolder(ctx context.Context, path string, log *slog.Logger) (*Folder, error) {
	analyzer, err := newAnalyzer()
	if err != nil {
		return nil, fmt.Errorf("opening the index: %w", err)
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("opening the index: %w", err)
	}
	name := filepath.Join(path, lockName)
	f := &Folder{path: path, log: log, analyzer: analyzer, lock: flock.New(name)}
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	if ok, err := f.lock.TryLockContext(ctx, lockWait/16); !ok {
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("the folder %s is in use by %s: give each process a folder of its own", path, holder(name))
		}
		return nil, fmt.Errorf("opening the index: %w", err)
	}
	// Who holds it is a hint for people. A disk that is full for it will be heard of later.
	_ = os.WriteFile(name, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600)
	return f, nil
}

// holder says who holds a lock.
func holder(name string) string {
	data, err := os.ReadFile(name)
	if pid := strings.TrimSpace(string(data)); err == nil && pid != "" {
		return "process " + pid
	}
	return "another process"
}

// Index brings the folder up to the library and returns an index of it, whose hits are the library's own passages.
// Documents that have not changed since are not indexed again. Indexes that were returned before go on answering as
// they did; close each of them, in any order.
//
// Where the folder cannot be written, because the disk is full say, the index is made in memory and Fault says why;
// the next call tries again. Index fails only when ctx ends or when that fails too.
func (f *Folder) Index(ctx context.Context, lib *knowledge.Library) (*Index, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	ix, err := f.indexed(ctx, lib)
	f.fault = err
	if err == nil || ctx.Err() != nil {
		return ix, err
	}
	f.log.ErrorContext(ctx, "the index is kept in memory", "folder", f.path, "error", err)
	return New(lib)
}

// indexed is Index without the way out.
func (f *Folder) indexed(ctx context.Context, lib *knowledge.Library) (_ *Index, err error) {
	defer recovered("indexing passages", &err)
	documents := func(yield func(*knowledge.Document) bool) {
		for i := range lib.Documents {
			if !yield(&lib.Documents[i]) {
				return
			}
		}
	}
	if err := f.bring(ctx, lib.Hash, documents); err != nil {
		return nil, fmt.Errorf("indexing passages: %w", err)
	}
	return f.view(func(document, passage int) *knowledge.Passage { return &lib.Documents[document].Passages[passage] })
}

// Stream is Index for documents that are not held in memory: they come one after another, and hits are read from the
// folder. They lack their claims, which are made of the text. Hash is what the documents are known by. The program keeps
// its library in memory and calls Index; the benchmark of a million passages measures this way.
func (f *Folder) Stream(ctx context.Context, hash string, documents iter.Seq[*knowledge.Document]) (_ *Index, err error) {
	defer recovered("indexing passages", &err)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fault = f.bring(ctx, hash, documents); f.fault != nil {
		return nil, fmt.Errorf("indexing passages: %w", f.fault)
	}
	return f.view(nil)
}

// Fault says why the folder could not be brought up to date last time; nil when it could.
func (f *Folder) Fault() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.fault
}

// Close lets go of the folder. Indexes that it returned go on answering.
func (f *Folder) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	err := f.drop(f.segments)
	f.manifest, f.segments = nil, nil
	if err := errors.Join(err, f.lock.Close()); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	return nil
}

// drop lets go of segments.
func (f *Folder) drop(segments []*segment) error {
	var err error
	for _, s := range segments {
		if s != nil {
			err = errors.Join(err, s.release())
		}
	}
	return err
}

// read looks at what the folder holds. Whatever cannot be used is as if it were not there.
func (f *Folder) read(ctx context.Context) {
	_ = f.drop(f.segments) // where it was read before
	m, err := readManifest(f.path)
	if err != nil {
		left, _ := filepath.Glob(filepath.Join(f.path, "*"+postingsSuffix))
		if len(left) > 0 || !errors.Is(err, fs.ErrNotExist) {
			f.log.WarnContext(ctx, "the index is made anew", "folder", f.path, "reason", err)
		}
		m = &manifest{}
	}
	f.manifest, f.segments = m, make([]*segment, len(m.Segments))
	for i, e := range m.Segments {
		s, err := openSegment(f.path, e, true)
		if err != nil {
			f.log.WarnContext(ctx, "a part of the index is made anew", "folder", f.path, "passages", e.Passages, "reason", err)
			continue
		}
		s.retain()
		f.segments[i] = s
	}
}
