package discordtest

import (
	"io"
	"log/slog"
	"os"
	"sync"
)

// testOutput receives the log lines of an app in a test. It writes to the test's output, which go
// test shows if the test fails. Once the test has ended it writes to the standard error, because a
// write to the test's output would then panic.
type testOutput struct {
	mu sync.Mutex
	to io.Writer
}

func (o *testOutput) Write(line []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.to.Write(line)
}

func (o *testOutput) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.to = os.Stderr
}

// handler returns a handler that writes lines of level INFO and above, without the time.
func (o *testOutput) handler() slog.Handler {
	return slog.NewTextHandler(o, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})
}

// logTo sends the app's log lines to the test's output, if the T has one.
func (l *errorLog) logTo(t T) (end func()) {
	test, ok := t.(interface{ Output() io.Writer })
	if !ok {
		return func() {}
	}
	out := &testOutput{to: test.Output()}
	l.next = out.handler()
	return out.end
}
