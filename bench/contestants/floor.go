package contestants

import (
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"
)

// floor returns a handler that reads and verifies a request and answers a constant. That is the
// least that any library must do.
func floor(verify func(message, signature []byte) bool) http.Handler {
	constant := []byte(`{"type":4,"data":{"content":"constant"}}`)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		signature, err := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		timestamp := r.Header.Get("X-Signature-Timestamp")
		message := make([]byte, len(timestamp)+int(r.ContentLength))
		copy(message, timestamp)
		if _, readErr := io.ReadFull(r.Body, message[len(timestamp):]); readErr != nil || err != nil || !verify(message, signature) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(constant)
	})
}

func standard(key ed25519.PublicKey) func(message, signature []byte) bool {
	return func(message, signature []byte) bool { return ed25519.Verify(key, message, signature) }
}
