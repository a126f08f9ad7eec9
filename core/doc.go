// Package core is the protocol: it verifies, decodes, dispatches and encodes Discord's interactions, and knows no
// transport.
package core
