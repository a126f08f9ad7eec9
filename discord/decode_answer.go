package discord

import (
	"fmt"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// DecodeMessage decodes a message that Discord's API returned. Invalid UTF-8 becomes U+FFFD. The
// error names the value that does not fit, and does not contain text of the body.
func DecodeMessage(body []byte) (*ReceivedMessage, error) {
	return decodeAnswer(body, "a message", readReceivedMessage)
}

// DecodeApplication decodes an application that Discord's API returned, as [DecodeMessage] does a
// message.
func DecodeApplication(body []byte) (*Application, error) {
	return decodeAnswer(body, "an application", readApplication)
}

// DecodeCommands decodes the commands that Discord's API returned, as [DecodeMessage] does a
// message.
func DecodeCommands(body []byte) ([]Command, error) {
	list, err := decodeAnswer(body, "commands", readCommandList)
	if err != nil {
		return nil, err
	}
	return *list, nil
}

// decodeAnswer decodes an answer of the API. It repairs invalid text. A signed request never has
// invalid text.
func decodeAnswer[T any](body []byte, what string, read func(*reader, *T)) (*T, error) {
	var r reader
	r.Reset(body, wire.Share|wire.Repair)
	v := new(T)
	read(&r, v)
	if err := r.Finish(); err != nil {
		return nil, fmt.Errorf("discord: decoding %s: %w", what, err)
	}
	return v, nil
}
