package lambda

import (
	"flag"
	"os"
	"runtime"
	"strconv"
	"testing"

	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestMain(m *testing.M) {
	if kind := os.Getenv(childVariable); kind != "" {
		runChild(kind)
	}
	// The tests wait for other processes. More of them than there are processors can wait at a time.
	flag.Parse()
	if n := runtime.GOMAXPROCS(0); n < 8 && flag.Lookup("test.parallel").Value.String() == strconv.Itoa(n) {
		_ = flag.Set("test.parallel", "8")
	}
	os.Exit(leak.Run(m))
}
