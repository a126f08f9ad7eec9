package contestants

import (
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"

	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/api/webhook"
	arikawa "github.com/diamondburned/arikawa/v3/discord"
	"github.com/diamondburned/arikawa/v3/utils/json"
	"github.com/diamondburned/arikawa/v3/utils/json/option"
	goccy "github.com/goccy/go-json"
)

func arikawaHandler(key ed25519.PublicKey) http.Handler {
	commands := map[string]func(*arikawa.CommandInteraction) string{command: func(i *arikawa.CommandInteraction) string {
		return i.Options.Find(card).String()
	}}
	server, err := webhook.NewInteractionServer(hex.EncodeToString(key), webhook.InteractionHandlerFunc(func(e *arikawa.InteractionEvent) *api.InteractionResponse {
		content := ""
		switch data := e.Data.(type) {
		case *arikawa.CommandInteraction:
			content = commands[data.Name](data)
		case *arikawa.ButtonInteraction:
			content = string(data.CustomID)
		}
		return &api.InteractionResponse{Type: api.MessageInteractionWithSource, Data: &api.InteractionResponseData{Content: option.NewNullableString(content)}}
	}))
	if err != nil {
		panic(err)
	}
	return server
}

func arikawaDefaults() { json.Default = json.DefaultDriver{} }

// arikawaHooks sets the driver of arikawa's JSON package.
//
// See https://pkg.go.dev/github.com/diamondburned/arikawa/v3/utils/json#Driver.
func arikawaHooks() { json.Default = goccyDriver{} }

type goccyDriver struct{}

func (goccyDriver) Marshal(v any) ([]byte, error)         { return goccy.Marshal(v) }
func (goccyDriver) Unmarshal(data []byte, v any) error    { return goccy.Unmarshal(data, v) }
func (goccyDriver) DecodeStream(r io.Reader, v any) error { return goccy.NewDecoder(r).Decode(v) }
func (goccyDriver) EncodeStream(w io.Writer, v any) error { return goccy.NewEncoder(w).Encode(v) }
