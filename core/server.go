package core

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
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

// ErrNoKey says that neither the options nor the environment give a key or a way to fetch it.
var ErrNoKey = errors.New("core: no public key: set DISCORD_PUBLIC_KEY, or DISCORD_BOT_TOKEN, or DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET")

// Server answers requests from Discord. Make one with NewServer, or use Default. The zero value is one with the zero
// Options. It is safe for concurrent use and must not be copied.
type Server struct {
	// One listener per kind of interaction. Handle sets all four to a Router.
	Commands      Slot[CommandListener]
	Autocompletes Slot[AutocompleteListener]
	Components    Slot[ComponentListener]
	Modals        Slot[ModalListener]
	// Events hears of webhook events, which arrive at Options.EventsPath.
	Events Slot[EventListener]
	// routing guards the router, to which Handle adds routes.
	routing sync.RWMutex
	router  *Router

	setup   sync.Once
	err     error
	options Options
	keys    keyring
	trust   trust
	rest    *rest.Client
	// toldMisconfigured is when the log last told that the server can answer nothing.
	toldMisconfigured atomic.Pointer[time.Time]
}

// Default is the server of the package-level functions, as http.DefaultServeMux is of http.HandleFunc.
// It reads its key from the environment when it is first used.
var Default = &Server{}

// OnInteraction answers one request on the Default server.
func OnInteraction(body []byte, signature, timestamp string) Response {
	return Default.OnInteraction(context.Background(), body, signature, timestamp)
}

// NewServer makes a server. Whatever is wrong with the options is an error here, not at the first request.
func NewServer(o Options) (*Server, error) {
	s := &Server{options: o}
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s, nil
}

// Check reports what is wrong with the server's configuration: [ErrNoKey], [ErrPublicKey], or a verifier that does not
// verify. Adapters call it at start, so that a server that could never answer does not start.
func (s *Server) Check() error {
	s.setup.Do(func() { s.err = s.configure() })
	return s.err
}

func (s *Server) configure() error {
	o := &s.options
	o.fromEnvironment()
	if o.BodyLimit <= 0 {
		o.BodyLimit = defaultBodyLimit
	}
	o.BodyLimit = min(o.BodyLimit, largestBodyLimit)
	if o.Deadline <= 0 {
		o.Deadline = defaultDeadline
	}
	if o.EventsPath = "/" + strings.Trim(o.EventsPath, "/"); o.EventsPath == "/" {
		o.EventsPath = defaultEventsPath
	}
	if o.Verifier == nil {
		o.Verifier = standardVerifier
	} else if err := tryVerifier(o.Verifier); err != nil {
		return err
	}
	s.rest = rest.New(rest.Options{
		BotToken: o.BotToken, BearerToken: o.BearerToken, ClientID: o.ClientID, ClientSecret: o.ClientSecret,
		BaseURL: o.APIURL, HTTP: o.HTTPClient,
	})
	s.keys.verifier, s.keys.fetch = o.Verifier, s.rest.PublicKey
	s.keys.log = s.log
	if o.PublicKey != "" {
		return s.keys.set(o.PublicKey)
	}
	if !o.canFetchKey() {
		return ErrNoKey
	}
	return nil
}

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

// BodyLimit returns the largest body that the server accepts, in bytes; see [Options.BodyLimit].
func (s *Server) BodyLimit() int {
	if s.Check() != nil {
		return defaultBodyLimit
	}
	return s.options.BodyLimit
}

// REST returns the client that the server calls Discord with.
func (s *Server) REST() (*rest.Client, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s.rest, nil
}
