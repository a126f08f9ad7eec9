package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"

	"github.com/bwmarrin/discordgo"
	"github.com/diamondburned/arikawa/v3/api"
	"github.com/diamondburned/arikawa/v3/api/webhook"
	arikawa "github.com/diamondburned/arikawa/v3/discord"
	"github.com/diamondburned/arikawa/v3/utils/json/option"
	disgo "github.com/disgoorg/disgo/discord"
	"github.com/disgoorg/disgo/httpserver"
	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

// contestant is a net/http handler that verifies a request, decodes it to typed values, finds the
// listener by the command's name or the component's custom ID, and answers
// {"type":4,"data":{"content":…}}.
type contestant struct {
	name    string
	handler http.Handler
}

// The answers show that the right values arrived: the command's option, the component's custom ID.
const (
	command  = "search"
	option_  = "card"
	customID = "vote:77:23"
)

func contestants(key ed25519.PublicKey) []contestant {
	return []contestant{
		{"floor: a handler without a socket, verification, a constant answer", floor(key)},
		{"hotaru", hotaru(core.Options{PublicKey: hex.EncodeToString(key)})},
		{"hotaru, its Verifier curve25519-voi", hotaru(core.Options{PublicKey: hex.EncodeToString(key), Verifier: voiVerifier})},
		{"discordgo", discordGo(key)},
		{"disgo", disgoServer(key)},
		{"arikawa", arikawaServer(key)},
	}
}

// floor reads, verifies and answers a constant. Like all contestants here it is a handler without a
// socket. The cost of connections is the same for all and is not measured.
func floor(key ed25519.PublicKey) http.Handler {
	answer := []byte(`{"type":4,"data":{"content":"constant"}}`)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		signature, err := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		timestamp := r.Header.Get("X-Signature-Timestamp")
		message := make([]byte, len(timestamp)+int(r.ContentLength))
		copy(message, timestamp)
		if _, readErr := io.ReadFull(r.Body, message[len(timestamp):]); readErr != nil || err != nil || !ed25519.Verify(key, message, signature) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(answer)
	})
}

func hotaru(options core.Options) http.Handler {
	server, err := core.NewServer(options)
	if err != nil {
		panic(err)
	}
	err = server.Handle(
		core.Command(command, "Searches", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			card, _ := i.Data.String(option_)
			return discord.Message{Content: card}, nil
		}).Options(discord.CommandOption{Type: discord.OptionString, Name: option_, Description: "A card"}),
		core.Component("vote:{poll}:{choice}", func(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
			return discord.Message{Content: i.Data.CustomID}, nil
		}),
	)
	if err != nil {
		panic(err)
	}
	return adapters.Handler(server)
}

// discordGo has verification and types but no handler. This is the handler of its examples.
func discordGo(key ed25519.PublicKey) http.Handler {
	commands := map[string]func(*discordgo.Interaction) string{command: func(i *discordgo.Interaction) string {
		for _, o := range i.ApplicationCommandData().Options {
			if o.Name == option_ {
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
		var i discordgo.Interaction
		if err := json.NewDecoder(r.Body).Decode(&i); err != nil {
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
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: content},
		})
	})
}

func disgoServer(key ed25519.PublicKey) http.Handler {
	commands := map[string]func(disgo.ApplicationCommandInteraction) string{command: func(i disgo.ApplicationCommandInteraction) string {
		return i.SlashCommandInteractionData().String(option_)
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
	return httpserver.HandleInteraction(httpserver.DefaultVerifier{}, key, slog.New(slog.DiscardHandler), handle)
}

func arikawaServer(key ed25519.PublicKey) http.Handler {
	commands := map[string]func(*arikawa.CommandInteraction) string{command: func(i *arikawa.CommandInteraction) string {
		return i.Options.Find(option_).String()
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

// work is a signed request that can be sent again and again.
type work struct {
	name    string
	body    []byte
	headers http.Header
	// want is what the answer must say.
	want string
}

func newWork(name string, body []byte, want string, private ed25519.PrivateKey) work {
	const timestamp = "1764000000"
	signature := ed25519.Sign(private, append([]byte(timestamp), body...))
	return work{name, body, http.Header{
		"Content-Type":          {"application/json"},
		"X-Signature-Ed25519":   {hex.EncodeToString(signature)},
		"X-Signature-Timestamp": {timestamp},
		"User-Agent":            {"Discord-Interactions/1.0 (+https://discord.com)"},
	}, want}
}

// send sends one request and keeps the answer. It reuses everything that is not part of the
// contestants' work.
func (w *work) send(h http.Handler, r *http.Request, body *bytes.Reader, into *answer) {
	body.Reset(w.body)
	r.Body = io.NopCloser(body)
	into.reset()
	h.ServeHTTP(into, r)
}

func (w *work) request() *http.Request {
	r, err := http.NewRequest(http.MethodPost, "http://127.0.0.1/interactions", nil)
	if err != nil {
		panic(err)
	}
	r.Header, r.ContentLength = w.headers, int64(len(w.body))
	return r
}

// answer is a ResponseWriter that keeps the response and allocates nothing after its first use.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) reset() {
	clear(a.header)
	a.status = http.StatusOK
	a.body.Reset()
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }
func (a *answer) Flush()                      {}
