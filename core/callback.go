package core

import (
	"context"

	"github.com/hotaru-go/hotaru/discord"
)

// CallbackMode says when an answer goes out through Discord's callback endpoint, with the request answered 202 and no
// body, instead of inline in the answer to the request.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback.
type CallbackMode int

const (
	// CallbackAuto is inline, but for files of more than 100 KiB, which Discord fails inline.
	CallbackAuto CallbackMode = iota
	// CallbackWithWork also takes the callback where there is work after the answer, for platforms that stop the
	// processor when the request ends.
	CallbackWithWork
	// CallbackAlways never answers inline.
	CallbackAlways
)

// send takes the answer out through the callback endpoint, or leaves it to the transport.
func (s *Server) send(x *exchange, p discord.Payload, mode CallbackMode) Response {
	list := x.close()
	response := answered(p)
	if s.byCallback(p, list, mode) {
		if err := x.followUp().Answer(context.WithoutCancel(x), p); err != nil {
			s.log(x, levelError, "callback failed", x.interaction, errorAttr(err))
		} else {
			response = accepted
		}
	}
	if len(list) > 0 {
		response.work = &work{x, list}
	}
	return response
}

func (s *Server) byCallback(p discord.Payload, list []Work, mode CallbackMode) bool {
	if mode == CallbackAuto {
		mode = s.options.Callback
	}
	switch mode {
	case CallbackAlways:
		return true
	case CallbackWithWork:
		return len(list) > 0
	}
	return false
}
