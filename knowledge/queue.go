package knowledge

import (
	"crypto/sha256"
	"runtime"
	"slices"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// What waits in a queue, for each processor: so many files, and so many bytes. A few more files than processors keep all
// of these busy where one file takes longer than its neighbours.
const (
	queuedFiles = 4
	queuedBytes = markup.MaxFile
)

// A queue reads files on all processors, and hands on what they were read into in the order of the files.
type queue struct {
	read  func(foundFile) *reading  // called by many goroutines
	take  func(foundFile, *reading) // called by none but that which calls add and drain
	busy  chan struct{}             // has room for as many files as are read at once
	files []queuedFile
	bytes int // of files
}

type queuedFile struct {
	foundFile
	reading chan *reading // holds one once the file is read
}

func newQueue(read func(foundFile) *reading, take func(foundFile, *reading)) *queue {
	return &queue{read: read, take: take, busy: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// add has a file read. Where too much waits, it first waits for files before it to be handed on.
func (q *queue) add(f foundFile) {
	for len(q.files) > 0 && (len(q.files) >= queuedFiles*cap(q.busy) || q.bytes+q.size(f) > queuedBytes*cap(q.busy)) {
		q.next()
	}
	file := queuedFile{f, make(chan *reading, 1)}
	q.files = append(q.files, file)
	q.bytes += q.size(f)
	go func() {
		q.busy <- struct{}{}
		file.reading <- q.read(f)
		<-q.busy
	}()
}

// size is how much of the queue a file takes, in bytes. A DOCX file unpacks to more than it is. PDF files are read one at
// a time, and take a long time and much memory: one fills the queue.
func (q *queue) size(f foundFile) int {
	switch markup.FormatOf(f.name) {
	case markup.PDF:
		return queuedBytes * cap(q.busy)
	case markup.DOCX:
		return max(len(f.data), queuedBytes)
	}
	return len(f.data)
}

// next hands the first file on.
func (q *queue) next() {
	f := q.files[0]
	q.files = slices.Delete(q.files, 0, 1)
	q.bytes -= q.size(f.foundFile)
	q.take(f.foundFile, <-f.reading)
}

// drain hands all files on.
func (q *queue) drain() {
	for len(q.files) > 0 {
		q.next()
	}
}

// holds reports whether a file with that content waits.
func (q *queue) holds(content [sha256.Size]byte) bool {
	return slices.ContainsFunc(q.files, func(f queuedFile) bool { return f.content == content })
}
