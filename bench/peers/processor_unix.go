//go:build unix

package main

import (
	"syscall"
	"time"
)

// processorTime is the time that this process has had on processors, the garbage collector's included. What else the
// machine does is not in it, as it is in the time on the clock.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		fail(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
