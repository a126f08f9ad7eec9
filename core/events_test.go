package core_test

import (
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

func TestEventsPath(t *testing.T) {
	key := discordtest.KeyFromSeed("events")
	for _, c := range []struct {
		option, path string
		arrives      bool
	}{
		{"", "/events", true},
		{"", "/stage/events/", true},
		{"", "/interactions", false},
		{"/", "/events", true},
		{"/hooks", "/hooks", true},
		{"hooks", "/hooks/", true},
		{"/hooks/", "/hooks", true},
		{"/hooks/", "/events", false},
		{"hooks/discord/", "/hooks/discord", true},
		{"hooks", "/webhooks", false},
	} {
		server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), EventsPath: c.option})
		if err != nil {
			t.Fatal(err)
		}
		// An event's PING has type 0. No interaction has that type.
		body := `{"version":1,"application_id":"1","type":0}`
		response := server.Serve(t.Context(), &core.Request{
			Method: "POST", Path: c.path, ContentType: "application/json", Signature: key.Sign("1764000000", []byte(body)), Timestamp: "1764000000",
			Body: strings.NewReader(body), Length: int64(len(body)),
		})
		if arrived := response.Status == 204; arrived != c.arrives {
			t.Errorf("EventsPath %q: an event at %s is answered %d", c.option, c.path, response.Status)
		}
	}
}
