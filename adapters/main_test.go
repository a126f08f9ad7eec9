package adapters_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// TestMain fails the package where goroutines are left when all tests are done.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 {
		http.DefaultClient.CloseIdleConnections()
		if left := leaked(5 * time.Second); left != "" {
			fmt.Fprintf(os.Stderr, "goroutines left:\n%s\n", left)
			code = 1
		}
	}
	os.Exit(code)
}

// leaked waits for goroutines to end and returns the stacks of those that do not.
func leaked(limit time.Duration) string {
	for end := time.Now().Add(limit); ; time.Sleep(20 * time.Millisecond) {
		buf := make([]byte, 1<<20)
		var left []string
		for _, stack := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
			if !strings.Contains(stack, "adapters_test.TestMain") && !strings.Contains(stack, "os/signal.loop") {
				left = append(left, stack)
			}
		}
		if len(left) == 0 || time.Now().After(end) {
			return strings.Join(left, "\n\n")
		}
	}
}

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

// within fails the test where nothing comes on a channel.
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
