package rest_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

// over makes a client of net/http over a server, through rest's limits.
func over(server http.RoundTripper, o rest.Options) *http.Client {
	o.HTTP = &http.Client{Transport: server}
	return &http.Client{Transport: rest.Transport{Client: rest.New(o)}}
}

// The client's credential is sent only to Discord's API, and only if the request has none and needs
// one.
func TestTransportAuthorizes(t *testing.T) {
	var got string
	client := over(roundTripper(func(r *http.Request) (*http.Response, error) {
		got = r.Header.Get("Authorization") + " " + r.Header.Get("X-Own")
		return respond(200, http.Header{}, `{}`), nil
	}), rest.Options{BotToken: botToken})
	for url, want := range map[string]string{
		"https://discord.com/api/v10/users/@me":             "Bot " + botToken + " x",
		"https://discord.com/api/v9/users/@me":              "Bot " + botToken + " x",
		"https://discord.com/api/users/@me":                 "Bot " + botToken + " x",
		"https://discord.com/api/v10/webhooks/1/some-token": " x",
		"https://discord.com/login":                         " x",
		"https://cdn.discordapp.com/api/v10/users/@me":      " x",
		"https://discord.com.example.org/api/v10/users/@me": " x",
		"http://discord.com/api/v10/users/@me":              " x",
		"https://discord.com/api/v10/channels//messages":    "Bot " + botToken + " x",
		"https://discord.com/api/v10/":                      "Bot " + botToken + " x",
	} {
		r, _ := http.NewRequest("GET", url, nil)
		r.Header.Set("X-Own", "x")
		response, err := client.Do(r)
		if err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", url, got, err, want)
		}
		_ = response.Body.Close()
	}
	r, _ := http.NewRequest("GET", "https://discord.com/api/v10/users/@me", nil)
	r.Header.Set("Authorization", "Bearer own")
	if _, err := client.Do(r); err != nil || got != "Bearer own " {
		t.Errorf("%q, %v", got, err)
	}
}

func TestTransportRetries(t *testing.T) {
	type answers = []func(*http.Request) *http.Response
	lost, limit := status(502, `broken`), status(429, `{"retry_after":1,"message":"m"}`, "X-RateLimit-Scope", "user")
	for name, c := range map[string]struct {
		method  string
		body    io.Reader
		answers answers
		status  int
		tries   int
		text    string
	}{
		"a GET":                          {"GET", nil, answers{lost, status(200, `{"a":1}`)}, 200, 2, `{"a":1}`},
		"a POST":                         {"POST", strings.NewReader(`{}`), answers{lost, status(200, `{}`)}, 502, 1, `broken`},
		"a POST that is limited":         {"POST", strings.NewReader(`{}`), answers{limit, status(200, `{}`)}, 200, 2, `{}`},
		"a body that cannot be repeated": {"POST", io.MultiReader(strings.NewReader(`{}`)), answers{limit, status(200, `{}`)}, 429, 1, `{"retry_after":1,"message":"m"}`},
		"a deletion that was made":       {"DELETE", nil, answers{lost, status(404, `{"code":10008}`)}, 204, 2, ``},
		"a refusal":                      {"GET", nil, answers{status(403, `{"code":50013}`)}, 403, 1, `{"code":50013}`},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := &script{steps: c.answers}
				r, _ := http.NewRequestWithContext(t.Context(), c.method, "https://discord.com/api/v10/channels/1/messages/2", c.body)
				response, err := over(server, rest.Options{}).Do(r)
				if err != nil {
					t.Fatal(err)
				}
				text, _ := io.ReadAll(response.Body)
				if response.StatusCode != c.status || len(server.times) != c.tries || string(text) != c.text {
					t.Errorf("%d after %d tries: %s", response.StatusCode, len(server.times), text)
				}
			})
		})
	}
}

// If the wait for a limit is too long, the call fails and the request is not sent.
func TestTransportDoesNotWaitInVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &script{steps: []func(*http.Request) *http.Response{
			status(200, `{}`, "X-RateLimit-Limit", "1", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset-After", "300", "X-RateLimit-Bucket", "b"),
		}}
		client := over(server, rest.Options{MaxWait: time.Second})
		if _, err := client.Get("https://discord.com/api/v10/channels/1"); err != nil {
			t.Fatal(err)
		}
		_, err := client.Get("https://discord.com/api/v10/channels/1")
		var refused *rest.Error
		if !errors.As(err, &refused) || refused.RetryAfter != 300*time.Second || len(server.times) != 1 {
			t.Errorf("%v", err)
		}
	})
}
