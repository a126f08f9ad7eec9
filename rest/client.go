package rest

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// DefaultBaseURL is the URL of Discord's API, in the version that this package uses.
//
// See https://docs.discord.com/developers/reference#api-versioning.
const DefaultBaseURL = "https://discord.com/api/v10"

// Options configures a Client. With the zero value, the client calls Discord without a credential.
// That is enough for the calls of an [Interaction] and of webhooks. Formatting or logging Options
// never shows a secret.
//
// White space and one pair of quotes around a credential or the BaseURL, which pasting often adds,
// are removed.
type Options struct {
	// BotToken, BearerToken, or ClientID and ClientSecret authorise the calls that need more than a
	// token in the path. If several are set, the first in this order is used. Client credentials
	// can register commands and read the app's record; most calls of [API] need a bot token.
	//
	// See https://docs.discord.com/developers/reference#authentication and, for ID and secret,
	// https://docs.discord.com/developers/topics/oauth2#client-credentials-grant.
	BotToken     string `json:"-"`
	BearerToken  string `json:"-"`
	ClientID     string
	ClientSecret string `json:"-"`
	// BaseURL is [DefaultBaseURL] unless set. It is an absolute http or https URL.
	BaseURL string
	// HTTP makes the calls. If it is nil, the package uses its own client, which uses the proxy
	// from the environment and keeps connections for the next invocation. Redirects are not
	// followed in either case.
	HTTP *http.Client `json:"-"`
	// MaxTries is the largest number of tries of a call: 5 if it is zero. With 1, no call is
	// retried.
	MaxTries int
	// MaxWait is the longest time that a call waits for a rate limit, or because Discord asks for
	// it: 1 minute if it is zero. A call that would have to wait longer, or past its context's
	// deadline, fails at once; for a rate limit the error is [ErrRateLimited]. With a negative
	// MaxWait, no call waits in this way. MaxWait does not bound the pauses that the client chooses
	// after a failure.
	MaxWait time.Duration
}

// Client calls Discord's API. It is safe for concurrent use. Make one client and reuse it, because
// it keeps connections and its knowledge of rate limits.
type Client struct {
	base    *url.URL
	baseErr error
	http    http.Client
	// transport is the package's own transport. It is nil if Options.HTTP is set.
	transport *http.Transport
	// heard is the time of Discord's last answer, in seconds of the wall clock. A monotonic clock
	// may stand still while a function is frozen.
	heard  atomic.Int64
	limits limits

	maxTries int
	maxWait  time.Duration

	bot, bearer, clientSecret secret
	clientID                  string

	mu     sync.Mutex
	grants map[string]grant
}

// New makes a client. It does no I/O. The first call reports the error of [Options.Check].
func New(o Options) *Client {
	o = o.pasted()
	c := &Client{
		bot:          hide(o.BotToken),
		bearer:       hide(o.BearerToken),
		clientID:     o.ClientID,
		clientSecret: hide(o.ClientSecret),
		maxTries:     o.MaxTries,
		maxWait:      o.MaxWait,
	}
	if c.maxTries <= 0 {
		c.maxTries = defaultTries
	}
	if c.maxWait == 0 {
		c.maxWait = defaultWait
	}
	c.base, _ = parseBase(o.BaseURL)
	c.baseErr = o.Check()
	if o.HTTP != nil {
		c.http = *o.HTTP
	} else {
		c.transport = newTransport()
		c.http.Transport = c.transport
	}
	// A redirect could carry a token to another host.
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return c
}

func parseBase(text string) (*url.URL, error) {
	if text == "" {
		text = DefaultBaseURL
	}
	base, err := url.Parse(strings.TrimRight(text, "/"))
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return nil, fmt.Errorf("%w: BaseURL is not an absolute http or https URL, such as %s", ErrOptions, DefaultBaseURL)
	}
	return base, nil
}

// CloseIdleConnections closes the connections that are kept for later calls, for example at the end
// of a test. The client stays usable.
func (c *Client) CloseIdleConnections() { c.http.CloseIdleConnections() }

// Interaction returns a handle on one interaction's answer and follow-ups. It does no I/O. These
// calls are authorised only by the token, which is the interaction's.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages.
func (c *Client) Interaction(applicationID, id discord.Snowflake, token string) *Interaction {
	return &Interaction{client: c, applicationID: applicationID, id: id, token: hide(token), answer: new(answerState)}
}

// secret holds a token. Formatting it by reflection shows only the address of a function.
type secret func() string

func hide(text string) secret { return func() string { return text } }

// String returns the URL of the API and the kind of credential, without the credential.
func (c *Client) String() string {
	base := "an invalid BaseURL"
	if c.base != nil {
		base = c.base.Redacted()
	}
	return fmt.Sprintf("rest.Client(%s, %s)", base, c.credential())
}

// GoString returns String.
func (c *Client) GoString() string { return c.String() }

// LogValue returns String.
func (c *Client) LogValue() slog.Value { return slog.StringValue(c.String()) }

const noCredentials = "no credentials"

func (c *Client) credential() string {
	switch {
	case c.bot() != "":
		return "bot token"
	case c.bearer() != "":
		return "bearer token"
	case c.clientID != "" && c.clientSecret() != "":
		return "client credentials"
	}
	return noCredentials
}

// String returns the options without their secrets.
func (o Options) String() string { return "rest.Options for " + New(o).String() }

// Format prints String, whatever the verb.
func (o Options) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(o.String())) }

// LogValue returns String.
func (o Options) LogValue() slog.Value { return slog.StringValue(o.String()) }
