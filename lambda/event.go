package lambda

import (
	"bytes"
	"encoding/base64"

	"github.com/hotaru-go/hotaru/core"
)

// Event is an HTTP request in the form in which Lambda hands it over. Four senders are understood, each known by what
// its documentation says is always there, never by what is missing:
//
//   - a Function URL and an API Gateway HTTP API, payload format 2.0:
//     https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
//   - an API Gateway REST API, and an HTTP API with payload format 1.0:
//     https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
//   - an Application Load Balancer, with multi-value headers or without:
//     https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#receive-event-from-load-balancer
//
// Only what core reads is kept. The zero Event is a request without a method, which is answered 405.
type Event struct {
	method, path string
	headers      headers
	body         []byte
	base64       bool
	balancer     bool
	// multiValue says that the balancer's target group has multi-value headers on, and ignores single ones in answers.
	multiValue bool
}

// EventError says that an event is no HTTP request: somebody invoked the function by hand, or connected something to
// it that is neither a Function URL, nor an API Gateway, nor a load balancer. It tells nothing of the event's content.
type EventError struct {
	// Found is what is wrong with the event.
	Found string
	// Err is the JSON error, where there was one. It may quote the event, so Error leaves it out.
	Err error
}

// Error names what was found and what was expected, and quotes nothing.
func (e *EventError) Error() string {
	return "lambda: not an HTTP event: " + e.Found + "; expected the event of a Function URL or an API Gateway HTTP API " +
		"(payload format 2.0), of an API Gateway REST API (1.0), or of an Application Load Balancer"
}

// Unwrap returns the JSON error, or nil.
func (e *EventError) Unwrap() error { return e.Err }

// UnmarshalJSON decodes an event. The error is an [*EventError].
func (e *Event) UnmarshalJSON(data []byte) error {
	var u union
	if err := u.decode(data); err != nil {
		return &EventError{Found: "it does not decode", Err: err}
	}
	*e = Event{path: u.path, headers: u.headers, body: u.body, base64: u.base64}
	switch {
	case !u.context:
		return &EventError{Found: "it has no requestContext"}
	case u.version == "2.0" && u.contextMethod != "":
		e.method, e.path = u.contextMethod, u.rawPath
		return nil
	case u.method != "":
		e.method = u.method
	default:
		return &EventError{Found: "it has neither version 2.0 with requestContext.http.method, nor httpMethod"}
	}
	e.balancer = u.balancer
	if u.multiValueHeaders.present {
		// They hold every value; headers, where both are there, only the last of each.
		e.headers, e.multiValue = u.multiValueHeaders, e.balancer
	}
	return nil
}

// request is the event as core takes it. A base64 body is decoded as core reads it.
func (e *Event) request() core.Request {
	r := core.Request{
		Method: e.method, Path: e.path, ContentType: e.headers.contentType.value,
		Signature: e.headers.signature.value, Timestamp: e.headers.timestamp.value,
		Body: bytes.NewReader(e.body), Length: int64(len(e.body)),
	}
	if e.base64 {
		padding := len(e.body) - len(bytes.TrimRight(e.body, "="))
		r.Length = int64(len(e.body)/4*3 - padding)
		r.Body = base64.NewDecoder(base64.StdEncoding, r.Body)
	}
	return r
}
