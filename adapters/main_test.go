package adapters_test

import (
	"context"
	"io"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

var key = discordtest.KeyFromSeed("adapters")

// listener makes a server with one listener for commands.
func listener(t testing.TB, listen core.CommandListener) *core.Server {
	t.Helper()
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	server.Commands.Replace(listen)
	return server
}

func pong(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
	return discord.Message{Content: "pong"}, nil
}

// slash is a command with a name.
func slash(name string) []byte {
	return []byte(`{"type":2,"id":"1323984456678901201","application_id":"1306194278551453727","token":"t","data":{"id":"1","name":"` + name + `","type":1}}`)
}

// post sends a signed body and returns the status and the answer.
func post(t testing.TB, client *http.Client, url string, body []byte) (int, string) {
	t.Helper()
	response, err := client.Do(key.Request(t.Context(), url, body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(answer)
}

// within receives from a channel, and fails the test after the limit.
func within[T any](t testing.TB, limit time.Duration, what string, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(limit):
		t.Fatalf("%s: nothing within %v", what, limit)
		panic("unreachable")
	}
}
