package discordtest

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

// Fault makes calls to the API fail or slow.
type Fault struct {
	// Route is the route of the calls: a method and a path with names in braces, as in "POST
	// /channels/{channel}/messages". The route may use any names in braces. An empty Route means
	// every route.
	Route string
	// Skip is how many calls pass first. Times is how many calls then get the fault: zero is 1,
	// negative is all.
	Skip, Times int
	// Latency delays the call before anything else. A fault with only Latency just delays.
	Latency time.Duration
	// Status is the status of an answer without the call's action: 500, 503, 429 and so on. If it
	// is zero, the call acts.
	Status int
	// Code and Message are the code and the message of the error. If Message is empty, it is the
	// message that Discord sends with the code, or with the status if there is no code.
	Code    rest.Code
	Message string
	// RetryAfter is sent with status 429, and with other statuses if it is not zero.
	RetryAfter time.Duration
	// Global makes a 429 come from the global limit. Scope is "user" unless set.
	Global bool
	Scope  string
	// Reset breaks the connection without an answer.
	Reset bool
	// Acted makes the call act before the status or the reset, as if Discord acted and its answer
	// was lost.
	Acted bool
}

type fault struct {
	Fault
	left int
	// applied is true once a call has got the fault.
	applied bool
}

// Fail adds a fault. A call gets the first fault, in order of adding, that applies to it.
//
// Fail panics if the API does not have the route. If a fault should apply a number of times and
// never applied, [Discord.Close] returns an error and the test fails, because the bot did not make
// the call. Faults with Times -1, faults that only delay and faults that Heal removed are exempt.
func (a *API) Fail(f Fault) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if f.Route != "" {
		a.mustHave("Fail", f.Route)
	}
	left := f.Times
	if left == 0 {
		left = 1
	}
	a.faults = append(a.faults, &fault{Fault: f, left: left})
}

// unused returns errors about the faults that should have applied and have not.
func (a *API) unused() (unused []error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, f := range a.faults {
		if f.applied || f.Times < 0 || f.Status == 0 && !f.Reset {
			continue
		}
		route := f.Route
		if route == "" {
			route = "any route"
		}
		unused = append(unused, fmt.Errorf("discordtest: a Fault on %s never applied: no such call came, or not more than its Skip", route))
	}
	return unused
}

// Heal removes all faults and limits.
func (a *API) Heal() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.faults, a.limits = nil, nil
}

// hit returns the fault that applies to a call, or nil.
func (a *API) hit(call *Call) *Fault {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, f := range a.faults {
		if f.Route != "" && !sameRoute(f.Route, call.Route) || f.left == 0 {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.left > 0 {
			f.left--
		}
		f.applied = true
		return &f.Fault
	}
	return nil
}

// suffer applies a call's fault.
func (a *API) suffer(ctx context.Context, header http.Header, call *Call, act func()) *Refusal {
	f := a.hit(call)
	if f == nil {
		return nil
	}
	if f.Latency > 0 {
		timer := time.NewTimer(f.Latency)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	if !f.Reset && f.Status == 0 {
		return nil
	}
	if f.Acted {
		act()
	}
	if f.Reset {
		a.finish(call, apiReply{}, nil)
		panic(http.ErrAbortHandler)
	}
	if f.Status == http.StatusTooManyRequests {
		return rateLimited(header, f.RetryAfter, f.Global, f.Scope)
	}
	if f.RetryAfter > 0 {
		header.Set("Retry-After", ceilSeconds(f.RetryAfter))
	}
	return &Refusal{Status: f.Status, Code: f.Code, Message: f.message()}
}

// rateLimited makes the answer to a call over a limit, and sets its headers.
//
// See https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit.
func rateLimited(header http.Header, after time.Duration, global bool, scope string) *Refusal {
	r := &Refusal{Status: http.StatusTooManyRequests, Message: "You are being rate limited.", retryAfter: after, global: global}
	switch {
	case global:
		scope = "global"
		header.Set("X-RateLimit-Global", "true")
	case scope == "":
		scope = "user"
	case scope == "shared":
		r.Message = "The resource is being rate limited."
	}
	header.Set("X-RateLimit-Scope", scope)
	header.Set("Retry-After", ceilSeconds(after))
	return r
}

func ceilSeconds(d time.Duration) string {
	return strconv.Itoa(int(math.Ceil(d.Seconds())))
}
