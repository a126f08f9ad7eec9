//go:build darwin || dragonfly || freebsd || netbsd || openbsd || (linux && (mips || mipsle || mips64 || mips64le))

package adapters

import "syscall"

const soReusePort = syscall.SO_REUSEPORT
