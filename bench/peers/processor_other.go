//go:build !unix

package main

import "time"

var began = time.Now()

// processorTime returns the wall-clock time, because the processor time is not available. Keep the
// machine quiet.
func processorTime() time.Duration { return time.Since(began) }
