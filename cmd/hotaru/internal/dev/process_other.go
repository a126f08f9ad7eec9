//go:build !unix

package dev

import (
	"os/exec"
	"strconv"
)

func ownGroup(*exec.Cmd) {}

// askToEnd kills the program, because this system cannot send Ctrl-C to a program of another group.
func askToEnd(command *exec.Cmd) { kill(command) }

// kill kills a program and all that it has started.
func kill(command *exec.Cmd) {
	_ = exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(command.Process.Pid)).Run()
	_ = command.Process.Kill()
}
