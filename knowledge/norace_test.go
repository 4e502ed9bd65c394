//go:build !race

package knowledge_test

// raced says that the race detector is on, with which reading takes ten times as long.
const raced = false
