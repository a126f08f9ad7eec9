package rest_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestMain fails the package where a goroutine of it outlives the tests.
func TestMain(m *testing.M) {
	code := m.Run()
	if left := leaked(); code == 0 && left != "" {
		fmt.Fprintln(os.Stderr, "goroutines left:\n"+left)
		code = 1
	}
	os.Exit(code)
}

// leaked waits for goroutines to end, and returns the stacks of those that do not.
func leaked() string {
	var left string
	for range 50 {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		left = ""
		for one := range strings.SplitSeq(string(stacks), "\n\n") {
			if strings.Contains(one, "net/http") || strings.Contains(one, "hotaru/rest.") {
				left += one + "\n\n"
			}
		}
		if left == "" {
			return ""
		}
		time.Sleep(20 * time.Millisecond)
	}
	return left
}
