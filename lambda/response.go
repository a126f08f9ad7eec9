package lambda

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Response is an answer as the runtime loop sends it to Lambda. The loop reads the Response to its
// end, posts what it reads, and then closes it.
type Response struct {
	ctx     context.Context
	answer  core.Response
	content io.Reader
	// stream is the pipe that the answer's files come through. It is nil if content is complete.
	stream   *io.PipeReader
	streamed bool
	// posted is true when the loop has begun to post the answer, and ended when it has read all of
	// it.
	posted, ended bool
	// failure is the error of a file while it was streamed.
	failure error
	// lost is true if Close has logged the loss of the answer.
	lost bool
}

// logMargin is the part of Lambda's time that is left when the work's time is over. In it the work
// stops and the cut is logged. At its own deadline Lambda kills the process.
const logMargin = 250 * time.Millisecond

var (
	errNotRead   = errors.New("lambda: the runtime did not read the answer to its end")
	errNotPosted = errors.New("lambda: the handler was called through Invoke, which ends before the answer goes out; give the handler to lambda.Start")
)

// newResponse encodes the answer, as the JSON that a buffered function returns or as the beginning
// of a stream.
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
			return nil, err
		}
		r.content = bytes.NewReader(content)
	}
	return r, nil
}

// streamFiles writes the body while it is read. The writer ends with the body, with a file's
// failure, or when the Response is closed before its end.
func (r *Response) streamFiles(prelude []byte) {
	from, to := io.Pipe()
	r.stream = from
	r.content = io.MultiReader(bytes.NewReader(prelude), from)
	answer := r.answer
	go func() {
		var err error
		defer func() {
			if value := recover(); value != nil {
				err = &core.PanicError{Value: value, Stack: debug.Stack()}
			}
			to.CloseWithError(err)
		}()
		_, err = answer.WriteTo(to)
	}()
}

// Read reads the data that is posted to Lambda.
func (r *Response) Read(p []byte) (int, error) {
	n, err := r.content.Read(p)
	switch err {
	case nil:
	case io.EOF:
		r.ended = true
	default:
		r.failure = err
	}
	return n, err
}

// ContentType returns the media type of the data that Read returns. For a stream it says that
// status and headers come first. The runtime loop calls it right before it posts.
func (r *Response) ContentType() string {
	r.posted = true
	if r.streamed {
		return "application/vnd.awslambda.http-integration-response"
	}
	return "application/json"
}

// Close does the work after the answer, and returns when it is done. The runtime loop calls it
// after it has posted the answer. Lambda freezes the environment only when the loop asks for the
// next invocation, after Close. The work's time ends a quarter of a second before the invocation's.
// A second Close does nothing.
//
// If the answer was not read to its end, Close drops the work and logs it. Close cannot know
// whether Lambda has accepted the answer, so the work runs even if POST /response was refused. In
// that case the process ends, and [Start] logs one ERROR line for the lost answer.
//
// An answer that was sent through Discord's callback endpoint is not lost, whatever happens to the
// Response.
func (r *Response) Close() error {
	if r.stream != nil {
		r.stream.CloseWithError(errNotRead)
	}
	byCallback := r.answer.Status == http.StatusAccepted
	switch {
	case !r.posted && !byCallback:
		// The answer is sent after Close, and only the work is lost.
		if r.answer.HasWork() {
			r.lost = r.answer.NotSent(errNotPosted)
		}
	case !r.ended && !byCallback:
		r.lost = r.answer.NotSent(cmp.Or(r.failure, errNotRead))
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

// MarshalJSON returns an error, which makes the runtime loop read the Response.
func (r *Response) MarshalJSON() ([]byte, error) { return nil, errNoJSON }
