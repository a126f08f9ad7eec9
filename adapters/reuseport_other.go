//go:build !(linux || darwin || dragonfly || freebsd || netbsd || openbsd)

package adapters

import (
	"errors"
	"fmt"
	"syscall"
)

func reusePort(_, _ string, _ syscall.RawConn) error {
	return fmt.Errorf("ReusePort: this operating system has no SO_REUSEPORT: %w", errors.ErrUnsupported)
}
