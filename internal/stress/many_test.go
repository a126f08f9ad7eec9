//go:build race

package stress

// interactions are many where tests may take long.
const interactions = 1000
