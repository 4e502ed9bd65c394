package index_test

import (
	"time"

	"golang.org/x/sys/unix"
)

// clock is how long this thread has been running, whatever else the machine is doing.
func clock() time.Duration { return running(unix.CLOCK_THREAD_CPUTIME_ID) }

// clockOfAll is how long all threads of the process have been running, taken together.
func clockOfAll() time.Duration { return running(unix.CLOCK_PROCESS_CPUTIME_ID) }

func running(clock int32) time.Duration {
	var ts unix.Timespec
	if err := unix.ClockGettime(clock, &ts); err != nil {
		return 0
	}
	return time.Duration(ts.Nano())
}
