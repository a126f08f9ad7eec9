package playground

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestMain makes the package fail if one of its goroutines outlives the tests.
func TestMain(m *testing.M) {
	code := m.Run()
	var left string
	for range 100 {
		if left = running(); left == "" {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if code == 0 && left != "" {
		fmt.Fprintln(os.Stderr, "goroutines left:\n"+left)
		code = 1
	}
	os.Exit(code)
}

// running returns the stacks of goroutines that serve or play.
func running() string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	var left strings.Builder
	for n, one := range strings.Split(string(stacks), "\n\n") {
		if n > 0 && (strings.Contains(one, "net/http") || strings.Contains(one, "hotaru/")) {
			left.WriteString(one + "\n\n")
		}
	}
	return left.String()
}
