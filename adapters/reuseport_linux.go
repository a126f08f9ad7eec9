//go:build linux && !mips && !mipsle && !mips64 && !mips64le

package adapters

// soReusePort is SO_REUSEPORT, which package syscall lacks on some of Linux's architectures.
const soReusePort = 0xf
