//go:build !unix

package main

import "time"

var began = time.Now()

// processorTime is the time on the clock, for want of a better: keep the machine quiet.
func processorTime() time.Duration { return time.Since(began) }
