package discordtest

import (
	"context"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

// Fault is something going wrong with calls to the API.
type Fault struct {
	// Route is one of the Route constants; empty is every route.
	Route string
	// Skip is how many calls are let through first, Times how many then suffer it: zero is 1, negative is all.
	Skip, Times int
	// Latency is how long the call waits before anything else happens to it. Alone it only delays.
	Latency time.Duration
	// Status is answered in place of doing what was asked: 500, 503, 429 and so on. Zero does what was asked.
	Status int
	// Code and Message are the error's; Discord's usual ones where they are zero.
	Code    rest.Code
	Message string
	// RetryAfter goes with status 429, and also with 503 where it is not zero.
	RetryAfter time.Duration
	// Global tells a 429 of the global limit; Scope is "user" unless set.
	Global bool
	Scope  string
	// Reset breaks the connection without an answer.
	Reset bool
	// Acted does what was asked before the status or the reset: Discord acted, and its answer got lost.
	Acted bool
}

type fault struct {
	Fault
	left int
}

// Fail has calls suffer a fault. Several faults apply in the order of adding: a call suffers the first that fits it.
func (a *API) Fail(f Fault) {
	a.mu.Lock()
	defer a.mu.Unlock()
	left := f.Times
	if left == 0 {
		left = 1
	}
	a.faults = append(a.faults, &fault{f, left})
}

// Heal removes all faults and limits.
func (a *API) Heal() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.faults, a.limits = nil, nil
}

// hit finds the fault that a call suffers.
func (a *API) hit(call *Call) *Fault {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, f := range a.faults {
		if f.Route != "" && f.Route != call.Route || f.left == 0 {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.left > 0 {
			f.left--
		}
		return &f.Fault
	}
	return nil
}

// suffer has a call meet its fault.
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
		a.finish(call, reply{}, nil)
		panic(http.ErrAbortHandler)
	}
	if f.Status == http.StatusTooManyRequests {
		return rateLimited(header, f.RetryAfter, f.Global, f.Scope)
	}
	if f.RetryAfter > 0 {
		header.Set("Retry-After", ceilSeconds(f.RetryAfter))
	}
	message := f.Message
	if message == "" {
		message = strconv.Itoa(f.Status) + ": " + http.StatusText(f.Status)
	}
	return &Refusal{Status: f.Status, Code: f.Code, Message: message}
}

// rateLimited makes the answer of an exceeded limit, and sets its headers.
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
