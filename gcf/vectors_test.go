package gcf_test

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"log/slog"
	"net/http"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/examples/bot"
)

// send carries a vector over HTTP, with its headers as they stand in the table.
func (p *process) send(t *testing.T, v *vectors.Vector) vectors.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), v.Method, p.url+v.Path, bytes.NewReader(v.Body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range v.Headers {
		r.Header[h.Name] = append(r.Header[h.Name], h.Value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return vectors.Response{Status: response.StatusCode, Header: response.Header, Body: body}
}

// Each kind of server is a function under the framework, and answers the whole table as it must.
func TestVectors(t *testing.T) {
	running := map[vectors.Kind]*process{}
	played := 0
	for _, v := range vectors.Load(t) {
		kind := cmp.Or(v.Server, vectors.Bot)
		if running[kind] == nil {
			running[kind] = startSelf(t, "vectors", string(kind))
		}
		t.Run(v.Name, func(t *testing.T) {
			if why := v.NotOn(vectors.GCF); why != "" {
				t.Skip(why)
			}
			played++
			v.Check(t, running[kind].send(t, &v))
		})
	}
	if played == 0 {
		t.Error("the table is empty")
	}
}

// The example, built from an upload of this repository, answers the whole table as core does with the same bot.
func TestExampleAnswersAsCore(t *testing.T) {
	discord := newRecorder(t)
	options := core.Options{PublicKey: vectors.PublicKey(), APIURL: discord.url, Logger: slog.New(slog.DiscardHandler)}
	server, err := bot.New(options)
	if err != nil {
		t.Fatal(err)
	}
	function := start(t, []string{
		"FUNCTION_TARGET=Interactions", "DISCORD_PUBLIC_KEY=" + options.PublicKey, "DISCORD_API_URL=" + options.APIURL,
	}, example(t))
	for _, v := range vectors.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			if why := cmp.Or(v.NotOn(vectors.GCF), v.NotOn(vectors.Serve)); why != "" {
				t.Skip(why)
			}
			want := serve(t, server, &v)
			got := function.send(t, &v)
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
