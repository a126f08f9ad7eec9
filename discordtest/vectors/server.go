package vectors

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

// Kind is a server in a certain state.
type Kind string

// The servers of the table.
const (
	// Bot has listeners. Each does what the command's name, or the custom ID up to its first colon,
	// says.
	Bot Kind = "bot"
	// Bare has no listener.
	Bare Kind = "bare"
	// Keyless cannot get its key, because the API's answer has none. Unlike a failed call, such a
	// call is not tried again at once, so no test waits for that.
	Keyless Kind = "keyless"
	// Forgiving is Bot with an OnError that apologises.
	Forgiving Kind = "forgiving"
	// Small is Bot with a limit of 100 bytes for bodies.
	Small Kind = "small"
	// Callback is Bot, but it answers through the callback endpoint.
	Callback Kind = "callback"
	// Raw is Bot with a listener for interactions of unknown types.
	Raw Kind = "raw"
)

var kinds = []Kind{Bot, Bare, Keyless, Forgiving, Small, Callback, Raw}

// Server returns a new server of a kind, which logs nothing. Everything that the server starts ends
// with the test.
func Server(t testing.TB, kind Kind) *core.Server {
	t.Helper()
	return newServer(t, kind, slog.DiscardHandler)
}

func newServer(t testing.TB, kind Kind, log slog.Handler) *core.Server {
	t.Helper()
	// The race detector and a busy machine must not make a listener late.
	o := core.Options{PublicKey: PublicKey(), Deadline: time.Minute, Logger: slog.New(log)}
	o.APIURL, o.HTTPClient = api(t)
	switch kind {
	case Keyless:
		o.PublicKey, o.BotToken = "", "a-bot-token"
	case Callback:
		o.Callback = core.CallbackAlways
	case Forgiving:
		o.OnError = func(context.Context, discord.Interaction, error) discord.Answer {
			return discord.RawAnswer(`{"type":4,"data":{"content":"Sorry, that failed.","flags":64}}`)
		}
	case Small:
		o.BodyLimit = 100
	}
	server, err := core.NewServer(o)
	if err != nil {
		t.Fatal(err)
	}
	if kind == Raw {
		server.Raw.Replace(raw)
	}
	if kind != Bare {
		server.Commands.Replace(command)
		server.Autocompletes.Replace(autocomplete)
		server.Components.Replace(component)
		server.Modals.Replace(modal)
		server.Events.Replace(event)
	}
	return server
}

// api is an API that answers every call with 204.
func api(t testing.TB) (url string, client *http.Client) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	t.Cleanup(s.Close)
	return s.URL, s.Client()
}
