package core

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
	"golang.org/x/crypto/ed25519"
)

// ErrCredentials says that Discord refuses the token, or the client's ID and secret, that the public key is to be
// fetched with. Trying again does not mend it.
var ErrCredentials = errors.New("core: Discord refuses the credentials: compare them with the Developer Portal, or set DISCORD_PUBLIC_KEY")

// Warm gets ready what the first request would wait for: it fetches the public key where that is still to be done, and
// takes a slash command of its own making through decoding, encoding and verification, whose tables Go builds at their
// first use. No listener hears of it. Call it where there is time before the first request, on another goroutine than
// the one that waits for that request.
//
// It returns what Check returns, [ErrCredentials], or why the key cannot be had now: a later request tries again.
func (s *Server) Warm(ctx context.Context) error {
	if err := s.Check(); err != nil {
		return err
	}
	fetch, err := s.keys.join(ctx)
	_, _ = rehearse()
	var check verify
	if err == nil {
		check, err = s.keys.wait(ctx, fetch)
	}
	var refused *rest.Error
	switch {
	case err == nil:
		check([]byte(rehearsed), make([]byte, ed25519.SignatureSize))
		return nil
	case errors.As(err, &refused) && refused.Status/100 == 4 && refused.Status != http.StatusTooManyRequests:
		return fmt.Errorf("core: warming up: %w: %w", ErrCredentials, err)
	}
	return fmt.Errorf("core: warming up: %w", err)
}

// rehearsed has what every slash command has.
const rehearsed = `{"type":2,"id":"1","application_id":"1","token":"t","version":1,"channel_id":"1","channel":{"id":"1","type":0},` +
	`"guild_id":"1","guild":{"id":"1"},"member":{"user":{"id":"1","username":"u"},"roles":["1"],"permissions":"0"},"locale":"en-US",` +
	`"app_permissions":"0","authorizing_integration_owners":{"0":"1"},` +
	`"data":{"id":"1","name":"n","type":1,"options":[{"name":"o","type":3,"value":"v"}]}}`

func rehearse() (discord.Payload, error) {
	_, i, err := discord.Decode([]byte(rehearsed))
	if err != nil {
		return discord.Payload{}, err
	}
	return discord.EncodeAnswer(i, discord.Message{Content: "m"})
}
