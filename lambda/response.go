package lambda

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Response is an answer as the runtime loop sends it to Lambda: it reads the Response to its end, posts what it reads,
// and then closes it.
type Response struct {
	ctx     context.Context
	answer  core.Response
	content io.Reader
	// stream is the answer's files on their way, for which content waits; nil where content is all there.
	stream   *io.PipeReader
	streamed bool
	// posted and ended tell whether the answer is on its way to Lambda, and whether it has gone.
	posted, ended bool
}

// logMargin is what is left of Lambda's time when the work's time is over: to stop, and to log it.
// At Lambda's own deadline the process is killed.
const logMargin = 250 * time.Millisecond

var (
	errNotRead   = errors.New("lambda: the runtime did not read it to its end")
	errNotPosted = errors.New("lambda: the handler was called through Invoke, which ends before the answer goes out; give it to lambda.Start")
)

// newResponse encodes the answer, once: as the JSON that a buffered function returns, or as a stream's beginning.
func newResponse(ctx context.Context, answer core.Response, event *Event, stream bool) (*Response, error) {
	r := &Response{ctx: ctx, answer: answer, streamed: stream}
	switch {
	case stream && answer.Streams():
		r.streamFiles(appendPrelude(nil, &r.answer))
	case stream:
		r.content = bytes.NewReader(append(appendPrelude(nil, &r.answer), answer.Body...))
	default:
		content, err := appendEnvelope(nil, &r.answer, event)
		if err != nil {
			r.answer.NotSent(err)
			return nil, err
		}
		r.content = bytes.NewReader(content)
	}
	return r, nil
}

// streamFiles has the body written while it is read. The writer ends with the body, with a file's failure, or when the
// Response is closed before its end.
func (r *Response) streamFiles(prelude []byte) {
	from, to := io.Pipe()
	r.stream = from
	r.content = io.MultiReader(bytes.NewReader(prelude), from)
	answer := r.answer
	go func() {
		var err error
		defer func() {
			if value := recover(); value != nil {
				err = &core.PanicError{Value: value}
			}
			to.CloseWithError(err)
		}()
		_, err = answer.WriteTo(to)
	}()
}

// Read reads what is posted to Lambda.
func (r *Response) Read(p []byte) (int, error) {
	n, err := r.content.Read(p)
	if err == io.EOF {
		r.ended = true
	}
	return n, err
}

// ContentType is the media type of what Read gives, which for a stream tells Lambda that it begins with a status and
// headers. The runtime loop asks for it before it posts, and only then.
func (r *Response) ContentType() string {
	r.posted = true
	if r.streamed {
		return "application/vnd.awslambda.http-integration-response"
	}
	return "application/json"
}

// Close does the work after the answer, and returns when it is done. The runtime loop calls it once it has posted the
// answer; the environment is not frozen until the loop asks for the next invocation, after Close. The work's time ends
// a quarter of a second before the invocation's. Where the answer did not go out, the work is dropped, and the log
// says so. A second Close does nothing.
//
// An answer that went out through Discord's callback endpoint is out, whatever becomes of the Response.
func (r *Response) Close() error {
	if r.stream != nil {
		r.stream.CloseWithError(errNotRead)
	}
	byCallback := r.answer.Status == http.StatusAccepted
	switch {
	case !r.posted && !byCallback:
		// The answer goes out after Close, and only the work is lost.
		if r.answer.HasWork() {
			r.answer.NotSent(errNotPosted)
		}
	case !r.ended && !byCallback:
		r.answer.NotSent(errNotRead)
	default:
		r.work()
	}
	return nil
}

func (r *Response) work() {
	if !r.answer.HasWork() {
		return
	}
	ctx := r.ctx
	if deadline, ok := ctx.Deadline(); ok {
		limited, cancel := context.WithDeadline(ctx, deadline.Add(-logMargin))
		defer cancel()
		ctx = limited
	}
	r.answer.Sent(ctx)
}

var errNoJSON = errors.New("lambda: a Response is read, not encoded")

// MarshalJSON fails, by which the runtime loop knows that it has to read the Response.
func (r *Response) MarshalJSON() ([]byte, error) { return nil, errNoJSON }
