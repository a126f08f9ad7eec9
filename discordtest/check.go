package discordtest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"time"
)

// CheckOptions say what to check.
type CheckOptions struct {
	// Endpoint is what is checked: [URL] of a running one.
	Endpoint Endpoint
	// Key is the one whose public half is configured at the endpoint. With the zero value, only requests that must be
	// refused are sent.
	Key Key
}

// Result says how an endpoint did in one step of a check.
type Result struct {
	// Step is what was sent, and what must come back.
	Step string
	// OK is whether it did. Skipped is a step that could not be tried.
	OK, Skipped bool
	// Got is what came back.
	Got string
	// Cure says what to do where OK is false, and may give advice where it is true.
	Cure string
	// Took is how long the endpoint took.
	Took time.Duration
}

// Check does what Discord does when an endpoint's URL is saved, and some more: a valid PING, which must be answered
// with a PONG, and forged requests of several kinds, which must be refused with status 401. It sends nothing else, and
// so nothing that an app acts on. Discord refuses the URL where a step fails.
//
// The steps are in the order in which they were done. Where the endpoint cannot be reached there is only the one step.
//
// See https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint.
func Check(ctx context.Context, o CheckOptions) []Result {
	c := &checking{ctx: ctx, o: o}
	if o.Endpoint.close != nil {
		defer o.Endpoint.close()
	}
	signer := o.Key
	if signer.private == nil {
		signer = NewKey()
	}
	if !c.reach(signer) {
		return c.results
	}
	if o.Key.private == nil {
		const step = "a valid PING is answered with a PONG"
		c.results = append(c.results, Result{Step: step, Skipped: true, Got: "not tried: no key"})
	} else {
		c.ping("a valid PING is answered with a PONG")
		c.ping("and the next one")
	}
	for _, f := range forgeries {
		c.forged(f.step, signer, f.forge)
	}
	return c.results
}

// Passed tells whether no step failed. One that was skipped has not.
func Passed(results []Result) bool {
	for _, r := range results {
		if !r.OK && !r.Skipped {
			return false
		}
	}
	return true
}

// pingBody is a PING as Discord sends it.
func pingBody() []byte {
	return encoded(object{
		"id": "1323984456678901299", "application_id": "1306194278551453727", "type": 1, "version": 1,
		"token": "aW50ZXJhY3Rpb246" + randomText(80), "entitlements": []any{}, "authorizing_integration_owners": object{},
		"app_permissions": "0", "user": userObject(NewWorld().Members[0].User),
	})
}

type checking struct {
	ctx     context.Context
	o       CheckOptions
	results []Result
}

// checkAnswer is what came back to one request.
type checkAnswer struct {
	status int
	header http.Header
	body   string
	took   time.Duration
}

func (a *checkAnswer) String() string {
	text := fmt.Sprintf("%d %s", a.status, http.StatusText(a.status))
	if body := strings.TrimSpace(a.body); body != "" && len(body) < 100 && !strings.ContainsAny(body, "\n") {
		text += ", " + body
	}
	return text
}

// send makes one request, with the body that change returns.
func (c *checking) send(key Key, change func(*http.Request, []byte) []byte) (*checkAnswer, error) {
	ctx, cancel := context.WithTimeoutCause(c.ctx, AnswerTime, ErrNoAnswer)
	defer cancel()
	body := pingBody()
	request := key.Request(ctx, c.o.Endpoint.url, body)
	if changed := change(request, body); string(changed) != string(body) {
		forged := key.Request(ctx, c.o.Endpoint.url, changed)
		forged.Header = request.Header
		request = forged
	}
	start := time.Now()
	response, err := c.o.Endpoint.send(request)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 64<<10))
	if err != nil {
		return nil, err
	}
	return &checkAnswer{response.StatusCode, response.Header, string(text), time.Since(start)}, nil
}

func asSent(_ *http.Request, body []byte) []byte { return body }

// reach makes a first request, which must be refused: it may meet a cold endpoint. It tells whether to go on.
func (c *checking) reach(key Key) bool {
	return c.try("the endpoint can be reached", key, forgeries[0].forge, func(r *Result, a *checkAnswer) {
		switch {
		case a.status >= 300 && a.status < 400, a.status == http.StatusNotFound, a.status == http.StatusMethodNotAllowed:
			r.Cure = cureFor(a.status, "")
		case a.status == http.StatusBadGateway, a.status == http.StatusServiceUnavailable, a.status == http.StatusGatewayTimeout:
			r.Cure = "something stands before the endpoint, or it cannot have its public key now: look into its log"
		default:
			r.OK = true
		}
	})
}

// try sends a request, and adds a result that judge completes where a response came. It tells whether all is well.
func (c *checking) try(step string, key Key, change func(*http.Request, []byte) []byte, judge func(*Result, *checkAnswer)) bool {
	a, err := c.send(key, change)
	r := Result{Step: step}
	if err != nil {
		r.Got, r.Cure = err.Error(), cureOf(err)
	} else {
		r.Got, r.Took = a.String(), a.took
		judge(&r, a)
	}
	c.results = append(c.results, r)
	return r.OK
}

func cureOf(err error) string {
	dns, isDNS := errors.AsType[*net.DNSError](err)
	_, isCert := errors.AsType[*tls.CertificateVerificationError](err)
	_, isHost := errors.AsType[x509.HostnameError](err)
	switch {
	case errors.Is(err, ErrNoAnswer):
		return "answer within 3 seconds: fetch the public key and load what is slow at start, or give the function more memory"
	case isDNS:
		return fmt.Sprintf("no address is known for %q: is the URL right, and does the record exist?", dns.Name)
	case isCert || isHost:
		return "Discord wants a certificate that browsers accept, for this host name"
	case errors.Is(err, errNoEndpoint):
		return "name an endpoint"
	}
	return "is the endpoint running, and open to the network at this address?"
}

// ping sends a valid PING.
func (c *checking) ping(step string) {
	c.try(step, c.o.Key, asSent, c.judgePing)
}

func (c *checking) judgePing(r *Result, a *checkAnswer) {
	var pong struct {
		Type int `json:"type"`
	}
	media, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
	switch {
	case a.status == http.StatusUnauthorized:
		r.Cure = "the endpoint verifies with another key, or not over the raw body: configure the public key " + c.o.Key.PublicKey() +
			", and verify timestamp and body as they came, before a framework parses them"
	case a.status != http.StatusOK:
		r.Cure = cureFor(a.status, "")
	case decodeJSON([]byte(a.body), &pong) != nil || pong.Type != 1:
		r.Cure = `answer type 1 with {"type":1}, before anything else looks at the interaction`
	case media != "application/json":
		r.Got += fmt.Sprintf(", Content-Type %q", a.header.Get("Content-Type"))
		r.Cure = "answer with Content-Type: application/json"
	default:
		r.OK = true
		if a.took > AnswerTime/2 {
			r.Cure = "that is more than half of Discord's 3 seconds: look at what is done at start"
		}
	}
}
