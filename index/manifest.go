package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// A manifest says what an index on disk is made of. It is the last file to be written, under another name first, and
// what it does not name is not part of the index. Its own first line is the SHA-256 of the others.
type manifest struct {
	Format    string // of what is written, see format
	Knowledge string // the Library's hash
	Segments  []segmentEntry
	Documents []documentEntry // in reading order
}

// A segmentEntry is a segment with its files.
type segmentEntry struct {
	Name     string
	Passages int // with those that are gone
	Postings fileEntry
	Texts    fileEntry
}

// A fileEntry is how large a file is, and the SHA-256 of its bytes.
type fileEntry struct {
	Size   int64
	SHA256 string
}

// A documentEntry says where the passages of a document are: a run of those of one segment. Hash is over all that is
// kept of them.
type documentEntry struct {
	ID, Hash       string
	Segment        int
	From, Passages int
}

// format changes whenever an index written by an older version would not do: what is kept of passages, how
// text is analysed, or Bleve's form of a segment. TestFormat reminds of it.
const format = "stackpick 3, zap 17"

const manifestName = "manifest"

// readManifest reads a folder's manifest. The error wraps fs.ErrNotExist when there is none.
func readManifest(folder string) (*manifest, error) {
	data, err := os.ReadFile(filepath.Join(folder, manifestName))
	if err != nil {
		return nil, err
	}
	sum, rest, _ := bytes.Cut(data, []byte("\n"))
	if string(sum) != sumOf(rest) {
		return nil, errors.New("the manifest is damaged")
	}
	var m manifest
	if err := json.Unmarshal(rest, &m); err != nil {
		return nil, fmt.Errorf("the manifest: %w", err)
	}
	if m.Format != format {
		return nil, fmt.Errorf("it was written by another version (%s)", m.Format)
	}
	return &m, m.check()
}

// check reports what a manifest cannot mean.
func (m *manifest) check() error {
	for _, d := range m.Documents {
		if d.Segment < 0 || d.Segment >= len(m.Segments) || d.From < 0 || d.Passages < 0 || d.From+d.Passages > m.Segments[d.Segment].Passages {
			return fmt.Errorf("the manifest has document %q where there is none", d.ID)
		}
	}
	return nil
}

// write puts the manifest in the place of the folder's old one. Whenever the machine stops, one of the two is there.
func (m *manifest) write(folder string) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	data = append([]byte(sumOf(data)+"\n"), data...)
	temporary := filepath.Join(folder, manifestName+temporarySuffix)
	if err := writeFile(temporary, data); err != nil {
		return err
	}
	if err := os.Rename(temporary, filepath.Join(folder, manifestName)); err != nil {
		return err
	}
	return syncFolder(folder)
}

// writeFile writes a file through to the disk.
func writeFile(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// entryOf measures a file.
func entryOf(name string) (fileEntry, error) {
	f, err := os.Open(name)
	if err != nil {
		return fileEntry{}, err
	}
	defer f.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, f)
	if err != nil {
		return fileEntry{}, err
	}
	return fileEntry{Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}
