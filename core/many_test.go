//go:build race

package core

// edgeRounds is large because this run may take long.
const edgeRounds = 100_000
