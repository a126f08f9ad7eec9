package lambda

import (
	"os"
	"testing"

	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestMain(m *testing.M) {
	if kind := os.Getenv(childVariable); kind != "" {
		runChild(kind)
	}
	// The tests wait for other processes.
	os.Exit(leak.RunParallel(m, 8))
}
