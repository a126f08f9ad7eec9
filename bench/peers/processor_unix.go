//go:build unix

package main

import (
	"syscall"
	"time"
)

// processorTime returns the processor time of this process, including the garbage collector's.
// Unlike the wall-clock time, it does not depend on other processes.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		fail(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
