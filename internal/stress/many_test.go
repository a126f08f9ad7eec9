//go:build race

package stress

// interactions is large because this run may take long.
const interactions = 1000
