package gcf

import (
	"fmt"
	"log/slog"
	"os"
)

// On Google's side the default logger writes what Cloud Logging reads. This happens when the package is initialized,
// before a server takes slog's default for its own; a default that was changed before that is left alone.
func init() {
	if onGoogle() && fmt.Sprintf("%T", slog.Default().Handler()) == "*slog.defaultHandler" {
		slog.SetDefault(slog.New(LogHandler(os.Stderr)))
	}
}
