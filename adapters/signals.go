package adapters

import (
	"os"
	"syscall"
)

// stopSignals are what a terminal's Ctrl+C, and a supervisor, send. Where there is no SIGTERM it never comes.
var stopSignals = []os.Signal{os.Interrupt, syscall.SIGTERM}
