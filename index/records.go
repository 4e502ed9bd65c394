package index

import "github.com/stackpick/stackpick/knowledge"

type records struct{}

func (r *records) read(uint32) (*knowledge.Passage, error) { return nil, nil }

// release frees what the segment holds.
func (s *segment) release() error { return s.Segment.Close() }
