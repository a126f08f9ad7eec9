package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// Do makes any call to Discord's API. Use it for calls that [API] has no method for. It uses the
// client's credential, except for paths that contain a token
// (/webhooks/{webhook.id}/{webhook.token} and /interactions/{interaction.id}/{interaction.token}).
//
// The path follows the version in DefaultBaseURL, and may have a query:
// "/channels/1/messages?limit=5". Use [Path] to put values into it. Do refuses a path that could
// leave Discord's API: one with a host, with "." or "..", with an empty part, or with characters
// that are not escaped.
//
// body is the request's body. Nil means no body. A [discord.Message] or [discord.Update] is checked
// first and sent with its files. A [discord.Payload] is sent with or without files. A pointer to
// one of these is sent like its value. [url.Values] are sent as a form. A json.RawMessage or []byte
// is sent as JSON that is already encoded. Any other value is encoded by encoding/json. Files are
// closed in every case.
//
// into receives Discord's answer. Nil drops the answer, a *[]byte or *json.RawMessage receives the
// unchanged JSON, and encoding/json decodes into any other pointer. If Discord answers with no
// body, into is not changed. If it is neither nil nor a pointer to something, nothing is sent.
//
// Do keeps rate limits as every call of the client does. It retries a GET, PUT, PATCH or DELETE,
// and a POST that failed before it was sent or was refused with status 429. Any other POST could
// act twice, so it is not retried, and its error is [ErrUncertain]. A refusal is an [*Error] with
// Discord's code and the fields that are wrong.
func (c *Client) Do(ctx context.Context, method, path string, body, into any) error {
	body = bodyValue(body)
	call, err := newRequest(method, path)
	if err == nil {
		err = call.checkInto(into)
	}
	if err != nil {
		closeBody(body)
		return err
	}
	if call.body, err = encodeBody(body); err != nil {
		return fmt.Errorf("rest: %s %s: %w", call.method, call.route, err)
	}
	return c.finish(ctx, call, into)
}

// finish adds the parts that every call by path has, makes the call and decodes its answer.
func (c *Client) finish(ctx context.Context, call *apiCall, into any) error {
	err := call.addReason(ctx)
	if err == nil && call.token == nil {
		call.authorization, err = c.authorize(ctx, scopeOf(call))
	}
	if err != nil {
		_ = call.body.finish(false)
		return err
	}
	answer, err := c.do(ctx, call)
	if err == errDone {
		return nil
	}
	if err != nil || len(answer) == 0 {
		return err
	}
	return call.decode(answer, into)
}

// newRequest makes a call of a method and an escaped path.
func newRequest(method, path string) (*apiCall, error) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
	default:
		return nil, errors.New("rest: the method is not one of GET, HEAD, POST, PUT, PATCH and DELETE")
	}
	bare, query, _ := strings.Cut(path, "?")
	if err := checkPath(path); err != nil {
		return nil, fmt.Errorf("rest: the path of a %s cannot be used: %w", method, err)
	}
	e := endpointOf(bare)
	call := &apiCall{method: method, route: e.route, path: bare, query: query, major: e.major, repeat: repeatOf(method, e.route)}
	if e.token != "" {
		call.token = hide(e.token)
	}
	return call, nil
}

// scopeOf returns the OAuth2 scope that the call needs from client credentials.
func scopeOf(call *apiCall) string {
	switch {
	case strings.HasSuffix(call.route, "/permissions") && call.method == http.MethodPut:
		return "applications.commands.permissions.update"
	case strings.Contains(call.route, "/commands"):
		return "applications.commands.update"
	}
	return "identify"
}

// bodyValue returns the message, update or payload that a pointer points to, and any other body as
// it is.
func bodyValue(body any) any {
	switch v := body.(type) {
	case *discord.Message:
		if v != nil {
			return *v
		}
	case *discord.Update:
		if v != nil {
			return *v
		}
	case *discord.Payload:
		if v != nil {
			return *v
		}
	}
	return body
}

// encodeBody makes a body from Do's argument.
func encodeBody(value any) (callBody, error) {
	switch v := value.(type) {
	case nil:
		return callBody{}, nil
	case discord.Message:
		return payloadBody(discord.EncodeMessage(v))
	case discord.Update:
		return payloadBody(discord.EncodeUpdate(v))
	case discord.Payload:
		return payloadBody(v, nil)
	case payloader:
		return payloadBody(v.payload())
	case url.Values:
		return callBody{contentType: "application/x-www-form-urlencoded", text: []byte(v.Encode())}, nil
	case json.RawMessage:
		return payloadBody(discord.Payload{JSON: v}, nil)
	case []byte:
		return payloadBody(discord.Payload{JSON: v}, nil)
	}
	text, err := encodeJSON(value)
	if err != nil {
		return callBody{}, fmt.Errorf("encoding the body: %w", err)
	}
	return payloadBody(discord.Payload{JSON: text}, nil)
}

// payloader is a request of this package that contains a message with its files.
type payloader interface {
	payload() (discord.Payload, error)
}

func payloadBody(p discord.Payload, err error) (callBody, error) {
	if err != nil {
		return callBody{}, err
	}
	return (&apiCall{}).payload(p).body, nil
}

// closeBody closes the files of a body that is not sent.
func closeBody(value any) {
	switch v := value.(type) {
	case discord.Message:
		discord.CloseFiles(v)
	case discord.Update:
		discord.CloseFiles(v)
	case discord.Payload:
		_ = v.Close()
	case payloader:
		if p, err := v.payload(); err == nil {
			_ = p.Close()
		}
	}
}

// checkInto refuses a value that no answer can be decoded into. After the call it would be too
// late.
func (call *apiCall) checkInto(into any) error {
	if v := reflect.ValueOf(into); into == nil || v.Kind() == reflect.Pointer && !v.IsNil() {
		return nil
	}
	return fmt.Errorf("rest: %s %s: into is a %T: pass a pointer that is not nil", call.method, call.route, into)
}

// decode decodes Discord's answer into Do's argument.
func (call *apiCall) decode(answer []byte, into any) error {
	switch v := into.(type) {
	case nil:
		return nil
	case *[]byte:
		*v = answer
		return nil
	case *json.RawMessage:
		*v = answer
		return nil
	case *discord.ReceivedMessage:
		// The message's own decoder accepts more than encoding/json does, such as broken UTF-8.
		message, err := discord.DecodeMessage(answer)
		if err != nil {
			return call.unreadable("it is not the JSON expected")
		}
		*v = *message
		return nil
	}
	if err := json.Unmarshal(bytes.ToValidUTF8(answer, []byte("\uFFFD")), into); err != nil {
		return call.unreadable("it is not the JSON expected")
	}
	return nil
}
