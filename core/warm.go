package core

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hotaru-go/hotaru/rest"
	"golang.org/x/crypto/ed25519"
)

// ErrCredentials means that Discord refuses the credentials for fetching the public key: the token,
// or the client's ID and secret. Trying again does not help.
var ErrCredentials = errors.New("core: Discord refuses the credentials: compare them with the Developer Portal, or set DISCORD_PUBLIC_KEY")

// Warm does the work that the first request would wait for. It fetches the public key if the server
// has none. It verifies one signature, because Go builds tables at the first verification. Call
// Warm if there is time before the first request, but not on the goroutine that waits for that
// request.
//
// Warm returns Check's error, [ErrCredentials], or an error that says why there is no key now. A
// later request tries again.
func (s *Server) Warm(ctx context.Context) error {
	if err := s.Check(); err != nil {
		return err
	}
	check, err := s.keys.get(ctx)
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

// rehearsed is the message that Warm verifies. Its signature is not valid.
const rehearsed = "1764000000{}"
