// Package leak makes the tests of a package fail if goroutines outlive them:
//
//	func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }
//
// It looks once, after the last test, so it does not name the test that leaked. The stacks usually
// show it.
package leak

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// patience is how long goroutines may take to end after the last test.
const patience = 5 * time.Second

// Run runs the tests and returns the exit code. If the tests pass and goroutines are left, it
// prints their stacks and returns 1.
func Run(m *testing.M) int {
	code := m.Run()
	if code != 0 {
		return code
	}
	// Connections that a process keeps are not a leak.
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	if left := Left(patience); left != "" {
		fmt.Fprintf(os.Stderr, "goroutines outlived the tests:\n%s\n", left)
		return 1
	}
	return 0
}

// RunParallel is Run for tests that mostly wait, for other processes or for the network. At least n
// of them run at a time, even if there are fewer processors, unless -parallel says otherwise.
func RunParallel(m *testing.M, n int) int {
	flag.Parse()
	parallel, processors := flag.Lookup("test.parallel"), runtime.GOMAXPROCS(0)
	if processors < n && parallel.Value.String() == strconv.Itoa(processors) {
		if err := parallel.Value.Set(strconv.Itoa(n)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return Run(m)
}

// Left waits for all goroutines except the caller's to end, and returns the stacks of those that do
// not.
func Left(limit time.Duration) string {
	for end := time.Now().Add(limit); ; time.Sleep(10 * time.Millisecond) {
		left := others()
		if left == "" || time.Now().After(end) {
			return left
		}
	}
}

// others returns the stacks of all goroutines except this one, which comes first, and the runtime's
// for signals.
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
