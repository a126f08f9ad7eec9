// Package leak fails a package's tests where goroutines outlive them:
//
//	func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }
//
// Limits: it looks once, after the last test, and so does not tell which test it was; the stacks mostly do.
package leak

import (
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// patience is how long goroutines have to end after the last test.
const patience = 5 * time.Second

// Run runs the tests and returns the code to exit with: that of the tests, or 1 where they pass and goroutines are left,
// whose stacks it prints.
func Run(m *testing.M) int {
	code := m.Run()
	if code != 0 {
		return code
	}
	// What keeps connections for all of a process is no leak.
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	if left := Left(patience); left != "" {
		fmt.Fprintf(os.Stderr, "goroutines outlived the tests:\n%s\n", left)
		return 1
	}
	return 0
}

// Left waits for all goroutines but the caller's to end, and returns the stacks of those that do not.
func Left(limit time.Duration) string {
	for end := time.Now().Add(limit); ; time.Sleep(10 * time.Millisecond) {
		left := others()
		if left == "" || time.Now().After(end) {
			return left
		}
	}
}

// others returns the stacks of the goroutines other than this one, which comes first, and the runtime's for signals.
func others() string {
	stacks := make([]byte, 1<<20)
	all := strings.Split(string(stacks[:runtime.Stack(stacks, true)]), "\n\n")
	var left []string
	for _, one := range all[1:] {
		if !strings.Contains(one, "os/signal.loop") {
			left = append(left, one)
		}
	}
	return strings.Join(left, "\n\n")
}
