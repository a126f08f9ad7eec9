package gcf

import (
	"bytes"
	"errors"
	"log"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/GoogleCloudPlatform/functions-framework-go/functions"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

const publicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

func newServer(t *testing.T) *core.Server {
	t.Helper()
	server, err := core.NewServer(core.Options{PublicKey: publicKey})
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func TestHTTPRefuses(t *testing.T) {
	functions.HTTP("Foreign", http.NotFound)
	if err := HTTP("Twice", newServer(t)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"DISCORD_PUBLIC_KEY", "DISCORD_BOT_TOKEN", "DISCORD_BEARER_TOKEN", "DISCORD_CLIENT_ID", "DISCORD_CLIENT_SECRET",
	} {
		t.Setenv(name, "")
	}
	api := discordtest.NewAPI(discordtest.APIOptions{})
	api.Start()
	defer api.Close()
	refused, err := core.NewServer(core.Options{BotToken: "of-somebody-else", APIURL: api.URL()})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		server *core.Server
		want   error
	}{
		{"", newServer(t), ErrName},
		{"with space", newServer(t), ErrName},
		{"{wild}", newServer(t), ErrName},
		{"a/b", newServer(t), ErrName},
		{".a", newServer(t), ErrName},
		{"a..b", newServer(t), ErrName},
		{"line\n", newServer(t), ErrName},
		{strings.Repeat("a", 129), newServer(t), ErrName},
		{"Twice", newServer(t), ErrRegistered},
		{"Foreign", newServer(t), ErrRegistered},
		{"Keyless", &core.Server{}, core.ErrNoKey},
		{"Refused", refused, core.ErrCredentials},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := HTTP(test.name, test.server); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
	// After a refusal the name is still free.
	for _, name := range []string{"Keyless", "Refused"} {
		if err := HTTP(name, newServer(t)); err != nil {
			t.Error(err)
		}
	}
}

func TestHTTPAccepts(t *testing.T) {
	for _, name := range []string{"Interactions", "a", "_x1", "bots.v2.Interactions", strings.Repeat("a", 128)} {
		if err := HTTP(name, newServer(t)); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestDeclareLeavesPackageLogAsItWas(t *testing.T) {
	before := log.Writer()
	defer log.SetOutput(before)
	var out bytes.Buffer
	log.SetOutput(&out)
	for range 2 {
		_ = HTTP("Logged", newServer(t))
	}
	if log.Writer() != &out {
		t.Error("package log writes to somewhere else")
	}
	log.Print("still here")
	if text := out.String(); !strings.HasSuffix(text, "still here\n") || strings.Count(text, "\n") != 1 {
		t.Errorf("it printed %q", text)
	}
	if _, err := (&refusals{&out}).Write([]byte("passed on")); err != nil || !strings.HasSuffix(out.String(), "passed on") {
		t.Errorf("what others print is not passed on: %v", err)
	}
}

// Registering waits for the key. An outage does not keep a function from registering.
func TestHTTPFetchesTheKey(t *testing.T) {
	t.Parallel()
	api := discordtest.NewAPI(discordtest.APIOptions{})
	api.Start()
	defer api.Close()
	server, err := core.NewServer(api.CoreOptions())
	if err != nil {
		t.Fatal(err)
	}
	if err := HTTP("Warm", server); err != nil {
		t.Error(err)
	}
	fetching, err := core.NewServer(core.Options{BotToken: api.Options().BotToken, APIURL: api.URL()})
	if err != nil {
		t.Fatal(err)
	}
	if err := HTTP("Fetched", fetching); err != nil {
		t.Error(err)
	}
	if calls := api.CallsOf(discordtest.RouteApplication); len(calls) != 1 || calls[0].Status != http.StatusOK {
		t.Errorf("the key was fetched by %d calls", len(calls))
	}
	api.Fail(discordtest.Fault{Status: http.StatusInternalServerError, Times: -1})
	out, err := core.NewServer(core.Options{
		BotToken: api.Options().BotToken, APIURL: api.URL(), Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := HTTP("Outage", out); err != nil {
		t.Error(err)
	}
}
