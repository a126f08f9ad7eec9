package gcf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"runtime"
	"strings"
)

// On Google Cloud, init makes the default logger write the format that Cloud Logging reads. This
// happens when the package is initialized, before a server uses slog's default. If the program has
// already changed the default, it stays.
func init() {
	if onGoogle() && fmt.Sprintf("%T", slog.Default().Handler()) == "*slog.defaultHandler" {
		slog.SetDefault(slog.New(LogHandler(os.Stderr)))
		log.SetOutput(&fatalLines{log.Writer()})
	}
}

// fatalLines is an output of package log. It turns lines of log.Fatal and log.Panic into lines at
// ERROR. The framework, and the program that Google's build generates, end the process with these
// functions. Other lines go to slog at INFO.
type fatalLines struct{ before io.Writer }

func (f *fatalLines) Write(line []byte) (int, error) {
	if !isFatal() {
		return f.before.Write(line)
	}
	slog.Default().LogAttrs(context.Background(), slog.LevelError, string(bytes.TrimSpace(line)))
	return len(line), nil
}

// isFatal reports whether a function of package log on the stack ends the process or panics.
func isFatal() bool {
	var pcs [8]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		frame, more := frames.Next()
		name, isLog := strings.CutPrefix(frame.Function, "log.")
		name = strings.TrimPrefix(name, "(*Logger).")
		switch {
		case isLog && (strings.HasPrefix(name, "Fatal") || strings.HasPrefix(name, "Panic")):
			return true
		case !isLog || !more:
			return false
		}
	}
}
