package index

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// A segment is a run of passages that were indexed together: one of Bleve's own segments, which holds the
// postings, and beside it what the ranking asks of each passage. It never changes.
type segment struct {
	segmentapi.Segment
	shape
	words   io.ReaderAt // the fingerprints of all passages, two bytes each
	records *records    // the passages themselves; nil where the caller has them
	file    *os.File    // with words and records, or nil
	users   atomic.Int32
	suspect atomic.Bool // a search failed where none can: its files may have changed
}

// A shape is what a segment says of its passages in numbers, by their number in the segment.
type shape struct {
	Lengths []uint32 // how many terms each passage's text has
	Starts  []uint32 // where each passage's fingerprints begin, in words; one more says where the last ends
	Spread  []uint32 // in how many passages each fingerprint stands
	Pieces  []uint32 // in how many each piece of a word does
}

// newSegment indexes entries in memory.
func newSegment(entries []*entry) (*segment, error) {
	s := &segment{}
	var words []byte
	for _, e := range entries {
		words = s.add(words, e)
	}
	s.words = bytes.NewReader(words)
	var err error
	s.Segment, err = postingsOf(entries)
	return s, err
}

// postingsOf makes one of Bleve's segments, in memory. The entries are numbered in their order.
func postingsOf(entries []*entry) (segmentapi.Segment, error) {
	docs := make([]bleveindex.Document, len(entries))
	for i, e := range entries {
		docs[i] = e
	}
	s, _, err := new(zap.ZapPlugin).New(docs)
	if err != nil {
		return nil, fmt.Errorf("making a segment: %w", err)
	}
	return s, nil
}

// suspected reports whether something may be wrong with the segment's files; s may be nil.
func (s *segment) suspected() bool { return s != nil && s.suspect.Load() }

// retain says that one more uses the segment.
func (s *segment) retain() { s.users.Add(1) }

// release says that one fewer does, and closes it after the last.
func (s *segment) release() error {
	if s.users.Add(-1) > 0 {
		return nil
	}
	return s.close()
}

func (s *segment) close() error {
	err := s.Segment.Close()
	if s.file != nil {
		err = errors.Join(err, s.file.Close())
	}
	return err
}

// fingerprints is how many there can be.
const fingerprints = 1 << 16

// add takes in the next passage and appends its fingerprints to words.
func (s *shape) add(words []byte, e *entry) []byte {
	if s.Spread == nil {
		s.Starts, s.Spread, s.Pieces = []uint32{0}, make([]uint32, fingerprints), make([]uint32, fingerprints)
	}
	s.Lengths = append(s.Lengths, e.length)
	s.Starts = append(s.Starts, s.Starts[len(s.Starts)-1]+uint32(len(e.words)))
	for _, w := range e.words {
		words = binary.LittleEndian.AppendUint16(words, w)
	}
	count(s.Spread, e.words, 1)
	for _, piece := range e.pieces {
		s.Pieces[piece]++
	}
	return words
}

// count adds by to the spread of each different fingerprint of a passage.
func count(spread []uint32, words []uint16, by uint32) {
	var seen wordSet
	for _, w := range words {
		if !seen.has(w) {
			seen.add(w)
			spread[w] += by
		}
	}
}

// fingerprints reads those of a passage.
func (s *segment) fingerprints(doc uint32) ([]uint16, error) {
	from, to := int64(s.Starts[doc]), int64(s.Starts[doc+1])
	data := make([]byte, 2*(to-from))
	if n, err := s.words.ReadAt(data, 2*from); n < len(data) {
		return nil, fmt.Errorf("reading the words of a passage: %w", err)
	}
	words := make([]uint16, to-from)
	for i := range words {
		words[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	return words, nil
}

// find returns the postings of a term.
func find(dictionary segmentapi.TermDictionary, term string) (*zap.PostingsList, error) {
	found, err := dictionary.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, err
	}
	l, ok := found.(*zap.PostingsList)
	if !ok {
		return nil, fmt.Errorf("postings of the unknown kind %T", found)
	}
	return l, nil
}

// holders returns the passages in a list, or nil for none. They are Bleve's own and must not be changed.
func holders(l *zap.PostingsList) *roaring.Bitmap {
	it, ok := l.Iterator(false, false, false, nil).(*zap.PostingsIterator)
	if !ok {
		return nil
	}
	if doc, ok := it.DocNum1Hit(); ok {
		return roaring.BitmapOf(uint32(doc))
	}
	return it.ActualBitmap()
}
