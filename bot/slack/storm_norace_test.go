//go:build !race

package slack

const stormMessages = 10_000
