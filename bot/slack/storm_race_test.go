//go:build race

package slack

// With the race detector each message takes some twenty times as long.
const stormMessages = 500
