package stress

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/memnet"
	"github.com/hotaru-go/hotaru/internal/race"
	"github.com/hotaru-go/hotaru/lambda"
)

// transport serves a server. It returns a function that sends the server an interaction, and a
// function that ends the server and waits for its work.
type transport func(t *testing.T, key discordtest.Key, server *core.Server) (send func([]byte) (answer, error), end func())

// No message is lost or doubled, although Discord lags by up to two seconds and its API fails.
func TestLag(t *testing.T) {
	// The run without the race detector must be quick.
	interactions := 300
	if race.Enabled {
		interactions = 1000
	}
	for name, over := range map[string]transport{"net/http": overHTTP, "Lambda": overLambda} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { play(t, interactions, over) })
		})
	}
}

// play runs a number of interactions in a minute, half of them with a server that answers by
// callback.
func play(t *testing.T, count int, over transport) {
	w := newWorld(t)
	watching, stop := context.WithCancel(t.Context())
	var watchers sync.WaitGroup
	watchers.Go(func() { w.watch(watching) })
	b := &bot{heard: map[discord.Snowflake]int{}, did: map[discord.Snowflake]int{}}
	calls := w.network.Client(t)
	var sends []func([]byte) (answer, error)
	var ends []func()
	for _, mode := range []core.CallbackMode{core.CallbackAuto, core.CallbackWithWork} {
		o := w.api.CoreOptions()
		o.Callback, o.HTTPClient, o.Logger = mode, calls, slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{Level: slog.LevelError}))
		server, err := core.NewServer(o)
		if err != nil {
			t.Fatal(err)
		}
		if err := server.Handle(b.routes()...); err != nil {
			t.Fatal(err)
		}
		send, end := over(t, w.api.Options().Key, server)
		sends, ends = append(sends, send), append(ends, end)
	}
	var people sync.WaitGroup
	for n := range count {
		people.Go(func() {
			time.Sleep(rand.N(time.Minute))
			w.use(t, sends[n%len(sends)])
		})
	}
	people.Wait()
	for _, end := range ends {
		end()
	}
	// The events are read to their end when everything waits.
	synctest.Wait()
	stop()
	watchers.Wait()
	if apologies := w.check(t, b); len(b.lines) != apologies {
		t.Errorf("%d lines of level ERROR, want %d, one for each answer that is lost; the last: %s", len(b.lines), apologies, b.lines[max(0, len(b.lines)-1):])
	}
	if w.early < count/4 {
		t.Errorf("only %d calls came before Discord knew the answer", w.early)
	}
}

// overHTTP serves with net/http.
func overHTTP(t *testing.T, key discordtest.Key, server *core.Server) (func([]byte) (answer, error), func()) {
	endpoint := adapters.Handler(server)
	client := memnet.Serve(t, endpoint).Client(t)
	send := func(body []byte) (answer, error) {
		response, err := client.Do(key.Request(t.Context(), "http://bot.memory/interactions", body))
		if err != nil {
			return answer{}, err
		}
		defer response.Body.Close()
		got, err := io.ReadAll(response.Body)
		return answer{response.StatusCode, response.Header.Get("Content-Type"), got}, err
	}
	return send, func() {
		if err := endpoint.Wait(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// overLambda invokes the function as Lambda's runtime does: it reads the response, posts it, and
// closes it.
func overLambda(t *testing.T, key discordtest.Key, server *core.Server) (func([]byte) (answer, error), func()) {
	handle, err := lambda.NewHandler(server)
	if err != nil {
		t.Fatal(err)
	}
	var invocations sync.WaitGroup
	send := func(body []byte) (answer, error) {
		var event lambda.Event
		if err := json.Unmarshal(functionURL(key.Request(t.Context(), "http://bot.memory/", body), body), &event); err != nil {
			return answer{}, err
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		response, err := handle(ctx, event)
		if err != nil {
			cancel()
			return answer{}, err
		}
		_ = response.ContentType()
		text, err := io.ReadAll(response)
		// The work begins while the answer is still on its way to Discord.
		invocations.Go(func() {
			defer cancel()
			if err := response.Close(); err != nil {
				t.Error(err)
			}
		})
		if err != nil {
			return answer{}, err
		}
		var posted struct {
			StatusCode      int
			Headers         map[string]string
			Body            string
			IsBase64Encoded bool
		}
		if err := json.Unmarshal(text, &posted); err != nil {
			return answer{}, err
		}
		got := []byte(posted.Body)
		if posted.IsBase64Encoded {
			if got, err = base64.StdEncoding.DecodeString(posted.Body); err != nil {
				return answer{}, err
			}
		}
		for name, value := range posted.Headers {
			if strings.EqualFold(name, "Content-Type") {
				return answer{posted.StatusCode, value, got}, nil
			}
		}
		return answer{posted.StatusCode, "", got}, nil
	}
	return send, invocations.Wait
}

// functionURL makes a Function URL's event from a request.
func functionURL(r *http.Request, body []byte) []byte {
	headers := map[string]string{}
	for name := range r.Header {
		headers[strings.ToLower(name)] = r.Header.Get(name)
	}
	event, _ := json.Marshal(map[string]any{
		"version": "2.0", "rawPath": r.URL.Path, "headers": headers, "body": string(body), "isBase64Encoded": false,
		"requestContext": map[string]any{"http": map[string]any{"method": r.Method, "path": r.URL.Path}},
	})
	return event
}
