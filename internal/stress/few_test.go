//go:build !race

package stress

// interactions is small because this run must be quick. The run with the race detector uses more.
const interactions = 300
