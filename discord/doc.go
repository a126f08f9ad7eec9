// Package discord is the vocabulary of Discord's interactions: what Discord sends to an app, and what an app may
// answer, as plain data with JSON. It does no I/O.
package discord
