//go:build !linux

package main

import (
	"errors"
	"os/exec"
)

func startPinned(*exec.Cmd, int) error { return errors.New("pinning to cores needs Linux") }
