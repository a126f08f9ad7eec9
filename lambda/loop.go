package lambda

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"log/slog"
	"runtime"
	"strings"
	"sync"

	"github.com/aws/aws-lambda-go/lambdacontext"
)

// loop watches the lines that the runtime loop of aws-lambda-go prints. The library prints through
// package log, whose lines slog logs at INFO, and nothing else reports that Lambda has refused an
// answer. loop is package log's output. It turns the library's lines, and those of log.Fatal and
// log.Panic, into ERROR lines of slog's default logger. It passes other lines to the previous
// output.
type loop struct {
	before io.Writer

	mu sync.Mutex
	// reported are failed invocations that are already in the log and that the library will print
	// too.
	reported []string
	// recent are the last responses, one for each invocation that may be running.
	recent []posted
	next   int
}

// posted is a response that was passed to the library.
type posted struct {
	id       string
	response *Response
}

// watchLoop puts a loop in place of package log's output.
func watchLoop() *loop {
	l := &loop{before: log.Writer(), recent: make([]posted, max(lambdacontext.MaxConcurrency(), 1))}
	log.SetOutput(l)
	return l
}

// told records that the log has a line about a failed invocation.
func (l *loop) told(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.reported = append(l.reported, err.Error())
}

// remember keeps a response until its place is needed for another.
func (l *loop) remember(id string, r *Response) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.recent[l.next] = posted{id, r}
	l.next = (l.next + 1) % len(l.recent)
}

// Write handles a line from package log.
func (l *loop) Write(line []byte) (int, error) {
	if !isFailure() {
		return l.before.Write(line)
	}
	text := string(bytes.TrimSpace(line))
	switch {
	case l.isReported(text):
	case l.isLost(text):
	default:
		l.log(text)
	}
	return len(line), nil
}

// libraryPrefix is the prefix of the names of the library's functions.
const libraryPrefix = "github.com/aws/aws-lambda-go/"

// isFailure reports whether log.Fatal, log.Panic or the runtime library printed the line. It looks
// at the stack.
func isFailure() bool {
	var pcs [16]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		frame, more := frames.Next()
		name := strings.TrimPrefix(frame.Function, "log.(*Logger).")
		name = strings.TrimPrefix(name, "log.")
		switch {
		case name == frame.Function:
			return strings.HasPrefix(name, libraryPrefix)
		case strings.HasPrefix(name, "Fatal"), strings.HasPrefix(name, "Panic"):
			return true
		case !more:
			return false
		}
	}
}

// failed is what the library prints about an invocation that failed.
type failed struct{ ErrorMessage, ErrorType string }

func parseFailed(text string) (failed, bool) {
	var f failed
	start := strings.IndexByte(text, '{')
	return f, start >= 0 && json.Unmarshal([]byte(text[start:]), &f) == nil && f.ErrorType != ""
}

// isReported reports whether a line is about an invocation that is in the log already.
func (l *loop) isReported(text string) bool {
	f, ok := parseFailed(text)
	if !ok {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for n, message := range l.reported {
		if message == f.ErrorMessage {
			l.reported = append(l.reported[:n], l.reported[n+1:]...)
			return true
		}
	}
	return false
}

// isLost reports whether a line is about an answer that Lambda has refused, and logs the lost
// answer. The line contains the URL.
func (l *loop) isLost(text string) bool {
	_, path, found := strings.Cut(text, "/runtime/invocation/")
	id, _, isResponse := strings.Cut(path, "/response: ")
	if !found || !isResponse {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, one := range l.recent {
		if one.id == id {
			return one.response.lost || one.response.answer.NotSent(errors.New("lambda: "+text))
		}
	}
	return false
}

func (l *loop) log(text string) {
	logger := slog.Default()
	ctx := context.Background()
	if f, ok := parseFailed(text); ok {
		logger.LogAttrs(ctx, slog.LevelError, "invocation failed", slog.String("error", f.ErrorMessage))
		return
	}
	logger.LogAttrs(ctx, slog.LevelError, text)
}
