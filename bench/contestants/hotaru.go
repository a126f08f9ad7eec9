package contestants

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"net/http"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

func hotaru(key ed25519.PublicKey, verifier core.Verifier) http.Handler {
	server, err := core.NewServer(core.Options{PublicKey: hex.EncodeToString(key), Verifier: verifier})
	if err != nil {
		panic(err)
	}
	err = server.Handle(
		core.Command(command, "Searches", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			value, _ := i.Data.String(card)
			return discord.Message{Content: value}, nil
		}).Options(discord.CommandOption{Type: discord.OptionString, Name: card, Description: "A card"}),
		core.Component("vote:{poll}:{choice}", func(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
			return discord.Message{Content: i.Data.CustomID}, nil
		}),
	)
	if err != nil {
		panic(err)
	}
	return adapters.Handler(server)
}
