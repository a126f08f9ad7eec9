//go:build race

package adapters_test

// manyDeferred is large because this run may take long.
const manyDeferred = 1000
