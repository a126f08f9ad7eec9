// Package freeport finds ports for the processes that tests start.
package freeport

import (
	"math/rand/v2"
	"net"
	"strconv"
	"sync"
	"testing"
)

// found holds the ports that Find has returned.
var found sync.Map

// Find returns a port of this machine on which nothing listens. It is outside of the range from
// which the kernel assigns ports to connections and for port 0: such a port may be assigned again
// before the process listens. No two tests of a process get the same port.
func Find(t testing.TB) string {
	t.Helper()
	for range 100 {
		port := strconv.Itoa(15_000 + rand.IntN(15_000))
		if _, again := found.LoadOrStore(port, true); again {
			continue
		}
		if listener, err := net.Listen("tcp", "127.0.0.1:"+port); err == nil {
			listener.Close()
			return port
		}
	}
	t.Fatal("no free port")
	return ""
}
