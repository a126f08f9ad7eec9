package gcf_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/examples/bot"
)

// startExample starts the example, built from an upload of this repository, as Google's build does.
func startExample(t *testing.T, discord *recorder, publicKey string) *process {
	t.Helper()
	return start(t, []string{
		"FUNCTION_TARGET=Interactions", "DISCORD_PUBLIC_KEY=" + publicKey, "DISCORD_API_URL=" + discord.url,
	}, example(t))
}

// The example answers the whole table as core does with the same bot.
func TestExampleAnswersAsCore(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	options := core.Options{PublicKey: vectors.PublicKey(), APIURL: discord.url, Logger: slog.New(slog.DiscardHandler)}
	server, err := bot.New(options)
	if err != nil {
		t.Fatal(err)
	}
	function := startExample(t, discord, options.PublicKey)
	for _, v := range vectors.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			if why := cmp.Or(v.NotOn(vectors.GCF), v.NotOn(vectors.Serve)); why != "" {
				t.Skip(why)
			}
			want := serve(t, server, &v)
			got := v.Post(t, http.DefaultClient, function.url)
			if v.Method == http.MethodHead {
				want.Body = nil
			}
			if got.Status != want.Status || !bytes.Equal(got.Body, want.Body) {
				t.Errorf("status %d, body %q; core answers %d, %q", got.Status, got.Body, want.Status, want.Body)
			}
			for name := range want.Header {
				if got.Header.Get(name) != want.Header.Get(name) {
					t.Errorf("%s: %q; core says %q", name, got.Header.Get(name), want.Header.Get(name))
				}
			}
		})
	}
}

// A command of the example that takes longer than Discord waits is deferred, goes on, and is
// answered.
func TestExampleDefers(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	function := startExample(t, discord, discord.key.PublicKey())
	if status, body := discord.send(t, function, "ping"); status != 200 || !strings.Contains(body, "pong") {
		t.Errorf("a ping is answered %d, %s", status, body)
	}
	status, body := discord.send(t, function, "wait", `{"name":"seconds","type":4,"value":3}`)
	discord.add(fmt.Sprintf("answered %d %q", status, body))
	want := []string{deferred, "original That took 3 seconds. Discord waits three.", `answered 202 ""`}
	if got := discord.all(); !slices.Equal(got, want) {
		t.Errorf("what came was\n%q, want\n%q", got, want)
	}
}

// The command in docs/gcf.md serves the function with only a key in the environment.
func TestExampleOnThisMachine(t *testing.T) {
	t.Parallel()
	program := filepath.Join(programs, "cmd")
	// Unlike go build, go run keeps the linked program in the build cache. It has cp run it: copy it.
	run(t, "..", "go", "run", "-trimpath", "-exec", "cp", "./examples/gcf/cmd", program)
	discord := newRecorder(t)
	function := start(t, []string{"FUNCTION_TARGET=", "DISCORD_PUBLIC_KEY=" + discord.key.PublicKey()}, program)
	if status, body := discord.send(t, function, "ping"); status != 200 || !strings.Contains(body, "pong") {
		t.Errorf("a ping is answered %d, %s", status, body)
	}
}

// serve answers a vector without a transport.
func serve(t *testing.T, server *core.Server, v *vectors.Vector) vectors.Response {
	t.Helper()
	response := server.Serve(context.Background(), &core.Request{
		Method: v.Method, Path: v.Path, ContentType: v.Header("Content-Type"),
		Signature: v.Header(core.SignatureHeader), Timestamp: v.Header(core.TimestampHeader),
		Body: bytes.NewReader(v.Body), Length: int64(len(v.Body)), Callback: core.CallbackWithWork,
	})
	header := http.Header{}
	response.Header(header.Set)
	var body bytes.Buffer
	if _, err := response.WriteTo(&body); err != nil {
		t.Fatal(err)
	}
	response.Sent(t.Context())
	return vectors.Response{Status: response.Status, Header: header, Body: body.Bytes()}
}
