package adapters

import (
	"os"
	"syscall"
)

// stopSignals are the signals that Ctrl+C in a terminal and a supervisor send. An operating system
// without SIGTERM never sends it.
var stopSignals = []os.Signal{os.Interrupt, syscall.SIGTERM}
