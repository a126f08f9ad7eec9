package lambda

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// application makes a Discord that gives the key when until is closed.
func application(api *runtimeAPI, status int, until <-chan struct{}) {
	api.mu.Lock()
	defer api.mu.Unlock()
	api.discord = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-until:
		case <-r.Context().Done():
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		io.WriteString(w, `{"id":"1306194278551453727","verify_key":"`+vectors.PublicKey()+`"}`)
	})
}

func TestKeyIsFetchedDuringInit(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	let := make(chan struct{})
	application(api, 200, let)
	startChild(t, api, "work", "DISCORD_PUBLIC_KEY=", "DISCORD_BOT_TOKEN=a-bot-token")
	// Both calls come without an invocation, and neither waits for the other.
	api.await(t, "next", 1)
	api.await(t, "discord GET /applicat", 1)
	one := api.begin(t, commandEvent(t, "ping"))
	close(let)
	api.finish(t, one)
	if got := responseOf(t, one.body); got.Status != 200 {
		t.Errorf("%s", one.body)
	}
	pong(t, api, "ping")
	if n := count(api.noted(), "discord GET /applicat"); n != 1 {
		t.Errorf("the key was fetched %d times", n)
	}
}

func TestKeyIsWaitedForWhereTheEnvironmentFreezes(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	let := make(chan struct{})
	application(api, 200, let)
	startChild(t, api, "work", "DISCORD_PUBLIC_KEY=", "DISCORD_BOT_TOKEN=a-bot-token", "AWS_LAMBDA_INITIALIZATION_TYPE=provisioned-concurrency")
	api.await(t, "discord GET /applicat", 1)
	time.Sleep(200 * time.Millisecond)
	if slices.Contains(api.noted(), "next") {
		t.Error("asked for an invocation before the key was there")
	}
	close(let)
	pong(t, api, "ping")
}

func TestKeyCannotBeHad(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	let := make(chan struct{})
	close(let)
	application(api, 204, let)
	p := startChild(t, api, "work", "DISCORD_PUBLIC_KEY=", "DISCORD_BOT_TOKEN=a-bot-token")
	one := api.invoke(t, commandEvent(t, "ping"))
	if got := responseOf(t, one.body); got.Status != 503 || got.Header.Get("Retry-After") == "" {
		t.Errorf("%s", one.body)
	}
	if strings.Contains(p.output.String(), "a-bot-token") {
		t.Error("the log holds the bot's token")
	}
}

func TestDefaultServer(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	startChild(t, api, "default")
	ping := []byte(`{"type":1}`)
	one := api.invoke(t, signedEvent(t, ping, true))
	if got := responseOf(t, one.body); got.Status != 200 || string(got.Body) != `{"type":1}` {
		t.Errorf("%s", one.body)
	}
}

// A function that cannot start reports it to Lambda, and ends.
func TestMisconfigured(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ variable, told string }{
		"no key":       {"DISCORD_PUBLIC_KEY=", "DISCORD_PUBLIC_KEY"},
		"a short key":  {"DISCORD_PUBLIC_KEY=abc", "64 hex digits"},
		"unknown mode": {ModeVariable + "=STREAM", "RESPONSE_STREAM"},
	} {
		t.Run(name, func(t *testing.T) {
			api := newRuntimeAPI(t)
			p := startChild(t, api, "default", test.variable)
			p.wait(t, patience)
			if p.ProcessState.ExitCode() != 3 || !slices.Equal(api.noted(), []string{"init/error"}) {
				t.Errorf("ended with %v, the journal: %q", p.ProcessState, api.noted())
			}
			if !strings.HasPrefix(api.initError, "Runtime.InitError {") || !strings.Contains(api.initError, test.told) {
				t.Errorf("Lambda was told %s", api.initError)
			}
		})
	}
}

func count(list []string, what string) (n int) {
	for _, one := range list {
		if one == what {
			n++
		}
	}
	return n
}
