//go:build race

// Package race tells tests whether the race detector is on. It makes a program about ten times as
// slow and allocates memory. .ci/run also runs all tests with it, which may take longer than the
// run without it.
package race

// Enabled is true in a program that was built with -race.
const Enabled = true
