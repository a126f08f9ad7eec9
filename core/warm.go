package core

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hotaru-go/hotaru/rest"
	"golang.org/x/crypto/ed25519"
)

// ErrCredentials says that Discord refuses the token, or the client's ID and secret, that the public key is to be
// fetched with. Trying again does not mend it.
var ErrCredentials = errors.New("core: Discord refuses the credentials: compare them with the Developer Portal, or set DISCORD_PUBLIC_KEY")

// Warm gets ready what the first request would wait for: it fetches the public key where that is still to be done, and
// verifies something, for which Go builds tables at the first use. Call it where there is time before the first request,
// on another goroutine than the one that waits for that request.
//
// It returns what Check returns, [ErrCredentials], or why the key cannot be had now: a later request tries again.
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

// rehearsed is for the verifier, which will not find it signed.
const rehearsed = "1764000000{}"
