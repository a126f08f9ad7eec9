//go:build !race

package stress

// interactions are few where tests must be quick: the run with the race detector plays more.
const interactions = 300
