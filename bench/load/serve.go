package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"golang.org/x/crypto/ed25519"
)

// serve runs in the process that the driver starts. It prints its address and serves until it is
// ended.
func serve(what string, publicKey ed25519.PublicKey) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stdout, listener.Addr())
	handler := http.Handler(floor(publicKey))
	if what == "hotaru" {
		server, err := core.NewServer(core.Options{PublicKey: hex.EncodeToString(publicKey)})
		if err != nil {
			return err
		}
		err = server.Handle(core.Command("search", "Searches", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			card, _ := i.Data.String("card")
			return discord.Message{Content: card}, nil
		}).Options(discord.CommandOption{Type: discord.OptionString, Name: "card", Description: "A card"}))
		if err != nil {
			return err
		}
		handler = adapters.Handler(server)
	}
	return http.Serve(listener, handler)
}

// floor is the least that any library must do: it reads, verifies and answers, without decoding.
func floor(key ed25519.PublicKey) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		signature, err := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		message, readErr := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		message = append([]byte(r.Header.Get("X-Signature-Timestamp")), message...)
		if err != nil || readErr != nil || !ed25519.Verify(key, message, signature) {
			http.Error(w, "Invalid request signature", http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"type":4,"data":{"content":"lantern"}}`)
	}
}
