package lambda

import "runtime"

// The main goroutine's stack grows before anything of the bot is on it.
func init() { growStack(false) }

// growStack grows the goroutine's stack to the 16 KiB that a first invocation needs. The runtime
// otherwise grows the stack when it is full, twice. Each time it looks up the functions that are on
// the stack in tables of the binary, and so loads 270 KB more of them.
//
// The runtime makes room for the array when growStack is called. With fill, growStack also writes
// the array. Without fill it does not touch those 8 KiB.
//
//go:noinline
func growStack(fill bool) {
	if fill {
		var array [8 << 10]byte
		runtime.KeepAlive(&array)
	}
}
