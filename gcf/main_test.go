package gcf_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/hotaru-go/hotaru/internal/leak"
)

// programs is the folder of the programs that the tests build. It is removed at the end.
var programs string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if programs, err = os.MkdirTemp("", "gcf"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(programs)
		// The tests wait for other processes and for Discord's three seconds.
		return leak.RunParallel(m, 8)
	}())
}
