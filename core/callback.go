package core

import (
	"context"
	"errors"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// CallbackMode selects how answers are sent: inline, in the response to the request, or through
// Discord's callback endpoint. With the callback, the request is answered with status 202 and no
// body. The zero value is CallbackAuto.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback.
type CallbackMode int

const (
	// CallbackAuto answers inline, except if the answer's files have more than 100 KiB together or
	// an unknown size: inline answers with files of about 150 KB have been seen to fail. It also
	// uses the callback if the carrier cannot send files, such as an API Gateway REST API.
	//
	// See https://github.com/discord/discord-api-docs/issues/5250.
	CallbackAuto CallbackMode = iota
	// CallbackWithWork also uses the callback if there is work after the answer. It is for
	// platforms that stop the process when the request ends.
	CallbackWithWork
	// CallbackAlways never answers inline.
	CallbackAlways
)

// largestInline is the size in bytes up to which an answer with files is sent inline.
const largestInline = 100 << 10

// answerWindow is how long Discord waits for an answer.
const answerWindow = 3 * time.Second

// send sends the answer through the callback endpoint, or leaves it to the transport. If neither is
// possible, the error is a [lostError].
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
		response.work = &pendingWork{x, tasks}
	}
	return response, nil
}

// lostError means that an answer can be sent neither by callback nor inline. It holds the log line.
type lostError struct {
	line line
	error
}

func (e *lostError) Unwrap() error { return e.error }

// callBack sends the answer to the callback endpoint. Its deadline is the end of Discord's 3
// seconds, not the listener's deadline. Code 40060 is an error here. After a try whose outcome is
// unknown, rest has already treated it as success. Otherwise it means that something else has
// answered.
func (s *Server) callBack(x *exchange, p discord.Payload) error {
	ctx, cancel := context.WithDeadline(context.WithoutCancel(x.request), x.arrived.Add(answerWindow))
	defer cancel()
	return x.followUp().Answer(ctx, p)
}

// callbackFor reports whether the answer is sent through the callback endpoint.
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

// fitsInline reports whether the answer can be sent inline: the carrier can send files, and Discord
// accepts an answer of that size.
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
