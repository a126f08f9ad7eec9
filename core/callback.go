package core

import (
	"context"
	"errors"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// CallbackMode says when an answer goes out through Discord's callback endpoint, with the request answered 202 and no
// body, instead of inline, in the response to the request.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback.
type CallbackMode int

const (
	// CallbackAuto is inline, but for files of more than 100 KiB together, or of unknown size: inline answers with
	// files of some 150 KB have been seen to fail. Files also go by the callback where the carrier takes none, as an API
	// Gateway REST API does not.
	//
	// See https://github.com/discord/discord-api-docs/issues/5250.
	CallbackAuto CallbackMode = iota
	// CallbackWithWork takes the callback also where there is work after the answer: for platforms that take the
	// processor away when the request ends.
	CallbackWithWork
	// CallbackAlways never answers inline.
	CallbackAlways
)

// largestInline is how large an answer with files may be, in bytes, to go out inline.
const largestInline = 100 << 10

// answerWindow is how long Discord waits for an answer.
const answerWindow = 3 * time.Second

// send takes the answer out through the callback endpoint, or leaves it to the transport.
//
// Where neither is possible, the error is a [lostError].
func (s *Server) send(x *exchange, p discord.Payload, mode CallbackMode) (Response, error) {
	tasks := x.close()
	response := answered(p)
	response.exchange = x
	if x.callbackFor(p, len(tasks) > 0, mode) {
		switch err := s.callBack(x, p); {
		case err == nil:
			response = accepted
		case errors.Is(err, rest.ErrAlreadyAcknowledged):
			return Response{}, &lostError{lineAnsweredElsewhere, err}
		case !x.fitsInline(p), errors.Is(err, rest.ErrFileSpent), time.Since(x.arrived) >= answerWindow:
			return Response{}, &lostError{lineCallbackLost, err}
		default:
			x.log(x, lineCallbackFailed, errorAttr(err))
		}
	}
	if len(tasks) > 0 {
		response.work = &work{x, tasks}
	}
	return response, nil
}

// lostError says that an answer went out neither by the callback endpoint nor inline, and which line of the log says so.
type lostError struct {
	line line
	error
}

func (e *lostError) Unwrap() error { return e.error }

// callBack sends the answer to the callback endpoint. It has the rest of Discord's 3 seconds, not of the listener's.
// Discord's code 40060 is an error here: rest takes it for success after a try whose outcome is unknown, and otherwise it
// means that something else has answered.
func (s *Server) callBack(x *exchange, p discord.Payload) error {
	ctx, cancel := context.WithDeadline(context.WithoutCancel(x.request), x.arrived.Add(answerWindow))
	defer cancel()
	return x.followUp().Answer(ctx, p)
}

func (x *exchange) callbackFor(p discord.Payload, hasWork bool, mode CallbackMode) bool {
	switch max(mode, x.server.options.Callback) {
	case CallbackAlways:
		return true
	case CallbackWithWork:
		if hasWork {
			return true
		}
	}
	return !x.fitsInline(p)
}

// fitsInline reports whether the answer can go out inline: the carrier takes files, and Discord takes as many bytes.
func (x *exchange) fitsInline(p discord.Payload) bool {
	if len(p.Files) == 0 {
		return true
	}
	if x.noFiles {
		return false
	}
	size, known := p.Size()
	return known && size <= largestInline
}
