package discordtest

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// APIOptions say which application the API is for. The zero value is one with a new key and made-up secrets.
type APIOptions struct {
	// Key is the application's; a new one where it is zero.
	Key Key
	// ApplicationID and Name are the application's.
	ApplicationID discord.Snowflake
	Name          string
	// BotToken, BearerToken, and ClientSecret with the ApplicationID as client ID, are what the API accepts.
	BotToken     string
	BearerToken  string
	ClientSecret string
	// Guilds are the IDs of the guilds that the application is in; nil is any.
	Guilds []discord.Snowflake
	// Address is where [API.Start] serves, host and port: a free port of this machine where it is empty. An app that runs
	// before its test does has to know it.
	Address string
	// AnswerTime is how long an app has to answer: [AnswerTime] unless set. More than Discord's 3 seconds is for slow
	// machines, where a test's subject is something else.
	AnswerTime time.Duration
	// Now is the clock by which interactions are answered in time and tokens end: time.Now unless set.
	Now func() time.Time
}

// API is Discord's API, as far as an interactions app calls it: the application's record, OAuth2, the answer to an
// interaction, its original and follow-ups, and the registration of commands. It is an [http.Handler] for the paths
// under /api, and safe for concurrent use.
//
// It keeps Discord's rules. An interaction is known from [API.Begin] on. It is answered once, within 3 seconds, inline
// ([API.Answered]) or by a call to the callback endpoint. Follow-ups and edits before that get code 10015, also while an
// inline answer is being processed ([API.Lag]); a second answer gets 40060, one that is late 10062, and all of them 50027
// when the 15 minutes are over. A body that breaks a limit
// gets 50035 with the tree of errors.
//
// What it does not have: Discord's rate limits, unless [API.Limit] sets some, and messages that no interaction made.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding.
type API struct {
	options      APIOptions
	mu           sync.Mutex
	routes       []route
	base         string
	last         discord.Snowflake
	interactions map[discord.Snowflake]*interaction
	byToken      map[string]*interaction
	messages     map[discord.Snowflake]*message
	// timelines are the messages of each channel, the oldest first.
	timelines map[discord.Snowflake][]*message
	files     map[discord.Snowflake]*attachment
	world     *World
	webhooks  map[discord.Snowflake]*webhook
	commands  commandStore
	// permissions are what a guild's administrators set for commands, by the command's ID.
	permissions map[discord.Snowflake][]object
	// entitlements and emojis are the application's.
	entitlements []object
	emojis       []object
	// ownRecord is what the application changed in its own record.
	ownRecord object
	// taken are the routes that [API.Handle] took over.
	taken map[string]http.Handler
	// unknown is told of a call that no route answers.
	unknown func(error)
	// modals tells which interaction opened a modal, by who and by its custom ID.
	modals map[string]discord.Snowflake
	grants map[string]grant
	calls  []*Call
	faults []*fault
	limits []*limit
	// lag draws the lag of an interaction.
	lag    func() time.Duration
	events eventLog

	server *httptest.Server
}

// defaultApplicationID is the application's ID unless the options give another.
const defaultApplicationID discord.Snowflake = 1306194278551453727

// NewAPI makes an API. Serve it as a handler, or [API.Start] it.
func NewAPI(o APIOptions) *API {
	if o.Key.private == nil {
		o.Key = NewKey()
	}
	if o.ApplicationID == 0 {
		o.ApplicationID = defaultApplicationID
	}
	if o.Name == "" {
		o.Name = "firefly"
	}
	if o.AnswerTime == 0 {
		o.AnswerTime = AnswerTime
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	for _, secret := range []*string{&o.BotToken, &o.BearerToken, &o.ClientSecret} {
		if *secret == "" {
			*secret = randomText(30)
		}
	}
	a := &API{
		options: o, base: "http://discord.test",
		interactions: map[discord.Snowflake]*interaction{}, byToken: map[string]*interaction{},
		messages: map[discord.Snowflake]*message{}, files: map[discord.Snowflake]*attachment{},
		timelines: map[discord.Snowflake][]*message{}, webhooks: map[discord.Snowflake]*webhook{},
		permissions: map[discord.Snowflake][]object{}, ownRecord: object{}, taken: map[string]http.Handler{},
		grants: map[string]grant{}, modals: map[string]discord.Snowflake{}, unknown: func(error) {},
	}
	a.Lag(0, 0)
	world := NewWorld()
	a.inhabit(&world)
	a.commands.init()
	a.events.init()
	a.routes = a.newRoutes()
	return a
}

// inhabit makes a world the API's, with the application's bot in it.
func (a *API) inhabit(w *World) {
	w.Bot.User.ID, w.Bot.User.Username = a.options.ApplicationID, a.options.Name
	if role := w.BotRole(); role != nil {
		role.Name, role.Tags = a.options.Name, &discord.RoleTags{BotID: a.options.ApplicationID}
	}
	a.world = w
}

// Start serves the API at its address, until Close. It panics where the address cannot be listened on.
func (a *API) Start() {
	server := httptest.NewUnstartedServer(a)
	if a.options.Address != "" {
		listener, err := net.Listen("tcp", a.options.Address)
		if err != nil {
			panic("discordtest: serving the API: " + err.Error())
		}
		_ = server.Listener.Close()
		server.Listener = listener
	}
	server.Start()
	a.mu.Lock()
	a.server, a.base = server, server.URL
	a.mu.Unlock()
}

// Close stops serving, and ends every [API.Events]. An API that was never started needs no Close.
func (a *API) Close() {
	a.events.close()
	if a.server != nil {
		a.server.CloseClientConnections()
		a.server.Close()
	}
}

// URL is the base URL for a client: rest.Options.BaseURL, core.Options.APIURL, DISCORD_API_URL.
func (a *API) URL() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.base + "/api/v10"
}

// SetURL says where the API is reachable when something else than [API.Start] serves it: the scheme and the host. The
// addresses of attachments begin with it.
func (a *API) SetURL(base string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.base = base
}

// Options returns the API's options with everything filled in.
func (a *API) Options() APIOptions { return a.options }

// CoreOptions configure a [core.Server] of the application: with its public key, its bot token and this API.
func (a *API) CoreOptions() core.Options {
	return core.Options{
		PublicKey: a.options.Key.PublicKey(), BotToken: a.options.BotToken, APIURL: a.URL(),
	}
}

// RESTOptions configure a [rest.Client] of the application's bot.
func (a *API) RESTOptions() rest.Options {
	return rest.Options{BotToken: a.options.BotToken, BaseURL: a.URL()}
}

func (a *API) now() time.Time { return a.options.Now() }

// newID makes an ID of the present time, greater than every one before it. The lock is held.
func (a *API) newID() discord.Snowflake {
	a.last = max(a.last+1, discord.SnowflakeAt(a.now()))
	return a.last
}

// NewID makes an ID as Discord would make one now.
func (a *API) NewID() discord.Snowflake {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.newID()
}
