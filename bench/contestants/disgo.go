package contestants

import (
	"crypto/ed25519"
	stdjson "encoding/json"
	"log/slog"
	"net/http"

	disgo "github.com/disgoorg/disgo/discord"
	"github.com/disgoorg/disgo/httpserver"
	"github.com/disgoorg/json/v2"
	goccy "github.com/goccy/go-json"
)

func disgoHandler(key ed25519.PublicKey, verify disgoVerifier) http.Handler {
	commands := map[string]func(disgo.ApplicationCommandInteraction) string{command: func(i disgo.ApplicationCommandInteraction) string {
		return i.SlashCommandInteractionData().String(card)
	}}
	handle := func(respond httpserver.RespondFunc, e httpserver.EventInteractionCreate) {
		content := ""
		switch i := e.Interaction.(type) {
		case disgo.ApplicationCommandInteraction:
			content = commands[i.Data.CommandName()](i)
		case disgo.ComponentInteraction:
			content = i.Data.CustomID()
		}
		respond(disgo.InteractionResponse{Type: disgo.InteractionResponseTypeCreateMessage, Data: disgo.MessageCreate{Content: content}})
	}
	return httpserver.HandleInteraction(verify, key, slog.New(slog.DiscardHandler), handle)
}

// disgoVerifier is a disgo Verifier that already has its key.
type disgoVerifier func(message, signature []byte) bool

func (v disgoVerifier) Verify(_ httpserver.PublicKey, message, signature []byte) bool {
	return v(message, signature)
}
func (v disgoVerifier) SignatureSize() int { return ed25519.SignatureSize }

func disgoDefaults() { json.Marshal, json.Unmarshal = stdjson.Marshal, stdjson.Unmarshal }

// disgoHooks sets the hooks of disgo's JSON package. It cannot set the hooks for streams, because
// they return types of encoding/json.
//
// See https://pkg.go.dev/github.com/disgoorg/json/v2.
func disgoHooks() { json.Marshal, json.Unmarshal = goccy.Marshal, goccyUnmarshal }
