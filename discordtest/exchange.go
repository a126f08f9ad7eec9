package discordtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// ErrNoAnswer is returned if no answer came within Discord's 3 seconds. The person sees that the
// application did not respond, and the interaction's token is dead.
var ErrNoAnswer = errors.New("discordtest: no answer within 3 seconds: the person reads \"The application did not respond\"")

// Exchange is a request to the app's endpoint and its response.
type Exchange struct {
	Interaction discord.Snowflake
	// URL, RequestHeader and RequestBody are the signed request.
	URL           string
	RequestHeader http.Header
	RequestBody   []byte
	Sent          time.Time

	// The following fields are set once Done is closed. If the app answers by callback, that can be
	// later than the answer.

	// Status, Header and Body are the response. If no response came, Status is zero and Err says
	// why.
	Status int
	Header http.Header
	Body   []byte
	Err    error
	// Took is the time to the last byte of the response.
	Took time.Duration

	done, ended chan struct{}
	// final is true if nothing more can happen once ended is closed.
	final bool
}

// Done returns a channel that is closed when the response has come or failed.
func (x *Exchange) Done() <-chan struct{} { return x.done }

// over reports that nothing more can happen.
func (x *Exchange) over() bool {
	if x == nil || !x.final {
		return false
	}
	select {
	case <-x.ended:
		return true
	default:
		return false
	}
}

// maxResponse bounds a response, in bytes. Discord accepts less.
const maxResponse = 64 << 20

// Send signs a payload, sends it to the endpoint, and returns once it is answered, inline or by
// callback. Its id and token must be new; [Discord.Fresh] makes new ones.
//
// The error is a [*Refusal] if Discord would not accept the answer or the request failed,
// [ErrNoAnswer] if no answer came in time, and the context's cause if the context ended. With these
// errors, Send also returns the Exchange. If Send sent nothing, it returns no Exchange: no endpoint
// is connected, or the error is that of [API.Begin].
func (d *Discord) Send(ctx context.Context, body []byte) (*Exchange, error) {
	d.mu.Lock()
	endpoint := d.endpoint
	d.mu.Unlock()
	if endpoint.send == nil {
		return nil, errNoEndpoint
	}
	if err := d.API.Begin(body); err != nil {
		return nil, err
	}
	i := d.API.ofBody(body)
	requesting, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	request := d.API.options.Key.Request(requesting, endpoint.url, body)
	x := &Exchange{
		Interaction: i.id, URL: endpoint.url, RequestHeader: request.Header.Clone(), RequestBody: body, Sent: time.Now(),
		done: make(chan struct{}), ended: make(chan struct{}), final: endpoint.final && !d.hasJobs(),
	}
	d.mu.Lock()
	d.requests[x] = cancel
	d.mu.Unlock()
	d.running.Add(1)
	go func() {
		defer d.running.Done()
		d.exchange(endpoint, request, i, x)
		d.runDue(requesting)
		close(x.ended)
		d.API.events.wake()
		d.mu.Lock()
		delete(d.requests, x)
		d.mu.Unlock()
		cancel(nil)
	}()
	late := time.NewTimer(d.API.options.AnswerTime)
	defer late.Stop()
	select {
	case <-i.settled:
	case <-late.C:
		d.API.Failed(i.id, nil)
		// The API may still be processing an answer that came in time.
		<-i.settled
	case <-ctx.Done():
		cancel(context.Cause(ctx))
		d.API.Failed(i.id, nil)
		return x, context.Cause(ctx)
	}
	state, refusal := d.API.outcome(i)
	switch {
	case state == answered:
		return x, nil
	case refusal != nil:
		return x, refusal
	}
	cancel(ErrNoAnswer)
	return x, ErrNoAnswer
}

// exchange sends the request, passes the response to the API, and then lets the endpoint continue
// its work.
func (d *Discord) exchange(endpoint Endpoint, request *http.Request, i *interaction, x *Exchange) {
	response, err := endpoint.send(request)
	if err == nil && response == nil {
		err = errors.New("the endpoint's function returned neither a response nor an error")
	}
	if err == nil {
		x.Status, x.Header = response.StatusCode, response.Header
		x.Body, err = io.ReadAll(io.LimitReader(response.Body, maxResponse))
	}
	x.Took, x.Err = time.Since(x.Sent), err
	var processing sync.WaitGroup
	processing.Go(func() { d.process(i, x) })
	if i.lag == 0 {
		processing.Wait()
	}
	close(x.done)
	if response != nil {
		_ = response.Body.Close()
	}
	processing.Wait()
}

// process makes the API process the response, which may take a while; see [API.Lag].
func (d *Discord) process(i *interaction, x *Exchange) {
	refused := d.judge(i, x)
	if refused == nil {
		return
	}
	if state, _ := d.API.outcome(i); state == answered {
		d.problem(fmt.Errorf("discordtest: interaction %d, after its answer: %w", i.id, refused))
	} else {
		d.API.Failed(i.id, refused)
	}
}

// ofBody finds the interaction that has begun with this body.
func (a *API) ofBody(body []byte) *interaction {
	var envelope struct {
		ID discord.Snowflake `json:"id"`
	}
	_ = decodeJSON(body, &envelope)
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.interactions[envelope.ID]
}

// outcome returns the state of an interaction.
func (a *API) outcome(i *interaction) (interactionState, *Refusal) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return i.state, i.refusal
}

// Fresh returns a copy of a payload with a new id and a new token, to send it again. The error is a
// [*Refusal], with code 50109 if the payload is not JSON, and with 50035 if it is not an object.
func (d *Discord) Fresh(body []byte) ([]byte, error) {
	var o object
	if refused := decodeJSON(body, &o); refused != nil {
		return nil, refused
	}
	if o == nil {
		return nil, invalidField("", "BASE_TYPE_REQUIRED", "This field is required")
	}
	d.stamp(o)
	return encoded(o), nil
}
