package discordtest

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// APIOptions describe the API's application. The zero value is an application with a new key and
// random secrets.
type APIOptions struct {
	// Key is the application's key. If it is zero, the API makes a new key.
	Key Key
	// ApplicationID and Name are the application's ID and name.
	ApplicationID discord.Snowflake
	Name          string
	// The API accepts BotToken, BearerToken, and ClientSecret with the ApplicationID as client ID.
	// An empty one is replaced by a random one.
	BotToken     string
	BearerToken  string
	ClientSecret string
	// Guilds are the IDs of the application's guilds. Nil means every guild.
	Guilds []discord.Snowflake
	// Address is the host and port at which [API.Start] serves. If it is empty, Start uses a free
	// port of this machine. Set it for an app that starts before its test.
	Address string
	// AnswerTime is how long an app has to answer: [AnswerTime] unless set. Set more than 3 seconds
	// for slow machines, in tests that are not about time.
	AnswerTime time.Duration
	// Now is the API's clock, for answer times and tokens: time.Now unless set.
	Now func() time.Time
}

// API is Discord's API as an interactions app calls it: the application's record, OAuth2, the
// answer to an interaction, its original and follow-ups, the registration of commands, and the
// guild with its channels, messages, members and roles. It is an [http.Handler] for the paths under
// /api, and safe for concurrent use.
//
// It enforces Discord's rules. [API.Begin] starts an interaction. The app answers it once, within 3
// seconds, inline ([API.Answered]) or by a call to the callback endpoint. A follow-up or an edit
// before that, or while an inline answer is being processed ([API.Lag]), gets code 10015. A second
// answer gets 40060 and a late one 10062. After 15 minutes every call gets 50027. A body that
// breaks a limit gets 50035 with the tree of errors.
//
// The only rate limits are those that [API.Limit] sets.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding.
type API struct {
	options      APIOptions
	mu           sync.Mutex
	routes       []apiRoute
	base         string
	last         discord.Snowflake
	interactions map[discord.Snowflake]*interaction
	byToken      map[string]*interaction
	messages     map[discord.Snowflake]*storedMessage
	// timelines are the messages of each channel, oldest first.
	timelines map[discord.Snowflake][]*storedMessage
	files     map[discord.Snowflake]*attachment
	world     *World
	webhooks  map[discord.Snowflake]*webhook
	commands  commandStore
	// permissions are what a guild's administrators set for commands, by the command's ID.
	permissions map[discord.Snowflake][]object
	// entitlements and emojis belong to the application.
	entitlements []object
	emojis       []object
	// subscriptions are in the order of their IDs.
	subscriptions []discord.Subscription
	// guildRecord is what the application has changed in the guild, besides what the world stores.
	guildRecord object
	// ownRecord is what the application has changed in its own record.
	ownRecord object
	// pictures are the data URIs that the app uploaded, by hash.
	pictures map[string]string
	// left is true once the bot has left the guild.
	left bool
	// taken are the routes that [API.Handle] added.
	taken map[string]http.Handler
	// unknown is called for a call without a route.
	unknown func(error)
	// modals maps a person and a custom ID to the interaction that opened the modal.
	modals map[string]discord.Snowflake
	grants map[string]grant
	calls  []*Call
	faults []*fault
	limits []*rateLimit
	// lag returns the lag of the next interaction.
	lag    func() time.Duration
	events eventLog
	// ahead is the time by which Discord.Advance has moved the clock.
	ahead atomic.Int64

	server *httptest.Server
}

// defaultApplicationID is the application's ID unless the options set another.
const defaultApplicationID discord.Snowflake = 1306194278551453727

// NewAPI makes an API. Use it as a handler, or call [API.Start].
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
		messages: map[discord.Snowflake]*storedMessage{}, files: map[discord.Snowflake]*attachment{},
		timelines: map[discord.Snowflake][]*storedMessage{}, webhooks: map[discord.Snowflake]*webhook{},
		permissions: map[discord.Snowflake][]object{}, ownRecord: object{}, guildRecord: object{},
		pictures: map[string]string{}, taken: map[string]http.Handler{},
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

// inhabit sets the API's world and adds the application's bot to it.
func (a *API) inhabit(w *World) {
	w.Bot.User.ID, w.Bot.User.Username = a.options.ApplicationID, a.options.Name
	if role := w.BotRole(); role != nil {
		role.Name, role.Tags = a.options.Name, &discord.RoleTags{BotID: a.options.ApplicationID}
	}
	a.world = w
}

// Start serves the API at its address until Close. It panics if it cannot listen on the address.
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

// Close stops serving and ends every [API.Events]. An API that was never started needs no Close.
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

// SetURL sets the scheme and the host at which the API is reachable, if something other than
// [API.Start] serves it. The addresses of attachments begin with them.
func (a *API) SetURL(base string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.base = base
}

// Options returns the API's options with their defaults filled in.
func (a *API) Options() APIOptions { return a.options }

// CoreOptions returns options for a [core.Server] of the application: its public key, its bot token
// and this API.
func (a *API) CoreOptions() core.Options {
	return core.Options{
		PublicKey: a.options.Key.PublicKey(), BotToken: a.options.BotToken, APIURL: a.URL(),
	}
}

// RESTOptions returns options for a [rest.Client] of the application's bot.
func (a *API) RESTOptions() rest.Options {
	return rest.Options{BotToken: a.options.BotToken, BaseURL: a.URL()}
}

func (a *API) now() time.Time { return a.options.Now().Add(time.Duration(a.ahead.Load())) }

// newID makes an ID of the current time that is greater than every earlier one. The lock is held.
func (a *API) newID() discord.Snowflake {
	a.last = max(a.last+1, discord.SnowflakeAt(a.now()))
	return a.last
}

// NewID makes an ID of the current time.
func (a *API) NewID() discord.Snowflake {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.newID()
}
