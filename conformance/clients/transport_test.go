package clients

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	disgo "github.com/disgoorg/disgo/rest"
	"github.com/disgoorg/snowflake/v2"

	"github.com/hotaru-go/hotaru/rest"
)

// fake is a Discord that answers every call with a channel, and takes one call in each window for
// each channel.
type fake struct {
	mu      sync.Mutex
	free    map[string]time.Time
	refused int
	seen    []string
	broken  int
}

// length is how long a window is.
const length = 20 * time.Millisecond

func newDiscord() *fake { return &fake{free: map[string]time.Time{}} }

func (f *fake) Client() *http.Client { return &http.Client{Transport: f} }

func (f *fake) RoundTrip(r *http.Request) (*http.Response, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	if f.broken > 0 {
		f.broken--
		return respond(502, http.Header{}, ""), nil
	}
	_, path, _ := strings.Cut(r.URL.Path, "/channels/")
	header := http.Header{"Content-Type": {"application/json"}}
	if left := time.Until(f.free[path]); left > 0 {
		f.refused++
		header.Set("X-RateLimit-Scope", "user")
		return respond(429, header, fmt.Sprintf(`{"message":"You are being rate limited.","retry_after":%.3f,"global":false}`, left.Seconds())), nil
	}
	f.free[path] = time.Now().Add(length)
	f.seen = append(f.seen, r.Method+" "+path+" "+r.Header.Get("Authorization"))
	header.Set("X-RateLimit-Limit", "1")
	header.Set("X-RateLimit-Remaining", "0")
	header.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", length.Seconds()))
	header.Set("X-RateLimit-Bucket", "channel")
	return respond(200, header, `{"id":"5","type":0,"guild_id":"6","name":"general"}`), nil
}

func respond(status int, header http.Header, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

// Calls of disgo, discordgo and hotaru's own client wait in one bucket together: none is refused.
// The clock is the true one, because discordgo sleeps while it holds a mutex.
func TestClientsShareLimits(t *testing.T) {
	server := newDiscord()
	client := rest.New(rest.Options{HTTP: server.Client(), BotToken: "a-bot-token"})
	over := &http.Client{Transport: rest.Transport{Client: client}}
	api := disgo.New(disgo.NewClient("a-bot-token", disgo.WithHTTPClient(over), disgo.WithRateLimiter(disgo.NewNoopRateLimiter())))
	session, err := discordgo.New("Bot a-bot-token")
	if err != nil {
		t.Fatal(err)
	}
	session.Client, session.ShouldRetryOnRateLimit = over, false
	calls := []func() error{
		func() error { _, err := api.GetChannel(snowflake.ID(5)); return err },
		func() error { _, err := session.Channel("5"); return err },
		func() error { return client.Do(t.Context(), "GET", "/channels/5", nil, nil) },
	}
	var all sync.WaitGroup
	for n := range 9 {
		all.Go(func() {
			if err := calls[n%3](); err != nil {
				t.Errorf("%d: %v", n, err)
			}
		})
	}
	all.Wait()
	if server.refused != 0 || len(server.seen) != 9 {
		t.Errorf("%d refused, %v", server.refused, server.seen)
	}
}

// What may be retried is, and what could act twice is not.
func TestRetriesOfOtherClients(t *testing.T) {
	server := newDiscord()
	client := rest.New(rest.Options{HTTP: server.Client()})
	session, err := discordgo.New("Bot a-bot-token")
	if err != nil {
		t.Fatal(err)
	}
	session.Client, session.MaxRestRetries = &http.Client{Transport: rest.Transport{Client: client}}, 0
	server.broken = 2
	if channel, err := session.Channel("5"); err != nil || channel.ID != "5" {
		t.Errorf("%v, %v", channel, err)
	}
	server.broken = 2
	var failure *discordgo.RESTError
	if _, err := session.ChannelMessageSend("5", "x"); err == nil || server.broken != 1 {
		t.Errorf("%d failures are left: %v", server.broken, err)
	} else if errors.As(err, &failure) && failure.Response.StatusCode != 502 {
		t.Errorf("%v", err)
	}
}
