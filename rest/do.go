package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// Do makes any call to Discord's API: those that [API] has no method for. It uses the client's
// credential, except for paths that hold a token of their own
// (/webhooks/{webhook.id}/{webhook.token} and /interactions/{interaction.id}/{interaction.token}).
//
// The path follows the version in DefaultBaseURL, and may have a query:
// "/channels/1/messages?limit=5". Make it with [Path] wherever a value goes into it. Do refuses a
// path that could leave Discord's API: one with a host, with "." or "..", with an empty part, or
// with characters that are not escaped.
//
// body is what to send: nil for nothing; a [discord.Message] or [discord.Update], which are checked
// first and bring their files; a [discord.Payload], with files or without; [url.Values] as a form;
// json.RawMessage or []byte as JSON that is encoded already; and any other value as JSON by
// encoding/json. Files are closed in every case.
//
// into is where Discord's answer goes: nil for nowhere, a *[]byte or *json.RawMessage for the JSON
// as it is, or a pointer that encoding/json decodes into. If Discord answers with no body, into
// stays as it is.
//
// Rate limits are kept as for every call of the client. Do retries what it may: a GET, PUT, PATCH
// or DELETE, and a POST that failed before it was sent or was refused with status 429. Any other
// POST could act twice; its error is then [ErrUncertain]. A refusal is an [*Error] with Discord's
// code and the fields that are wrong.
func (c *Client) Do(ctx context.Context, method, path string, body, into any) error {
	call, err := newRequest(method, path)
	if err != nil {
		closeBody(body)
		return err
	}
	if call.body, err = encodeBody(body); err != nil {
		return fmt.Errorf("rest: %s %s: %w", call.method, call.route, err)
	}
	return c.finish(ctx, call, into)
}

// finish adds what every call by path has, makes the call and decodes its answer.
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

// encodeBody makes a body of what Do was given.
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

// payloader is a request of this package that has a message in it, with its files.
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

// decode decodes Discord's answer into what Do was given.
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
		// Its own decoder accepts more than encoding/json does, such as broken UTF-8.
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
