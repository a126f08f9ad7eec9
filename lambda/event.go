package lambda

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/hotaru-go/hotaru/core"
)

// Event is an HTTP request as Lambda passes it to a function. It recognizes four senders, each by
// fields that are always present according to its documentation:
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
// answered with 405.
type Event struct {
	// batch is the whole event if it is a batch of records and not an HTTP request.
	batch        []byte
	sender       sender
	method, path string
	headers      headers
	body         []byte
	base64       bool
	// multiValue is true if multi-value headers are on in the balancer's target group. The balancer
	// then ignores single-value headers in answers.
	multiValue bool
	// failure says why the event is not an HTTP request.
	failure error
}

// sender is what sent an event. It determines the form of the answer.
type sender int

const (
	functionURL sender = iota
	httpAPI
	restAPI
	balancer
)

// EventError means that an event is not an HTTP request. Either the function was invoked directly,
// or it is connected to something other than a Function URL, an API Gateway or a load balancer. The
// error's text shows nothing from the event.
type EventError struct {
	// Found says what is wrong with the event.
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

// UnmarshalJSON decodes an event. It returns nil even for an event that is not an HTTP request. The
// [Handler] then fails with an [*EventError], because only the Handler knows the ID of the
// invocation for the log.
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
		// The multi-value headers hold every value. The single-value headers hold only the last
		// value of each header.
		e.headers, e.multiValue = u.multiValueHeaders, e.sender == balancer
	}
	return nil
}

// streams reports whether the answer is sent as a stream, if the function is configured for that.
// An HTTP API and a balancer invoke the function in a way that would make them treat the stream's
// format as the body.
func (e *Event) streams(configured bool) bool {
	return configured && (e.sender == functionURL || e.sender == restAPI)
}

// request returns the event as a core.Request. A base64 body is decoded while core reads it. If the
// answer has files, a buffered REST API passes its base64 on as text, unless the API is configured
// for binary media types.
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
