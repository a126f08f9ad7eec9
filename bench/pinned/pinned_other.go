//go:build !linux

// Package pinned starts processes on some of the machine's cores, and reads their memory.
package pinned

import (
	"errors"
	"os/exec"
)

// Start fails, because pinning needs Linux.
func Start(*exec.Cmd, int) error { return errors.New("pinning to cores needs Linux") }
