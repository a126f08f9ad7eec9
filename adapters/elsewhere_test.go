package adapters_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	neturl "net/url"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// elsewhere are the ways in which the platforms of docs/elsewhere.md pass requests to a program.
var elsewhere = []struct {
	name string
	// platform serves the program's handler as the platform does.
	platform func(t *testing.T, program http.Handler) http.Handler
}{
	{"a container that listens", func(_ *testing.T, program http.Handler) http.Handler { return program }},
	{"a handler that is called, at a path of the platform's", func(_ *testing.T, program http.Handler) http.Handler {
		return http.StripPrefix("/api", program)
	}},
	{"a host that proxies to a port", func(t *testing.T, program http.Handler) http.Handler {
		return proxyTo(t, program)
	}},
	{"a host that waits until the program answers GET /", func(t *testing.T, program http.Handler) http.Handler {
		probe := httptest.NewRecorder()
		program.ServeHTTP(probe, httptest.NewRequest(http.MethodGet, "/", nil))
		if probe.Code >= 500 {
			t.Errorf("GET / is answered %d, and the host would wait for ever", probe.Code)
		}
		return proxyTo(t, program)
	}},
}

func proxyTo(t *testing.T, program http.Handler) http.Handler {
	t.Helper()
	inside := httptest.NewServer(program)
	t.Cleanup(inside.Close)
	address, err := neturl.Parse(inside.URL)
	if err != nil {
		t.Fatal(err)
	}
	return httputil.NewSingleHostReverseProxy(address)
}

// Each platform passes Discord's test, and the work is done before the platform may take the
// processor away.
func TestElsewhere(t *testing.T) {
	for _, test := range elsewhere {
		t.Run(test.name, func(t *testing.T) {
			app := discordtest.New(t)
			server, err := core.NewServer(app.Options())
			if err != nil {
				t.Fatal(err)
			}
			var checked, worked atomic.Bool
			work := func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
				core.After(ctx, func(context.Context, *followUp) error {
					time.Sleep(20 * time.Millisecond) // longer than the response takes to go out
					worked.Store(true)
					return nil
				})
				return discord.Message{Content: "at once"}, nil
			}
			if err := server.Handle(core.Command("work", "Works", work)); err != nil {
				t.Fatal(err)
			}
			endpoint := &adapters.Endpoint{Server: server, HoldForWork: true, Callback: core.CallbackWithWork}
			ended := make(chan bool, 1)
			program := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				// A request of the check can still be read to its end when the interaction comes.
				ofCheck := !checked.Load()
				endpoint.ServeHTTP(w, r)
				if !ofCheck {
					ended <- worked.Load()
				}
			})
			outside := httptest.NewServer(test.platform(t, program))
			defer outside.Close()
			address := discordtest.URL(outside.URL + "/api/interactions")
			for _, r := range discordtest.Check(t.Context(), discordtest.CheckOptions{Endpoint: address, Key: app.API.Options().Key}) {
				if !r.OK {
					t.Errorf("%s: got %s", r.Step, r.Got)
				}
			}
			checked.Store(true)
			app.Connect(address)
			app.Register(server)
			if reply := app.Slash("work"); reply.Message.Content != "at once" {
				t.Errorf("the answer is %q", reply.Message.Content)
			}
			if !within(t, 10*time.Second, "the request's end", ended) {
				t.Error("the request has ended before its work")
			}
		})
	}
}
