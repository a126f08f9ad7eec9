package gcf_test

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"testing"

	"github.com/hotaru-go/hotaru/internal/leak"
)

// programs is the folder of the programs that the tests build. It is removed at the end.
var programs string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		// The tests wait for other processes and for Discord's three seconds. More of them than there
		// are processors can wait at a time.
		flag.Parse()
		if n := runtime.GOMAXPROCS(0); n < 8 && flag.Lookup("test.parallel").Value.String() == strconv.Itoa(n) {
			_ = flag.Set("test.parallel", "8")
		}
		var err error
		if programs, err = os.MkdirTemp("", "gcf"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(programs)
		return leak.Run(m)
	}())
}
