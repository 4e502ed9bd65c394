package index

import (
	"slices"

	"github.com/stackpick/stackpick/knowledge"
)

// Admits reports whether a passage passes the query's filters.
func (q Query) Admits(p *knowledge.Passage) bool {
	return passes(q.Options, p.Options) && passes(q.Concepts, p.Concepts)
}

// passes reports whether a passage has any of the values asked for, or none are.
func passes(asked, has []string) bool {
	return len(asked) == 0 || slices.ContainsFunc(asked, func(a string) bool { return slices.Contains(has, a) })
}
