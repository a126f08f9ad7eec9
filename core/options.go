package core

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Options configures a Server. The zero value reads the key from the environment.
//
// White space, line ends and quotes around a credential, a key or a URL are removed. This holds for
// values from Options and from the environment. NewServer returns an error for a value that cannot
// be right. Formatting or logging Options shows no secret.
type Options struct {
	// PublicKey is the application's public key: 64 hex digits.
	PublicKey string
	// BotToken, BearerToken, or ClientID and ClientSecret are credentials for Discord's API. If one
	// of them is set and PublicKey is not, the server fetches the key at the first well-formed
	// request. If none of the five is set, the server reads DISCORD_PUBLIC_KEY, DISCORD_BOT_TOKEN,
	// DISCORD_BEARER_TOKEN, DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET from the environment.
	BotToken     string
	BearerToken  string
	ClientID     string
	ClientSecret string
	// APIURL is the absolute URL of Discord's API. If it is empty, the server uses DISCORD_API_URL
	// from the environment, or else [rest.DefaultBaseURL].
	APIURL string
	// HTTPClient makes the calls to Discord. If it is nil, package rest's own client does.
	HTTPClient *http.Client
	// Logger writes the server's log. If it is nil, each line goes to what slog.Default() returns
	// at that moment. A platform can therefore set the default after the server was made.
	Logger *slog.Logger
	// BodyLimit is the largest body accepted, in bytes: 1 MiB if it is zero, and 1 GiB at most.
	BodyLimit int
	// Deadline is how long a listener has, counted from the request's arrival: 2.5 seconds if it is
	// zero. Discord waits 3 seconds.
	Deadline time.Duration
	// MaxAge is how far a request's timestamp may be from now, in the past or in the future. Zero
	// means no limit: Discord documents none, and TLS keeps a request from being read and sent
	// again. A request beyond the limit is refused with 401 after its signature was checked, and
	// one WARN line gives the difference. This includes PINGs and webhook events.
	//
	// The limit has a cost: a machine whose clock is wrong by more than MaxAge refuses every
	// request. 15 minutes, the life of an interaction's token, is long enough for most clocks.
	MaxAge time.Duration
	// Callback selects how answers are sent. Zero means inline where possible. If a transport
	// selects a stronger mode, as Cloud Functions do, that mode is used.
	Callback CallbackMode
	// OnError turns a listener's failure, which may be a panic as a [PanicError], into an answer
	// for the user. If it is nil, or returns nil or panics, the answer is status 500, or, after a
	// deferral, a short apology that only the user sees. The server does not call OnError if there
	// is no listener.
	OnError func(ctx context.Context, i discord.Interaction, err error) discord.Answer
	// EventsPath is the end of the path at which webhook events arrive: "/events" if it is empty.
	// Every other path is for interactions. A slash before or after EventsPath, or after a
	// request's path, makes no difference.
	EventsPath string
	// Verifier checks signatures. If it is nil, the server uses golang.org/x/crypto/ed25519. The
	// module github.com/hotaru-go/hotaru/voi has a faster Verifier.
	Verifier Verifier
}

const (
	defaultBodyLimit = 1 << 20
	largestBodyLimit = 1 << 30
	defaultDeadline  = 2500 * time.Millisecond
)
