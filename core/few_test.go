//go:build !race

package core

// edgeRounds is small because this run must be quick. The run with the race detector uses more.
const edgeRounds = 30_000
