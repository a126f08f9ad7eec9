package leak_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestLeft(t *testing.T) {
	end := make(chan struct{})
	go func() { <-end }()
	if left := leak.Left(0); !strings.Contains(left, "leak_test.TestLeft in") {
		t.Errorf("a goroutine was missed:\n%s", left)
	}
	time.AfterFunc(10*time.Millisecond, func() { close(end) })
	// The test runner's own goroutine waits for this test, so Left waits until its limit.
	if left := leak.Left(300 * time.Millisecond); strings.Contains(left, "leak_test.TestLeft in") {
		t.Errorf("a goroutine that ended a little later was reported:\n%s", left)
	}
}
