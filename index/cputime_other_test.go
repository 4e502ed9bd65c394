//go:build !linux

package index_test

import "time"

var began = time.Now()

// clock is how long the tests have been running.
func clock() time.Duration { return time.Since(began) }

func clockOfAll() time.Duration { return clock() }
