package contestants

import (
	"crypto/ed25519"
	"encoding/json"
	"io"
	"net/http"

	"github.com/bwmarrin/discordgo"
	goccy "github.com/goccy/go-json"
)

// discordgoHandler returns the handler of discordgo's examples, because the library has
// verification and types, but no handler. It reads and writes JSON with discordgo's own hooks.
func discordgoHandler(key ed25519.PublicKey) http.Handler {
	commands := map[string]func(*discordgo.Interaction) string{command: func(i *discordgo.Interaction) string {
		for _, o := range i.ApplicationCommandData().Options {
			if o.Name == card {
				return o.StringValue()
			}
		}
		return ""
	}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !discordgo.VerifyInteraction(r, key) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		body, err := io.ReadAll(r.Body)
		var i discordgo.Interaction
		if err == nil {
			err = discordgo.Unmarshal(body, &i)
		}
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		content := ""
		switch i.Type {
		case discordgo.InteractionApplicationCommand:
			content = commands[i.ApplicationCommandData().Name](&i)
		case discordgo.InteractionMessageComponent:
			content = i.MessageComponentData().CustomID
		}
		encoded, err := discordgo.Marshal(discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: content},
		})
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(encoded)
	})
}

func discordgoDefaults() { discordgo.Marshal, discordgo.Unmarshal = json.Marshal, json.Unmarshal }

// discordgoHooks sets the hooks. discordgo still decodes an interaction's parts with encoding/json.
//
// See https://pkg.go.dev/github.com/bwmarrin/discordgo#pkg-variables.
func discordgoHooks() { discordgo.Marshal, discordgo.Unmarshal = goccy.Marshal, goccyUnmarshal }

func goccyUnmarshal(data []byte, into any) error { return goccy.Unmarshal(data, into) }
