package index

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/analysis"

	"github.com/stackpick/stackpick/knowledge"
)

// maxSegments is how many segments a folder may have: every word of a question costs a look-up in each. When there are
// more, the smallest are made into one, so that half as many are left. Large ones are always kept.
const (
	maxSegments = 16
	largeEnough = segmentSize / 4
)

// bring brings the folder up to the documents. Where it fails the folder stays as it was.
func (f *Folder) bring(ctx context.Context, hash string, documents iter.Seq[*knowledge.Document]) (err error) {
	if f.manifest == nil || slices.ContainsFunc(f.segments, (*segment).suspected) {
		f.read(ctx)
	}
	u := &update{analyzer: f.analyzer, folder: f.path, next: &manifest{Format: format, Knowledge: hash}}
	u.keep(f.manifest, f.segments)
	defer func() {
		if err != nil {
			u.abandon()
			f.tidy() // a full disk needs the room
		}
	}()
	for d := range documents {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := u.add(d); err != nil {
			return fmt.Errorf("document %s: %w", d.ID, err)
		}
	}
	if u.writer != nil {
		if err := u.flush(); err != nil {
			return err
		}
	}
	if !reflect.DeepEqual(u.next, f.manifest) {
		if err := u.next.write(f.path); err != nil {
			return err
		}
	}
	old := f.segments
	f.manifest, f.segments = u.next, u.segments
	for _, s := range u.segments {
		s.retain()
	}
	f.tidy()
	if err := f.drop(old); err != nil { // the folder is up to date all the same
		f.log.WarnContext(ctx, "files of the index not closed", "folder", f.path, "error", err)
	}
	return nil
}

// tidy removes files that the manifest does not name: those of segments that have been replaced, and what a process
// left that was killed. What cannot be removed is left to the next time.
func (f *Folder) tidy() {
	named := map[string]bool{manifestName: true, lockName: true}
	for _, s := range f.manifest.Segments {
		named[s.Name+postingsSuffix], named[s.Name+textsSuffix] = true, true
	}
	files, _ := os.ReadDir(f.path)
	for _, file := range files {
		if !named[file.Name()] {
			_ = os.Remove(filepath.Join(f.path, file.Name()))
		}
	}
}

// An update is a folder's next manifest in the making.
type update struct {
	analyzer analysis.Analyzer
	folder   string
	kept     map[string]documentEntry // by ID, of the segments that are kept; Segment counts in segments
	next     *manifest
	segments []*segment // those of next
	fresh    []*segment // those among them that have just been written
	writer   *segmentWriter
	record   []byte
	waiting  []int // the documents of next whose segment is being written
}

// keep goes on with those segments of the old manifest that can be used and are worth it.
func (u *update) keep(old *manifest, segments []*segment) {
	live := make([]int, len(segments))
	for _, d := range old.Documents {
		live[d.Segment] += d.Passages
	}
	small := 0 // segments with no more than this are made into one
	if len(segments) > maxSegments {
		sizes := slices.Sorted(slices.Values(live))
		small = min(sizes[len(sizes)-maxSegments/2], largeEnough)
	}
	number := make([]int, len(segments))
	for i, s := range segments {
		number[i] = -1
		if s != nil && live[i] > small && 2*live[i] > len(s.Lengths) {
			number[i] = len(u.segments)
			u.segments = append(u.segments, s)
			u.next.Segments = append(u.next.Segments, old.Segments[i])
		}
	}
	u.kept = make(map[string]documentEntry, len(old.Documents))
	for _, d := range old.Documents {
		if d.Segment = number[d.Segment]; d.Segment >= 0 {
			u.kept[d.ID] = d
		}
	}
}

// add takes in the next document: as it is kept, or anew.
func (u *update) add(d *knowledge.Document) error {
	hash, err := u.hash(d)
	if err != nil {
		return err
	}
	if kept, ok := u.kept[d.ID]; ok && kept.Hash == hash && kept.Passages == len(d.Passages) {
		u.next.Documents = append(u.next.Documents, kept)
		return nil
	}
	if u.writer != nil && u.writer.size() > 0 && u.writer.size()+len(d.Passages) > segmentSize {
		if err := u.flush(); err != nil {
			return err
		}
	}
	if u.writer == nil {
		if u.writer, err = newSegmentWriter(u.analyzer, u.folder); err != nil {
			return err
		}
	}
	u.waiting = append(u.waiting, len(u.next.Documents))
	u.next.Documents = append(u.next.Documents, documentEntry{ID: d.ID, Hash: hash, From: u.writer.size(), Passages: len(d.Passages)})
	for i := range d.Passages {
		u.record = appendRecord(u.record[:0], &d.Passages[i])
		if err := u.writer.add(&d.Passages[i], u.record); err != nil {
			return err
		}
	}
	return nil
}

// hash is over all that is kept of a document.
func (u *update) hash(d *knowledge.Document) (string, error) {
	sum := sha256.New()
	for i := range d.Passages {
		u.record = appendRecord(u.record[:0], &d.Passages[i])
		if len(u.record) > maxRecord {
			return "", fmt.Errorf("passage %s has more than %d bytes", d.Passages[i].ID, maxRecord)
		}
		var length [8]byte
		binary.LittleEndian.PutUint64(length[:], uint64(len(u.record)))
		sum.Write(length[:])
		sum.Write(u.record)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// flush completes the segment that is being written.
func (u *update) flush() error {
	e, err := u.writer.finish()
	if err != nil {
		return err
	}
	u.writer = nil
	s, err := openSegment(u.folder, e, false)
	if err != nil {
		return err
	}
	for _, i := range u.waiting {
		u.next.Documents[i].Segment = len(u.segments)
	}
	u.waiting = u.waiting[:0]
	u.next.Segments = append(u.next.Segments, e)
	u.segments = append(u.segments, s)
	u.fresh = append(u.fresh, s)
	return nil
}

// abandon closes what has been written.
func (u *update) abandon() {
	if u.writer != nil {
		_ = u.writer.file.Close()
	}
	for _, s := range u.fresh {
		_ = s.close()
	}
}

// view returns an index of what the manifest names. Where passage is given, it returns the passages of a document, both
// by number; otherwise they are read from the segments.
func (f *Folder) view(passage func(document, n int) *knowledge.Passage) (*Index, error) {
	parts := make([]*part, len(f.segments))
	for i, s := range f.segments {
		p := &part{segment: s, dropped: roaring.New(), places: make([]uint32, len(s.Lengths))}
		p.dropped.AddRange(0, uint64(len(s.Lengths)))
		if passage != nil {
			p.passages = make([]*knowledge.Passage, len(s.Lengths))
		}
		parts[i] = p
	}
	place := uint32(0)
	for i, d := range f.manifest.Documents {
		p := parts[d.Segment]
		p.dropped.RemoveRange(uint64(d.From), uint64(d.From+d.Passages))
		for n := range d.Passages {
			p.places[d.From+n] = place
			place++
			if passage != nil {
				p.passages[d.From+n] = passage(i, n)
			}
		}
	}
	ix := newIndex(f.analyzer)
	for _, p := range parts {
		if p.dropped.IsEmpty() {
			p.dropped = nil
		}
		p.retain()
		ix.parts = append(ix.parts, p)
	}
	if err := ix.measure(); err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	return ix, nil
}
