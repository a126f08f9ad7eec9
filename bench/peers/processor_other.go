//go:build !unix

package main

import "time"

var began = time.Now()

// processorTime returns the time on the clock, because the processor time is not available. Keep
// the machine quiet.
func processorTime() time.Duration { return time.Since(began) }
