package lambda

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestMain fails the package where a goroutine outlives its tests.
func TestMain(m *testing.M) {
	if kind := os.Getenv(childVariable); kind != "" {
		runChild(kind)
	}
	code := m.Run()
	if left := leaked(); left != "" {
		fmt.Fprintln(os.Stderr, "goroutines outlived the tests:\n"+left)
		code = 1
	}
	os.Exit(code)
}

func leaked() string {
	var left []string
	for range 50 {
		left = left[:0]
		buffer := make([]byte, 1<<20)
		for _, one := range strings.Split(string(buffer[:runtime.Stack(buffer, true)]), "\n\n") {
			if strings.Contains(one, "hotaru/lambda") && !strings.Contains(one, "lambda.TestMain") {
				left = append(left, one)
			}
		}
		if len(left) == 0 {
			return ""
		}
		time.Sleep(20 * time.Millisecond)
	}
	return strings.Join(left, "\n\n")
}
