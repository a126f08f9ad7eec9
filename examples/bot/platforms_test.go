package bot_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/lambda"
)

// report uses the bot: a command, a button, a modal, a deferred answer, and a follow-up with a file.
func report(t *testing.T, app *discordtest.App) {
	t.Helper()
	shown := app.Slash("firefly show", discordtest.Values{"species": "genji"})
	modal := app.Click(shown.Message, "I saw one").Modal
	submitted := app.Submit(modal, discordtest.Values{"place": "by the stream", "count": "one"})
	if got := app.Wait(submitted).Message.Content; got != "Thank you: genji firefly, one." {
		t.Errorf("the answer became %q", got)
	}
	if followUps := app.WaitFollowUps(submitted, 1); len(followUps) != 1 || len(followUps[0].Attachments) != 1 {
		t.Errorf("the report did not come as a file: %+v", followUps)
	}
	// On Cloud Functions the request ends after the work.
	<-submitted.Exchange.Done()
}

// TestOnLambda runs report through the handler that AWS Lambda calls, with a Function URL's events.
func TestOnLambda(t *testing.T) {
	app := discordtest.New(t)
	server, err := bot.New(app.Options())
	if err != nil {
		t.Fatal(err)
	}
	handler, err := lambda.NewHandler(server)
	if err != nil {
		t.Fatal(err)
	}
	app.Register(server)
	app.Connect(discordtest.Func(func(r *http.Request) (*http.Response, error) { return invoke(handler, r) }))
	report(t, app)
}

// invoke makes an event from a request, and a response from the handler's result. Closing the
// response runs the work after the answer, as in the runtime.
func invoke(handler lambda.Handler, r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	headers := map[string]string{}
	for name := range r.Header {
		headers[strings.ToLower(name)] = r.Header.Get(name)
	}
	text, err := json.Marshal(map[string]any{
		"version": "2.0", "rawPath": r.URL.Path, "headers": headers, "body": string(body), "isBase64Encoded": false,
		"requestContext": map[string]any{"http": map[string]any{"method": r.Method, "path": r.URL.Path}},
	})
	if err != nil {
		return nil, err
	}
	var event lambda.Event
	if err := event.UnmarshalJSON(text); err != nil {
		return nil, err
	}
	answer, err := handler(context.WithoutCancel(r.Context()), event)
	if err != nil {
		return nil, err
	}
	answer.ContentType() // the runtime calls it before it posts
	var out struct {
		StatusCode      int
		Headers         map[string]string
		Body            string
		IsBase64Encoded bool
	}
	if err := json.NewDecoder(answer).Decode(&out); err != nil {
		return nil, err
	}
	if _, err := io.Copy(io.Discard, answer); err != nil {
		return nil, err
	}
	content := []byte(out.Body)
	if out.IsBase64Encoded {
		if content, err = base64.StdEncoding.DecodeString(out.Body); err != nil {
			return nil, err
		}
	}
	response := &http.Response{StatusCode: out.StatusCode, Header: http.Header{}, Body: closing{bytes.NewReader(content), answer}}
	for name, value := range out.Headers {
		response.Header.Set(name, value)
	}
	return response, nil
}

// closing is a body whose Close is another's.
type closing struct {
	io.Reader
	io.Closer
}

// TestOnCloudFunctions runs report against the example function in another process, under Google's
// framework.
func TestOnCloudFunctions(t *testing.T) {
	app := discordtest.New(t)
	server, err := bot.New(app.Options())
	if err != nil {
		t.Fatal(err)
	}
	app.Register(server)
	binary := filepath.Join(t.TempDir(), "function")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "../gcf/cmd")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	port := freePort(t)
	function := exec.Command(binary)
	function.Env = append(os.Environ(), "PORT="+port, "DISCORD_PUBLIC_KEY="+app.Options().PublicKey, "DISCORD_API_URL="+app.API.URL())
	if err := function.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		function.Process.Kill()
		function.Wait()
	})
	awaitPort(t, port)
	app.Connect(discordtest.URL("http://127.0.0.1:" + port))
	report(t, app)
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return fmt.Sprint(listener.Addr().(*net.TCPAddr).Port)
}

func awaitPort(t *testing.T, port string) {
	t.Helper()
	for range 200 {
		if connection, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			connection.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("nothing listens on port %s", port)
}
