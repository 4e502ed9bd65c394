package vectors

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
)

// The file of a model's vectors: a header, then records in the order in which texts were embedded, little-endian.
//
//	header: "stackpick vectors 1\n", SHA-256 of the model's name, dimensions (uint32), CRC-32C of all that
//	record: mark, SHA-256 of the text, dimensions × float32, CRC-32C of key and numbers
//
// Records are only ever added, each batch with one write at the end, so that several processes may add at once. What a
// crash, a full disk or damage leaves is found by its checksum and passed over up to the next mark: its text is embedded
// again. Nothing is flushed to the disk, as a loss costs a request and nothing else. What no passage has any more stays,
// about 1.5 kB a text with 384 dimensions; deleting the file begins anew.
const (
	magic      = "stackpick vectors 1\n"
	headerSize = len(magic) + sha256.Size + 4 + 4
	mark       = "\xf5vec"

	maxDamage = 10_000 // places to pass over; beyond, the rest of the file is left
)

// A cache is that file, with what is where in it.
type cache struct {
	path       string // "" where nothing is kept
	name       [sha256.Size]byte
	file       *os.File // nil before there is one, and where there can be none
	dimensions int      // 0 while unknown
	at         map[key]int64
	damaged    int  // places passed over
	failed     bool // to write: not tried again
}

// openCache opens the file of a model in a folder. One that is missing, or that cannot be used, is made when there is
// something to write. Its errors say why a file that is there cannot be used.
func openCache(folder, name string) (*cache, error) {
	c := &cache{name: sha256.Sum256([]byte(name)), at: map[key]int64{}}
	if folder == "" {
		return c, nil
	}
	c.path = filepath.Join(folder, hex.EncodeToString(c.name[:8])+".vec")
	info, err := os.Stat(c.path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err == nil && !info.Mode().IsRegular() { // opening a pipe would wait for its other end
		c.failed = true
		return c, fmt.Errorf("%s: is no file", c.path)
	}
	if err == nil {
		c.file, err = os.OpenFile(c.path, os.O_RDWR|os.O_APPEND, 0)
	}
	if err != nil {
		c.failed = true
		return c, err
	}
	if err := c.load(); err != nil {
		c.dimensions, c.at = 0, map[key]int64{}
		_ = c.close()
		return c, fmt.Errorf("%s: %w", c.path, err)
	}
	return c, nil
}

func (c *cache) recordSize() int { return len(mark) + sha256.Size + 4*c.dimensions + 4 }

var checksums = crc32.MakeTable(crc32.Castagnoli)

// load reads the header and finds the records.
func (c *cache) load() error {
	header := make([]byte, headerSize)
	if _, err := io.ReadFull(c.file, header); err != nil {
		return errors.New("it has no whole header")
	}
	rest, sum := header[:headerSize-4], binary.LittleEndian.Uint32(header[headerSize-4:])
	c.dimensions = int(binary.LittleEndian.Uint32(rest[len(rest)-4:]))
	switch {
	case !bytes.HasPrefix(rest, []byte(magic)):
		return errors.New("it is no file of vectors, or one of another version")
	case crc32.Checksum(rest, checksums) != sum, c.dimensions < 1, c.dimensions > maxDimensions:
		return errors.New("its header is damaged")
	case !bytes.Equal(rest[len(magic):len(magic)+sha256.Size], c.name[:]):
		return errors.New("its vectors are of another model")
	}
	size := c.recordSize()
	r := bufio.NewReaderSize(c.file, max(1<<20, size))
	for at := int64(headerSize); ; {
		record, err := r.Peek(size)
		if errors.Is(err, io.EOF) {
			if len(record) > 0 {
				c.damaged++ // the last was not written in whole
			}
			return nil
		}
		if err != nil {
			return err
		}
		skip := size
		if sound(record) {
			c.at[key(record[len(mark):])] = at
		} else if c.damaged++; c.damaged > maxDamage {
			return nil
		} else if skip = bytes.Index(record[1:], []byte(mark)) + 1; skip == 0 {
			skip = size - len(mark) + 1
		}
		_, _ = r.Discard(skip) // of what was peeked at
		at += int64(skip)
	}
}

// sound reports whether a record is whole.
func sound(record []byte) bool {
	content, sum := record[len(mark):len(record)-4], binary.LittleEndian.Uint32(record[len(record)-4:])
	return bytes.HasPrefix(record, []byte(mark)) && crc32.Checksum(content, checksums) == sum
}

// read reads a vector to the end of a block, which has room for it, and returns it; nil where there is none or none that is
// good for anything.
func (c *cache) read(k key, block *[]float32) []float32 {
	at, ok := c.at[k]
	if !ok || c.file == nil {
		return nil
	}
	record := make([]byte, c.recordSize())
	if _, err := c.file.ReadAt(record, at); err != nil || !sound(record) || key(record[len(mark):]) != k {
		delete(c.at, k)
		return nil
	}
	begin := len(*block)
	for numbers := record[len(mark)+len(k) : len(record)-4]; len(numbers) > 0; numbers = numbers[4:] {
		*block = append(*block, math.Float32frombits(binary.LittleEndian.Uint32(numbers)))
	}
	if v := (*block)[begin:len(*block):len(*block)]; normalize(v) {
		return v
	}
	*block = (*block)[:begin]
	return nil
}

// begin makes a new file in the place of the old one, for vectors of so many dimensions.
func (c *cache) begin(dimensions int) error {
	_ = c.close()
	c.dimensions, c.at = dimensions, map[key]int64{}
	if c.path == "" || c.failed {
		return nil
	}
	header := append([]byte(magic), c.name[:]...)
	header = binary.LittleEndian.AppendUint32(header, uint32(dimensions))
	header = binary.LittleEndian.AppendUint32(header, crc32.Checksum(header, checksums))
	err := c.replace(header)
	c.failed = err != nil
	return err
}

// replace puts a file with a header in place of what is there: at once, as others may look.
func (c *cache) replace(header []byte) error {
	folder := filepath.Dir(c.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, "new-*.vec") // with mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(header)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), c.path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	c.file, err = os.OpenFile(c.path, os.O_RDWR|os.O_APPEND, 0)
	return err
}

// add writes vectors to the end of the file, and makes one where there is none. After an error nothing is written any
// more, so that it is told once.
func (c *cache) add(keys []key, vectors [][]float32) error {
	if c.dimensions == 0 {
		if err := c.begin(len(vectors[0])); err != nil {
			return err
		}
	}
	if c.file == nil || c.failed {
		return nil
	}
	size := c.recordSize()
	records := make([]byte, 0, size*len(keys))
	for i, k := range keys {
		records = append(append(records, mark...), k[:]...)
		for _, x := range vectors[i] {
			records = binary.LittleEndian.AppendUint32(records, math.Float32bits(x))
		}
		content := records[i*size+len(mark):]
		records = binary.LittleEndian.AppendUint32(records, crc32.Checksum(content, checksums))
	}
	if _, err := c.file.Write(records); err != nil {
		c.failed = true
		return err
	}
	end, err := c.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil // written is written; it is found at the next start
	}
	for i, k := range keys {
		c.at[k] = end - int64(size*(len(keys)-i))
	}
	return nil
}

func (c *cache) close() error {
	if c.file == nil {
		return nil
	}
	err := c.file.Close()
	c.file = nil
	return err
}
