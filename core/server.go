package core

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

// ErrNoKey means that neither the options nor the environment have a key or credentials to fetch
// it.
var ErrNoKey = errors.New("core: no public key: set DISCORD_PUBLIC_KEY, or DISCORD_BOT_TOKEN, or DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET")

// Server answers requests from Discord. Make one with NewServer, or use Default. The zero value has
// the zero Options. A Server is safe for concurrent use and must not be copied. Formatting or
// logging one shows no secret.
type Server struct {
	// One listener for each kind of interaction. Handle sets these four to a Router.
	Commands      Slot[CommandListener]
	Autocompletes Slot[AutocompleteListener]
	Components    Slot[ComponentListener]
	Modals        Slot[ModalListener]
	// Raw answers interactions of types that package discord does not know. If it is empty, they
	// get status 501.
	Raw Slot[RawListener]
	// Events gets the webhook events, which arrive at Options.EventsPath.
	Events Slot[EventListener]
	// Outside handles events that are not Discord's. Package jobs sets it.
	Outside Slot[Outside]
	// routing guards the router, to which Handle adds routes.
	routing sync.RWMutex
	router  *Router

	setup   sync.Once
	err     error
	options Options
	keys    keyring
	trust   trust
	rest    *rest.Client
	// toldMisconfigured is the time of the last log line that says that the server can answer
	// nothing.
	toldMisconfigured atomic.Pointer[time.Time]
}

// Default is the server that the package-level functions use, as http.DefaultServeMux is for
// http.HandleFunc. It reads its key from the environment when it is first used.
var Default = &Server{}

// OnInteraction answers one request on the Default server.
func OnInteraction(body []byte, signature, timestamp string) Response {
	return Default.OnInteraction(context.Background(), body, signature, timestamp)
}

// NewServer makes a server. It checks the options at once; its errors are those of [Server.Check].
func NewServer(o Options) (*Server, error) {
	s := &Server{options: o}
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s, nil
}

// Check reports what is wrong with the server's configuration: [ErrNoKey], [ErrPublicKey],
// [rest.ErrOptions], or a verifier that does not verify. Adapters call it at start, so a server
// that could never answer does not start.
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
	credentials, canFetch := o.rest(), o.canFetchKey()
	// The client keeps these values, where printing the server cannot show them.
	o.BotToken, o.BearerToken, o.ClientSecret, o.APIURL = "", "", "", ""
	if err := credentials.Check(); err != nil {
		return fmt.Errorf("core: Options, or the environment's DISCORD_ variables: %w", err)
	}
	s.rest = rest.New(credentials)
	s.keys.verifier, s.keys.fetch = o.Verifier, s.rest.PublicKey
	s.keys.log = s.log
	if o.PublicKey != "" {
		return s.keys.set(o.PublicKey)
	}
	if !canFetch {
		return ErrNoKey
	}
	return nil
}

// BodyLimit returns the largest body that the server accepts, in bytes; see [Options.BodyLimit].
func (s *Server) BodyLimit() int {
	if s.Check() != nil {
		return defaultBodyLimit
	}
	return s.options.BodyLimit
}

// REST returns the client that the server uses to call Discord.
func (s *Server) REST() (*rest.Client, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s.rest, nil
}
