//go:build linux && !mips && !mipsle && !mips64 && !mips64le

package adapters

// soReusePort is SO_REUSEPORT. Package syscall lacks it on some architectures of Linux.
const soReusePort = 0xf
