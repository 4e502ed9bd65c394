// Package pdf reads the text layer of PDF files, line by line.
//
// It knows nothing of documents and passages: what a heading or a paragraph is, package knowledge finds out from
// the lines. Pictures are not looked at, so a scan has no text.
//
// PDF files are written by others, and their format is a large one. The reader, Google's PDFium, therefore runs as
// WebAssembly: it sees the bytes of one file and nothing else, no folder, no clock worth the name, no network; its
// memory and its time are bounded; and when it fails, one file fails.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// What one file may cost.
const (
	maxMemory = 256 << 20 // bytes; a page of a scan takes 40 MiB, text far less
	maxTime   = 20 * time.Second
	maxPages  = 2000
	maxChars  = 2 << 20 // a long book has about one million
)

const wasmPage = 64 << 10 // bytes in a page of WebAssembly's memory

// A File is what a PDF file says.
type File struct {
	Title, Author string // as the file gives them; may be ""
	Created       string // the day, as 2006-01-02, or ""
	Pages         int    // how many it has
	Lines         []Line // in the order of the file, which is the order of reading for most
}

// A Line is a line of text. Its place is that of the letter that it starts with, in points (1/72 inch) from the
// lower left corner of the page; Right is where the last one starts.
type Line struct {
	Text        string  // ends in U+00AD where a word is parted; the marks of footnotes are left out
	Page        int     // from 1
	Size        float64 // of its letters, in points
	X, Y, Right float64
	Fixed       bool // its letters have one width, as those of code have
	Note        bool // it begins with the mark of a footnote
}

// A Reader reads files, one at a time. The zero value is ready to use. Its first Read compiles the WebAssembly,
// which takes about 3 s of CPU; Close frees what that made.
type Reader struct {
	MaxTime time.Duration // for one file; 0 means 20 s
	// Interpret does without compiling: the first page comes ten times sooner, each one takes thirty times as long.
	Interpret bool

	lock sync.Mutex
	pool pdfium.Pool
}

// Close frees what the first Read made. The Reader may be used again.
func (r *Reader) Close() error {
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.pool == nil {
		return nil
	}
	pool := r.pool
	r.pool = nil
	return pool.Close()
}

func (r *Reader) start() error {
	if r.pool != nil {
		return nil
	}
	config := wazero.NewRuntimeConfig()
	if r.Interpret {
		config = wazero.NewRuntimeConfigInterpreter()
	}
	config = config.
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory / wasmPage).
		WithCloseOnContextDone(true) // or Kill would wait for the code to come back
	pool, err := webassembly.Init(webassembly.Config{
		Context: context.Background(), MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), RuntimeConfig: config, Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return fmt.Errorf("starting the PDF reader: %w", err)
	}
	r.pool = pool
	return nil
}

// Read reads a file. An error says why there is no text in a form that goes on from the file's name: "is a scan …".
func (r *Reader) Read(data []byte) (*File, error) {
	r.lock.Lock()
	defer r.lock.Unlock()
	if err := r.start(); err != nil {
		return nil, err
	}
	instance, err := r.pool.GetInstance(maxTime)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", err)
	}
	limit := maxTime
	if r.MaxTime > 0 {
		limit = r.MaxTime
	}
	var late atomic.Bool
	timer := time.AfterFunc(limit, func() {
		late.Store(true)
		_ = instance.Kill()
	})
	file, err := read(instance, data, &late)
	if timer.Stop() {
		_ = instance.Close()
	}
	if late.Load() {
		return nil, fmt.Errorf("takes longer than %v to read: save its text in another format", limit)
	}
	return file, err
}

func read(instance pdfium.Pdfium, data []byte, late *atomic.Bool) (*File, error) {
	document, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdferrors.ErrPassword):
		return nil, errors.New("is locked with a password: save it without one")
	case err != nil:
		return nil, fmt.Errorf("is no PDF that can be read: %w", err)
	}
	pages, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document.Document})
	switch {
	case err != nil:
		return nil, fmt.Errorf("is no PDF that can be read: %w", err)
	case pages.PageCount > maxPages:
		return nil, fmt.Errorf("has more than %d pages: split it", maxPages)
	}
	r := &pageReader{instance: instance, late: late}
	r.file.Pages = pages.PageCount
	r.about(document.Document)
	for i := range pages.PageCount {
		// A page that is broken is left out; what breaks the reader itself ends the file.
		if err := r.page(document.Document, i); err != nil && (late.Load() || r.chars > maxChars) {
			return nil, err
		}
	}
	if err := r.legible(); err != nil {
		return nil, err
	}
	return &r.file, nil
}

// about reads what the file says of itself.
func (r *pageReader) about(document references.FPDF_DOCUMENT) {
	tag := func(name string) string {
		t, err := r.instance.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: document, Tag: name})
		if err != nil {
			return ""
		}
		return t.Value
	}
	r.file.Title, r.file.Author = tag("Title"), tag("Author")
	if made := tag("CreationDate"); len(made) >= 10 && made[:2] == "D:" {
		if day, err := time.Parse("20060102", made[2:10]); err == nil {
			r.file.Created = day.Format(time.DateOnly)
		}
	}
}
