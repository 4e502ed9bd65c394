//go:build unix

package knowledge_test

import (
	"syscall"
	"testing"
)

// makePipe makes a named pipe, whose opening would wait for a writer.
func makePipe(t *testing.T, name string) {
	t.Helper()
	if err := syscall.Mkfifo(name, 0o644); err != nil {
		t.Fatal(err)
	}
}
