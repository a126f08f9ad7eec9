// Package pinned starts processes on some of the machine's cores, and reads their memory.
package pinned

import (
	"os/exec"
	"runtime"

	"golang.org/x/sys/unix"
)

// Start starts a command on the last cores of the machine. A process inherits the cores of the
// thread that starts it.
func Start(command *exec.Cmd, cores int) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var before, pinned unix.CPUSet
	if err := unix.SchedGetaffinity(0, &before); err != nil {
		return err
	}
	for n := runtime.NumCPU() - cores; n < runtime.NumCPU(); n++ {
		pinned.Set(n)
	}
	if err := unix.SchedSetaffinity(0, &pinned); err != nil {
		return err
	}
	defer unix.SchedSetaffinity(0, &before)
	return command.Start()
}
