//go:build !race

package adapters_test

// manyDeferred is small because this run must be quick. The run with the race detector uses more.
const manyDeferred = 300
