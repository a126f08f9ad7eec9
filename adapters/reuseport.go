//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package adapters

import (
	"os"
	"syscall"
)

// reusePort lets other sockets bind the same address.
func reusePort(_, _ string, c syscall.RawConn) error {
	var err error
	if failed := c.Control(func(fd uintptr) {
		err = os.NewSyscallError("setsockopt SO_REUSEPORT", syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, soReusePort, 1))
	}); failed != nil {
		return failed
	}
	return err
}
