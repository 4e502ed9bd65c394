package index

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/zstd"

	"github.com/stackpick/stackpick/knowledge"
)

// Records are the passages of a segment on disk, as they are shown and cited: all but their claims, which are made
// of the text. They are compressed in blocks of some 8 kB: a text of 600 bytes takes about 300, and one is read in
// some 20 µs.
type records struct {
	file   io.ReaderAt
	blocks []block
	decode *zstd.Decoder
}

// A block is a run of records.
type block struct {
	First  uint32 // the number of its first passage
	At     int64  // where it begins in the file
	Length int
}

const blockBytes = 8 << 10

// maxRecord is the most that is kept of one passage. A passage of the largest file that is read has less.
const maxRecord = 64 << 20

func newRecords(file io.ReaderAt, blocks []block) (*records, error) {
	decode, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxRecord+2*blockBytes))
	if err != nil {
		return nil, err
	}
	return &records{file: file, blocks: blocks, decode: decode}, nil
}

// read returns a passage.
func (r *records) read(doc uint32) (*knowledge.Passage, error) {
	i, found := slices.BinarySearchFunc(r.blocks, doc, func(b block, doc uint32) int { return int(b.First) - int(doc) })
	if !found {
		i--
	}
	if i < 0 {
		return nil, errRecord
	}
	b := r.blocks[i]
	packed := make([]byte, b.Length)
	if _, err := r.file.ReadAt(packed, b.At); err != nil {
		return nil, fmt.Errorf("reading a passage: %w", err)
	}
	data, err := r.decode.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("reading a passage: %w", err)
	}
	for n := b.First; ; n++ {
		record, rest, ok := cutBytes(data)
		if !ok {
			return nil, errRecord
		}
		if n == doc {
			return readRecord(record)
		}
		data = rest
	}
}

// A recorder writes records.
type recorder struct {
	to     io.Writer
	at     int64 // how much it has written
	encode *zstd.Encoder
	open   bytes.Buffer // the block that is being filled
	first  uint32       // its first passage
	n      uint32       // how many passages there are
	blocks []block
}

func newRecorder(to io.Writer) (*recorder, error) {
	encode, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, err
	}
	return &recorder{to: to, encode: encode}, nil
}

// add writes a record, as appendRecord makes it.
func (r *recorder) add(record []byte) error {
	r.open.Write(binary.AppendUvarint(nil, uint64(len(record))))
	r.open.Write(record)
	r.n++
	if r.open.Len() < blockBytes {
		return nil
	}
	return r.flush()
}

// flush ends the block that is being filled.
func (r *recorder) flush() error {
	if r.open.Len() == 0 {
		return nil
	}
	packed := r.encode.EncodeAll(r.open.Bytes(), nil)
	if _, err := r.to.Write(packed); err != nil {
		return err
	}
	r.blocks = append(r.blocks, block{First: r.first, At: r.at, Length: len(packed)})
	r.at += int64(len(packed))
	r.first = r.n
	r.open.Reset()
	return nil
}

// appendRecord appends what is kept of a passage to data. Every string has its length before it, so the bytes come
// back as they were.
func appendRecord(data []byte, p *knowledge.Passage) []byte {
	for _, s := range [...]string{p.ID, p.Document, p.Title, p.Heading, string(p.Kind), p.URL, p.Date, p.Text} {
		data = appendString(data, s)
	}
	for _, list := range [...][]string{p.Path, p.Topics, p.Options, p.Concepts} {
		data = binary.AppendUvarint(data, uint64(len(list)))
		for _, s := range list {
			data = appendString(data, s)
		}
	}
	return binary.AppendUvarint(data, uint64(max(p.Line, 0)))
}

func appendString(data []byte, s string) []byte {
	return append(binary.AppendUvarint(data, uint64(len(s))), s...)
}

var errRecord = errors.New("reading a passage: it is not as it was written")

// readRecord reads what appendRecord has written.
func readRecord(data []byte) (*knowledge.Passage, error) {
	p := &knowledge.Passage{}
	kind := ""
	for _, s := range [...]*string{&p.ID, &p.Document, &p.Title, &p.Heading, &kind, &p.URL, &p.Date, &p.Text} {
		value, rest, ok := cutBytes(data)
		if !ok {
			return nil, errRecord
		}
		*s, data = string(value), rest
	}
	p.Kind = knowledge.Kind(kind)
	for _, list := range [...]*[]string{&p.Path, &p.Topics, &p.Options, &p.Concepts} {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > uint64(len(data)) {
			return nil, errRecord
		}
		data = data[size:]
		for range n {
			value, rest, ok := cutBytes(data)
			if !ok {
				return nil, errRecord
			}
			*list, data = append(*list, string(value)), rest
		}
	}
	line, size := binary.Uvarint(data)
	if size <= 0 || size != len(data) {
		return nil, errRecord
	}
	p.Line = int(line)
	return p, nil
}

// cutBytes cuts off a run of bytes with its length before it.
func cutBytes(data []byte) (value, rest []byte, ok bool) {
	n, size := binary.Uvarint(data)
	if size <= 0 || n > uint64(len(data)-size) {
		return nil, nil, false
	}
	return data[size : size+int(n)], data[size+int(n):], true
}
