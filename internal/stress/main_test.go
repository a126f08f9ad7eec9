// Package stress runs hundreds of interactions against bots on each transport, and thousands with
// the race detector. Its Discord lags and its API fails. The clocks are fake, and the network is in
// memory.
package stress

import (
	"os"
	"testing"

	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }
