package core

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Options configure a Server. The zero value reads the key from the environment.
type Options struct {
	// PublicKey is the application's public key: 64 hex digits. It is checked by NewServer.
	PublicKey string
	// BotToken, BearerToken, or ClientID and ClientSecret: with one of them and no PublicKey, the key is fetched at the
	// first well-formed request. Where none of the five is set, the environment's DISCORD_PUBLIC_KEY, DISCORD_BOT_TOKEN,
	// DISCORD_BEARER_TOKEN, DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET are read.
	BotToken     string
	BearerToken  string
	ClientID     string
	ClientSecret string
	// APIURL is Discord's API unless set, here or by DISCORD_API_URL.
	APIURL string
	// HTTPClient makes the calls to Discord; unless set, package rest's own does.
	HTTPClient *http.Client
	// Logger is slog.Default() unless set: whatever the default is when a line is logged, so that a platform's start can
	// still set it.
	Logger *slog.Logger
	// BodyLimit is the largest body accepted, in bytes: 1 MiB unless set, and 1 GiB at most.
	BodyLimit int
	// Deadline is how long a listener has, from the request's arrival: 2.5 seconds unless set. Discord waits 3 seconds.
	Deadline time.Duration
	// Callback says how answers go out: inline where it can be, unless set. Where a transport asks for more than that, as
	// Cloud Functions do, the stronger of the two holds.
	Callback CallbackMode
	// OnError turns a listener's failure, a panic's [PanicError] too, into an answer for the person. Where it is not set,
	// or returns nil or panics, the answer is status 500, and after a deferral a short apology that only the person sees.
	// It is not asked where there is no listener.
	OnError func(ctx context.Context, i discord.Interaction, err error) discord.Answer
	// EventsPath is how the path ends at which webhook events arrive: "/events" unless set. All else is interactions. A
	// slash before it, or after it, makes no difference, nor does one after the path of a request.
	EventsPath string
	// Verifier is golang.org/x/crypto/ed25519 unless set.
	Verifier Verifier
}

const (
	defaultBodyLimit = 1 << 20
	largestBodyLimit = 1 << 30
	defaultDeadline  = 2500 * time.Millisecond
)

func (o *Options) canFetchKey() bool {
	return o.BotToken != "" || o.BearerToken != "" || o.ClientID != "" && o.ClientSecret != ""
}

func (o *Options) fromEnvironment() {
	if o.APIURL == "" {
		o.APIURL = os.Getenv("DISCORD_API_URL")
	}
	if o.PublicKey != "" || o.BotToken != "" || o.BearerToken != "" || o.ClientID != "" || o.ClientSecret != "" {
		return
	}
	o.PublicKey = os.Getenv("DISCORD_PUBLIC_KEY")
	o.BotToken = os.Getenv("DISCORD_BOT_TOKEN")
	o.BearerToken = os.Getenv("DISCORD_BEARER_TOKEN")
	o.ClientID = os.Getenv("DISCORD_CLIENT_ID")
	o.ClientSecret = os.Getenv("DISCORD_CLIENT_SECRET")
}
