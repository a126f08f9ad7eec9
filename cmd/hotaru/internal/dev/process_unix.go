//go:build unix

package dev

import (
	"os/exec"
	"syscall"
)

// ownGroup makes a program the leader of a group of processes. So the program can be ended with all
// that it starts, and does not get the terminal's Ctrl-C.
func ownGroup(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func askToEnd(command *exec.Cmd) { _ = syscall.Kill(-command.Process.Pid, syscall.SIGTERM) }

// kill kills what is left of the group, even if its leader has ended.
func kill(command *exec.Cmd) { _ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
