// Package stress plays hundreds of interactions against bots on each transport, and thousands with
// the race detector, with a Discord that lags and an API that fails. The clocks are faked, and the
// network is in memory.
package stress

import (
	"os"
	"testing"

	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }
