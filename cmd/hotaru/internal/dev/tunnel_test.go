//go:build unix

package dev

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/freeport"
	"github.com/hotaru-go/hotaru/rest"
)

// trustTunnels makes this process trust the certificate of the tests' tunnels. Call it before the
// first use of TLS.
func trustTunnels() (remove func()) {
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	file, err := os.CreateTemp("", "certificate-*.pem")
	if err == nil {
		err = pem.Encode(file, &pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	}
	if err != nil {
		panic(err)
	}
	file.Close()
	os.Setenv("SSL_CERT_FILE", file.Name())
	return func() { os.Remove(file.Name()) }
}

// tunnelTo starts a tunnel to a bot on this machine.
func tunnelTo(t *testing.T, endpoint *url.URL) *url.URL {
	t.Helper()
	server := httptest.NewTLSServer(httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: endpoint.Host}))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// portal is an application at Discord.
type portal struct {
	*testing.T
	api    *discordtest.API
	client *rest.Client
}

func newPortal(t *testing.T, endpoint string) *portal {
	t.Helper()
	api := discordtest.NewAPI(discordtest.APIOptions{})
	api.Start()
	t.Cleanup(api.Close)
	client := rest.New(rest.Options{BotToken: api.Options().BotToken, BaseURL: api.URL()})
	t.Cleanup(client.CloseIdleConnections)
	p := &portal{t, api, client}
	p.set(endpoint)
	return p
}

func (p *portal) set(endpoint string) {
	p.Helper()
	if _, err := (rest.API{Client: p.client}).EditApplication(p.Context(), rest.ApplicationEdit{InteractionsEndpointURL: &endpoint}); err != nil {
		p.Fatal(err)
	}
}

func (p *portal) endpoint() string {
	p.Helper()
	record, err := p.client.Application(context.WithoutCancel(p.Context()))
	if err != nil {
		p.Fatal(err)
	}
	return record.InteractionsEndpointURL
}

func (p *portal) until(endpoint string) {
	p.Helper()
	until(p.T, "the endpoint "+endpoint, func() bool { return p.endpoint() == endpoint })
}

// exposed runs Expose until end is called.
func exposed(t *testing.T, o Options, a Application) (end func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	ended := make(chan error, 1)
	go func() { ended <- Expose(ctx, o, a) }()
	return func() error {
		cancel()
		return <-ended
	}
}

func TestExpose(t *testing.T) {
	t.Parallel()
	const old = "https://bot.example/interactions"
	out := new(log)
	o := options(t, out)
	o.Commands = filepath.Join(o.Bot, "commands.json")
	writeFile(t, o.Bot, "commands.json", `[{"name":"ping","description":"Asks"}]`)
	p, tunnel := newPortal(t, old), tunnelTo(t, o.Endpoint)
	url := tunnel.String() + "/interactions"
	end := exposed(t, o, Application{Client: p.client, URL: tunnel, Guild: 7})
	p.until(url)
	until(t, "the command", func() bool { return len(p.api.Commands(7)) == 1 })
	if len(p.api.Commands(0)) != 0 {
		t.Error("global commands are registered")
	}
	// A save changes nothing at Discord.
	writeFile(t, o.Bot, "bot.txt", "two")
	until(t, "the second start", func() bool { return strings.Contains(out.String(), "bot.txt says two") })
	// A crash restores the old endpoint. The next start points the application at the tunnel again.
	writeFile(t, o.Bot, "bot.txt", "panic")
	p.until(old)
	writeFile(t, o.Bot, "bot.txt", "three")
	p.until(url)
	if err := end(); err != nil || p.endpoint() != old {
		t.Errorf("at the end the endpoint is %s, %v\n%s", p.endpoint(), err, out)
	}
	if _, err := os.Stat(filepath.Join(o.Bot, Folder, "endpoint.json")); err == nil {
		t.Error("the note of the old endpoint is left")
	}
}

// If dev is killed, the next dev restores the old endpoint. An endpoint that a person has set
// meanwhile stays.
func TestExposeAfterAKill(t *testing.T) {
	t.Parallel()
	out := new(log)
	o := options(t, out)
	p, tunnel := newPortal(t, "https://earlier.tunnel.example/interactions"), tunnelTo(t, o.Endpoint)
	text, err := json.Marshal(replaced{"https://earlier.tunnel.example/interactions", ""})
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, o.Bot, Folder+"/endpoint.json", string(text))
	end := exposed(t, o, Application{Client: p.client, URL: tunnel})
	p.until(tunnel.String() + "/interactions")
	if err := end(); err != nil || p.endpoint() != "" {
		t.Errorf("at the end the endpoint is %q, %v\n%s", p.endpoint(), err, out)
	}

	end = exposed(t, o, Application{Client: p.client, URL: tunnel})
	p.until(tunnel.String() + "/interactions")
	p.set("https://other.example/")
	if err := end(); err != nil || p.endpoint() != "https://other.example/" {
		t.Errorf("what a person has set became %q, %v", p.endpoint(), err)
	}
}

// If the tunnel does not lead to the bot, the application stays as it is.
func TestExposeTestsTheTunnel(t *testing.T) {
	t.Parallel()
	const old = "https://bot.example/interactions"
	out := new(log)
	o := options(t, out)
	p := newPortal(t, old)
	nowhere := tunnelTo(t, &url.URL{Host: "127.0.0.1:" + freeport.Find(t)})
	err := Expose(t.Context(), o, Application{Client: p.client, URL: nowhere})
	if err == nil || !strings.Contains(err.Error(), "would not pass Discord's test") || !strings.Contains(err.Error(), "cure: ") || p.endpoint() != old {
		t.Errorf("the endpoint is %q, %v", p.endpoint(), err)
	}
	wrong := rest.New(rest.Options{BotToken: "wrong", BaseURL: p.api.URL()})
	defer wrong.CloseIdleConnections()
	if err := Expose(t.Context(), o, Application{Client: wrong, URL: nowhere}); err == nil || !strings.Contains(err.Error(), "asking for the application") {
		t.Errorf("with a wrong token: %v", err)
	}
}
