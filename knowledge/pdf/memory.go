package pdf

import "github.com/tetratelabs/wazero/experimental"

// memory is what the WebAssembly works in. All that it may ever have is reserved at once, which takes none of the
// machine's until it is written to. As a slice that grows it would be copied again and again, with the copies before
// still there: a gigabyte for a hostile file.
type memory struct {
	reserved []byte // maxMemory of it, or nil
	taken    []byte // the beginning of it
	refused  bool   // more was asked for since this was last set to false
}

var _ experimental.MemoryAllocator = (*memory)(nil)

// Allocate begins with new memory, for the code that is started now.
func (m *memory) Allocate(_, _ uint64) experimental.LinearMemory {
	m.release()
	m.reserved = reserve(maxMemory)
	return m
}

// Reallocate returns nil where the code may not have so much. It goes on without, or stops itself.
func (m *memory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.reserved)) {
		m.refused = true
		return nil
	}
	m.taken = m.reserved[:size]
	return m.taken
}

// Free does nothing: it is called when code is stopped, while it may be running yet.
func (m *memory) Free() {}

// release gives all back. No code may be running.
func (m *memory) release() {
	if m.reserved != nil {
		giveBack(m.reserved)
		m.reserved, m.taken = nil, nil
	}
}
