//go:build unix

package dev

import (
	"os/exec"
	"syscall"
)

// ownGroup has a program lead a group of processes, so that it can be ended with all that it
// starts, and does not get the terminal's Ctrl-C itself.
func ownGroup(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func askToEnd(command *exec.Cmd) { _ = syscall.Kill(-command.Process.Pid, syscall.SIGTERM) }

// kill kills what is left of the group, also where its leader has ended.
func kill(command *exec.Cmd) { _ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
