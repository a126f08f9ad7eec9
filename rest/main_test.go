package rest_test

import (
	"os"
	"testing"

	"github.com/hotaru-go/hotaru/internal/leak"
)

// The tests wait for pauses between tries, and for connections that break.
func TestMain(m *testing.M) { os.Exit(leak.RunParallel(m, 32)) }
