package lambda

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/hotaru-go/hotaru/core"
)

// Event is an HTTP request as Lambda hands it to a function. Four senders are known, each by fields
// that its documentation says are always there:
//
//   - a Function URL, format 2.0 with "lambda-url" in its domain name:
//     https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
//   - an API Gateway HTTP API, format 2.0, or 1.0 with a version:
//     https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
//   - an Application Load Balancer, with multi-value headers or without:
//     https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#receive-event-from-load-balancer
//   - an API Gateway REST API, any other event with an httpMethod:
//     https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
//
// An Event keeps only what core reads. The zero Event is a request without a method, which is
// answered 405.
type Event struct {
	// batch is the whole event, if it is no HTTP request but a batch of records.
	batch        []byte
	sender       sender
	method, path string
	headers      headers
	body         []byte
	base64       bool
	// multiValue says that the balancer's target group has multi-value headers on, and ignores
	// single ones in answers.
	multiValue bool
	// failure is why the event is not an HTTP request.
	failure error
}

// sender is what sent an event. It decides what form an answer can take.
type sender int

const (
	functionURL sender = iota
	httpAPI
	restAPI
	balancer
)

// EventError says that an event is not an HTTP request: somebody invoked the function by hand, or
// connected it to something that is neither a Function URL, nor an API Gateway, nor a load
// balancer. It shows nothing of the event.
type EventError struct {
	// Found is what is wrong with the event.
	Found string
	// Err is the JSON error, if there was one. It may quote the event, so Error leaves it out.
	Err error
}

// Error names what was found and what was expected.
func (e *EventError) Error() string {
	return "lambda: not an HTTP event: " + e.Found + "; expected the event of a Function URL or an API Gateway HTTP API " +
		"(payload format 2.0), of an API Gateway REST API (1.0), or of an Application Load Balancer"
}

// Unwrap returns the JSON error, or nil.
func (e *EventError) Unwrap() error { return e.Err }

// UnmarshalJSON decodes an event. It returns nil also for an event that is not an HTTP request: the
// [Handler] fails with an [*EventError] then, because only there the ID of the invocation is known
// for the log.
func (e *Event) UnmarshalJSON(data []byte) error {
	*e = Event{}
	if err := e.decode(data); err != nil {
		e.failure = err
	}
	return nil
}

func (e *Event) decode(data []byte) error {
	var u union
	if err := u.decode(data); err != nil {
		return &EventError{Found: "it does not decode", Err: err}
	}
	e.path, e.headers, e.body, e.base64 = u.path, u.headers, u.body, u.base64
	switch {
	case !u.context:
		if u.records {
			e.batch = bytes.Clone(data)
		}
		return &EventError{Found: "it has no requestContext"}
	case u.version == "2.0" && u.contextMethod != "":
		e.sender, e.method, e.path = httpAPI, u.contextMethod, u.rawPath
		if strings.Contains(u.domainName, ".lambda-url.") {
			e.sender = functionURL
		}
		return nil
	case u.method == "":
		return &EventError{Found: "it has neither version 2.0 with requestContext.http.method, nor httpMethod"}
	case u.balancer:
		e.sender = balancer
	case u.version != "":
		e.sender = httpAPI
	default:
		e.sender = restAPI
	}
	e.method = u.method
	if u.multiValueHeaders.present {
		// They hold every value. The single headers beside them hold only the last value of each.
		e.headers, e.multiValue = u.multiValueHeaders, e.sender == balancer
	}
	return nil
}

// streams reports whether the answer goes out as a stream, where the function is configured for it.
// An HTTP API and a balancer invoke the function so that they would take the stream's format for
// the body.
func (e *Event) streams(configured bool) bool {
	return configured && (e.sender == functionURL || e.sender == restAPI)
}

// request returns the event as core takes it. A base64 body is decoded as core reads it. A buffered
// REST API passes the base64 of an answer with files on as text, unless it is configured for binary
// media types.
func (e *Event) request(stream bool) core.Request {
	r := core.Request{
		Method: e.method, Path: e.path, ContentType: e.headers.contentType.value,
		Signature: e.headers.signature.value, Timestamp: e.headers.timestamp.value,
		Body: bytes.NewReader(e.body), Length: int64(len(e.body)),
		NoFiles: e.sender == restAPI && !stream,
	}
	if e.base64 {
		padding := len(e.body) - len(bytes.TrimRight(e.body, "="))
		r.Length = int64(len(e.body)/4*3 - padding)
		r.Body = base64.NewDecoder(base64.StdEncoding, r.Body)
	}
	return r
}
