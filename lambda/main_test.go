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
	os.Exit(leak.Run(m))
}
