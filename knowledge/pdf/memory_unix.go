//go:build unix

package pdf

import "syscall"

// reserve returns so many bytes of zeros, of which the system gives each page when it is first written to. They are not the
// garbage collector's: giveBack gives them back.
func reserve(size int) []byte {
	data, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return make([]byte, size)
	}
	return data
}

func giveBack(data []byte) { _ = syscall.Munmap(data) }
