package playground

import (
	"context"
	"net/http"
	"sync"

	"github.com/hotaru-go/hotaru/discordtest"
)

// Options describe the bot for the page. The zero value works.
type Options struct {
	// Endpoint is the URL of the bot. It is empty for a bot in this process.
	Endpoint string
	// Package and Constructor say how a saved test makes the bot: the import path of a package, and
	// the name of its function that takes core.Options and returns a *core.Server and an error. If
	// they are empty, a saved test sends to the bot at Endpoint, which needs the Seed. If Endpoint
	// is empty too, a saved test calls newServer, which you have to write.
	Package     string
	Constructor string
	// Avatar is the address of the bot's picture: a URL, or a data URI. If it is empty, the page
	// draws the first letter of the bot's name. The bot's name is APIOptions.Name, and the guild's
	// name is World.GuildName. Changes that the bot makes to its user and its application's record
	// replace them.
	Avatar string
	// Seed is the seed of the API's key, for [discordtest.KeyFromSeed]. A saved test that sends to
	// Endpoint contains the seed and the API's bot token.
	Seed string
}

// Playground serves the page, its stream of events, the API that the bot calls, and the uploaded
// files. Make one with [New]. It is an [http.Handler] and safe for concurrent use.
type Playground struct {
	discord *discordtest.Discord
	options Options
	guard   guard
	events  hub
	history history
	uploads uploads
	notice  noticeBoard
	// telling keeps the events about the world in the order of its changes.
	telling sync.Mutex
	handler http.Handler

	// ended is a context that Close cancels.
	ended context.Context
	stop  context.CancelFunc
	work  sync.WaitGroup
}

// New makes a playground for a Discord that is connected to the bot. Call [Playground.Close] before
// the Discord's Close.
func New(d *discordtest.Discord, o Options) *Playground {
	p := &Playground{discord: d, options: o, guard: newGuard()}
	p.history.pages = &p.events
	p.openDMs()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.page)
	mux.Handle("GET /assets/", assets())
	mux.HandleFunc("GET /playground/events", p.guard.stream(p.events.ServeHTTP))
	for path, serve := range map[string]http.HandlerFunc{
		"GET /playground/state":    p.getState,
		"POST /playground/act":     p.postAct,
		"POST /playground/say":     p.postSay,
		"POST /playground/upload":  p.postUpload,
		"POST /playground/resend":  p.postResend,
		"POST /playground/dismiss": p.postDismiss,
		"POST /playground/react":   p.postReact,
		"POST /playground/grant":   p.postGrant,
		"POST /playground/test":    p.postTest,
	} {
		mux.HandleFunc(path, p.guard.page(serve))
	}
	// The API serves its files with and without a version in the path.
	for _, path := range []string{"/api/attachments", "/api/{version}/attachments"} {
		mux.Handle("GET "+path+"/{channel}/{attachment}/{name}", safeFiles(d.API))
	}
	mux.Handle("/api/", d.API)
	p.handler = p.guard.wrap(mux)

	p.ended, p.stop = context.WithCancel(context.Background())
	events := d.API.Events(p.ended)
	p.work.Go(func() {
		for e := range events {
			p.happened(e)
		}
	})
	return p
}

// ServeHTTP serves the page, and under /api the API that the bot calls.
func (p *Playground) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.handler.ServeHTTP(w, r) }

// Close ends the streams of events, which closes the pages' connections, and waits for running work.
func (p *Playground) Close() {
	p.stop()
	p.events.close()
	p.work.Wait()
}

// happened sends an event of the API to the pages.
func (p *Playground) happened(e discordtest.Event) {
	switch e.Type {
	case discordtest.EventMessage, discordtest.EventEdited:
		p.history.put(e.MessageID, e.Message)
	case discordtest.EventDeleted:
		p.history.remove(e.MessageID)
	case discordtest.EventWorld:
		p.tellWorld()
	case discordtest.EventCommands:
		p.events.tell("commands", p.commands())
	case discordtest.EventFailed:
		p.history.change(e.Interaction, func(x *exchange) { x.Failure = failureOf(e.Refusal) })
	case discordtest.EventCall:
		if e.Interaction == 0 {
			p.calledAlone(e.Call)
		} else {
			p.history.change(e.Interaction, func(x *exchange) { x.Calls = append(x.Calls, newCall(e.Call, x.At)) })
		}
	}
}

// tellWorld sends the world to the pages.
func (p *Playground) tellWorld() {
	p.telling.Lock()
	defer p.telling.Unlock()
	p.events.tell("world", p.now())
}
