package index

import (
	"bufio"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"github.com/stackpick/stackpick/knowledge"
)

// A segment on disk is two files. NAME.zap is Bleve's, with the postings. NAME.texts has the records of the passages,
// their fingerprints, and last a footer that says where these are, with its own length in the last four bytes.
const (
	postingsSuffix  = ".zap"
	textsSuffix     = ".texts"
	temporarySuffix = ".tmp" // of what is being written
)

// A footer ends a file of texts.
type footer struct {
	Shape  shape
	Blocks []block
	Words  int64 // where the fingerprints begin
}

// segmentSize is how many passages a segment on disk has at most, and writeBatch how many are held in memory, with
// all their terms, before they are put into one of Bleve's segments. A batch takes some 50 MB; a segment of this size
// is merged once, and a million passages make eight.
const (
	segmentSize = 32 * writeBatch
	writeBatch  = 4096
)

// A segmentWriter makes a segment on disk.
type segmentWriter struct {
	analyzer analysis.Analyzer
	folder   string
	file     *os.File
	buffer   *bufio.Writer
	recorder *recorder
	shape    shape
	words    []byte
	batch    []*entry
	merged   []segmentapi.Segment // Bleve's segments so far, in memory
}

func newSegmentWriter(analyzer analysis.Analyzer, folder string) (*segmentWriter, error) {
	f, err := os.CreateTemp(folder, "*"+textsSuffix+temporarySuffix)
	if err != nil {
		return nil, err
	}
	w := &segmentWriter{analyzer: analyzer, folder: folder, file: f, buffer: bufio.NewWriter(f)}
	if w.recorder, err = newRecorder(w.buffer); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return w, nil
}

// size is how many passages the segment has so far.
func (w *segmentWriter) size() int { return int(w.recorder.n) }

// add takes in a passage and its record.
func (w *segmentWriter) add(p *knowledge.Passage, record []byte) error {
	if err := w.recorder.add(record); err != nil {
		return err
	}
	e := newEntry(w.analyzer, p)
	w.words = w.shape.add(w.words, e)
	w.batch = append(w.batch, e)
	if len(w.batch) < writeBatch {
		return nil
	}
	return w.flush()
}

// flush makes one of Bleve's segments of the batch.
func (w *segmentWriter) flush() error {
	if len(w.batch) == 0 {
		return nil
	}
	s, err := postingsOf(w.batch)
	if err != nil {
		return err
	}
	w.merged, w.batch = append(w.merged, s), w.batch[:0]
	clear(w.batch[:cap(w.batch)])
	return nil
}

// finish writes the segment through to the disk and says what it is.
func (w *segmentWriter) finish() (segmentEntry, error) {
	if err := errors.Join(w.flush(), w.writeTexts()); err != nil {
		return segmentEntry{}, err
	}
	texts := w.file.Name()
	postings := texts[:len(texts)-len(textsSuffix+temporarySuffix)] + postingsSuffix + temporarySuffix
	if _, _, err := new(zap.ZapPlugin).Merge(w.merged, make([]*roaring.Bitmap, len(w.merged)), postings, nil, nil); err != nil {
		return segmentEntry{}, fmt.Errorf("writing a segment: %w", err)
	}
	return nameFiles(w.folder, postings, texts, w.size())
}

// writeTexts completes the file of texts.
func (w *segmentWriter) writeTexts() error {
	if err := w.recorder.flush(); err != nil {
		return err
	}
	at := w.recorder.at
	if _, err := w.buffer.Write(w.words); err != nil {
		return err
	}
	counted := &countingWriter{to: w.buffer}
	if err := gob.NewEncoder(counted).Encode(footer{Shape: w.shape, Blocks: w.recorder.blocks, Words: at}); err != nil {
		return err
	}
	if err := binary.Write(w.buffer, binary.LittleEndian, uint32(counted.n)); err != nil {
		return err
	}
	return errors.Join(w.buffer.Flush(), w.file.Sync(), w.file.Close())
}

// A countingWriter counts bytes.
type countingWriter struct {
	to io.Writer
	n  int
}

func (c *countingWriter) Write(data []byte) (int, error) {
	n, err := c.to.Write(data)
	c.n += n
	return n, err
}

// nameFiles gives the two files of a segment the name that goes with what is in them.
func nameFiles(folder, postings, texts string, passages int) (segmentEntry, error) {
	e := segmentEntry{Passages: passages}
	var err error
	if e.Postings, err = entryOf(postings); err != nil {
		return e, err
	}
	if e.Texts, err = entryOf(texts); err != nil {
		return e, err
	}
	e.Name = sumOf([]byte(e.Postings.SHA256 + e.Texts.SHA256))[:16]
	path := filepath.Join(folder, e.Name)
	return e, errors.Join(os.Rename(postings, path+postingsSuffix), os.Rename(texts, path+textsSuffix))
}

// openSegment opens a segment on disk. Where verify is set, it reads all of it first and compares it with the entry.
func openSegment(folder string, e segmentEntry, verify bool) (_ *segment, err error) {
	defer recovered("opening a segment", &err)
	path := filepath.Join(folder, e.Name)
	if verify {
		for name, want := range map[string]fileEntry{path + postingsSuffix: e.Postings, path + textsSuffix: e.Texts} {
			got, err := entryOf(name)
			if err != nil {
				return nil, err
			}
			if got != want {
				return nil, fmt.Errorf("%s is damaged", filepath.Base(name))
			}
		}
	}
	texts, err := os.Open(path + textsSuffix)
	if err != nil {
		return nil, err
	}
	s := &segment{file: texts}
	if err := s.readTexts(e); err != nil {
		return nil, errors.Join(err, texts.Close())
	}
	if s.Segment, err = new(zap.ZapPlugin).Open(path + postingsSuffix); err != nil {
		return nil, errors.Join(err, texts.Close())
	}
	if int(s.Count()) != e.Passages || len(s.Lengths) != e.Passages {
		return nil, errors.Join(errors.New("it has another number of passages"), s.close())
	}
	return s, nil
}

// readTexts reads the footer of the file of texts.
func (s *segment) readTexts(e segmentEntry) error {
	var length [4]byte
	if _, err := s.file.ReadAt(length[:], e.Texts.Size-4); err != nil {
		return err
	}
	n := int64(binary.LittleEndian.Uint32(length[:]))
	var f footer
	if err := gob.NewDecoder(io.NewSectionReader(s.file, e.Texts.Size-4-n, n)).Decode(&f); err != nil {
		return err
	}
	records, err := newRecords(s.file, f.Blocks)
	if err != nil {
		return err
	}
	s.shape, s.records = f.Shape, records
	s.words = io.NewSectionReader(s.file, f.Words, e.Texts.Size-f.Words)
	return nil
}
