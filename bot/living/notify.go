package living

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/fsnotify/fsnotify"

	"github.com/stackpick/stackpick/knowledge"
)

// A notifier tells when something in the folders that it follows may have changed; whoever is told has to look. Where
// the system does not let us watch, it tells nothing, and says so once in the log.
//
// The system watches folders by what they are, not by what they are called, so all paths here are free of links.
type notifier struct {
	changed chan struct{} // holds one when something may have changed since it was last taken

	log     *slog.Logger
	watcher *fsnotify.Watcher // nil where there is none
	ended   sync.WaitGroup
	refused bool // the system has refused, and that was said

	mu     sync.Mutex
	inside map[string]bool // folders whose entries count
	exact  map[string]bool // what counts in other folders
}

func newNotifier(log *slog.Logger) *notifier {
	n := &notifier{changed: make(chan struct{}, 1), log: log}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		n.refuse(err)
		return n
	}
	n.watcher = w
	n.ended.Go(n.listen)
	return n
}

func (n *notifier) close() {
	if n.watcher == nil {
		return
	}
	n.watcher.Close() // nothing is lost when that fails
	n.ended.Wait()
}

// refuse says once that the system does not tell of all changes.
func (n *notifier) refuse(err error) {
	if !n.refused {
		n.refused = true
		n.log.Warn("the system does not tell of all changes in the knowledge; they are found when all files are looked at", "error", err)
	}
}

// follow has the system tell of changes in folders, and of what puts something else in the place of paths. Folders
// come after those that they are in. It reports whether there are some that were not followed before.
func (n *notifier) follow(paths, folders []string) (more bool) {
	if n.watcher == nil {
		return false
	}
	inside, exact := map[string]bool{}, map[string]bool{}
	real := map[string]string{}
	for _, p := range paths {
		way := wayTo(p)
		for _, step := range way {
			exact[step] = true
		}
		real[filepath.Clean(p)] = way[len(way)-1]
	}
	for _, f := range folders {
		if _, named := real[f]; !named {
			real[f] = filepath.Join(real[filepath.Dir(f)], filepath.Base(f))
		}
		inside[real[f]] = true
	}
	n.mu.Lock()
	n.inside, n.exact = inside, exact
	n.mu.Unlock()
	return n.watch(inside, exact)
}

// watch has the watcher watch what counts, and nothing else.
func (n *notifier) watch(inside, exact map[string]bool) (more bool) {
	watched := map[string]bool{}
	for _, dir := range n.watcher.WatchList() {
		watched[dir] = true
	}
	wanted := map[string]bool{}
	add := func(dir string) {
		if wanted[dir] {
			return
		}
		wanted[dir] = true
		switch err := n.watcher.Add(dir); {
		case errors.Is(err, fs.ErrNotExist): // its place is watched
		case err != nil:
			n.refuse(err)
		default:
			more = more || !watched[dir]
		}
	}
	for path := range exact {
		add(filepath.Dir(path))
	}
	for dir := range inside {
		add(dir)
	}
	for dir := range watched {
		if !wanted[dir] {
			_ = n.watcher.Remove(dir) // it may be gone already
		}
	}
	return more
}

// listen passes on what the system tells, until the watcher is closed.
func (n *notifier) listen() {
	for {
		select {
		case e, open := <-n.watcher.Events:
			if !open {
				return
			}
			if n.counts(e) {
				n.tell()
			}
		case err, open := <-n.watcher.Errors:
			if !open {
				return
			}
			n.log.Debug("watching knowledge", "error", err) // too many events at once, most likely
			n.tell()
		}
	}
}

func (n *notifier) tell() {
	select {
	case n.changed <- struct{}{}:
	default: // nobody has taken the one before
	}
}

// counts reports whether what the system tells may be a change of the knowledge. What is hidden, left over by an editor or
// no document is none, but for new folders, and the links through which Kubernetes changes all files of a folder at once:
// "..data".
func (n *notifier) counts(e fsnotify.Event) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	name := filepath.Base(e.Name)
	switch {
	case n.exact[e.Name], n.inside[e.Name]:
		return true
	case !n.inside[filepath.Dir(e.Name)]:
		return false
	case strings.HasPrefix(name, ".."):
		return true
	case strings.HasPrefix(name, "."):
		return false
	case knowledge.Reads(name):
		return true
	}
	info, err := os.Lstat(e.Name)
	return e.Has(fsnotify.Create) && err == nil && !info.Mode().IsRegular()
}

// maxLinks is how many links a path may lead through; systems allow about as many.
const maxLinks = 40

// wayTo returns what has to stay for a path to lead where it leads: the links on its way, and last what it names.
// Where that does not exist, last is the first thing that is missing. All have a folder without links before them.
func wayTo(path string) []string {
	path, err := filepath.Abs(path)
	if err != nil {
		return []string{path}
	}
	var steps []string
	for range maxLinks {
		step, rest := firstLink(path)
		steps = append(steps, step)
		if rest == "" {
			break
		}
		target, err := os.Readlink(step)
		if err != nil {
			break
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(step), target)
		}
		path = filepath.Join(target, rest)
	}
	return steps
}

// firstLink returns the first link on the way of an absolute path, and the rest of the path after it, "." at least.
// Without a link rest is "", and step is path or the first thing on its way that is missing.
func firstLink(path string) (step, rest string) {
	volume := filepath.VolumeName(path)
	step = volume + string(filepath.Separator)
	parts := strings.FieldsFunc(path[len(volume):], func(r rune) bool { return r < 0x80 && os.IsPathSeparator(uint8(r)) })
	for i, part := range parts {
		step = filepath.Join(step, part)
		info, err := os.Lstat(step)
		switch {
		case err != nil:
			return step, ""
		case info.Mode()&fs.ModeSymlink != 0:
			return step, filepath.Join(append([]string{"."}, parts[i+1:]...)...)
		}
	}
	return step, ""
}
