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

// CheckOptions configure a check.
type CheckOptions struct {
	// Endpoint is the endpoint to check, such as the [URL] of a running endpoint.
	Endpoint Endpoint
	// Key is the key whose public key the endpoint has. If it is zero, the check sends only
	// requests that must be refused.
	Key Key
}

// Result is the result of one step of a check.
type Result struct {
	// Step describes the request and the expected answer.
	Step string
	// OK is true if the answer was as expected. Skipped is true if the step could not be tried.
	OK, Skipped bool
	// Got describes the answer.
	Got string
	// Cure says what to do if OK is false. It can give advice if OK is true.
	Cure string
	// Took is how long the endpoint took.
	Took time.Duration
}

// Check makes the requests that Discord makes when an endpoint's URL is saved, and more. It sends a
// valid PING, which the app must answer with a PONG, and several kinds of forged requests, which
// the app must refuse with status 401. None of them makes the app act. Discord refuses the URL if a
// step fails.
//
// The results are in the order of the steps. If the endpoint cannot be reached, there is one result.
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

// Passed reports whether no step failed. A skipped step has not failed.
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

// checkAnswer is the answer to one request.
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

// send sends one request with the body that change returns.
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

// reach sends a first request, which must be refused. The request warms up a cold endpoint. It
// reports whether to go on.
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

// try sends a request and adds a result. If a response came, judge completes the result. It reports
// whether the step passed.
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
