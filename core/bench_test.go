package core_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
	"golang.org/x/crypto/ed25519"
)

// signedBody holds a request as the arguments of OnInteraction.
type signedBody struct {
	body                 []byte
	signature, timestamp string
}

func benchServer(tb testing.TB) (*core.Server, func(body []byte) signedBody) {
	tb.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		tb.Fatal(err)
	}
	server, err := core.NewServer(core.Options{PublicKey: hex.EncodeToString(public)})
	if err != nil {
		tb.Fatal(err)
	}
	err = server.Handle(
		core.Command("search", "Searches", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "found"}, nil
		}),
		core.Component("vote:{poll}:{choice}", func(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
			return discord.Message{Content: "voted"}, nil
		}),
	)
	if err != nil {
		tb.Fatal(err)
	}
	return server, func(body []byte) signedBody {
		const timestamp = "1764000000"
		signature := ed25519.Sign(private, append([]byte(timestamp), body...))
		return signedBody{body, hex.EncodeToString(signature), timestamp}
	}
}

func payload(tb testing.TB, name string) []byte {
	tb.Helper()
	body, err := os.ReadFile(filepath.Join("..", "testdata", "payloads", name))
	if err != nil {
		tb.Fatal(err)
	}
	return body
}

// BenchmarkOnInteraction also measures bare verification of the same bytes: the difference is the
// cost of hotaru.
func BenchmarkOnInteraction(b *testing.B) {
	server, sign := benchServer(b)
	forged := sign(payload(b, "slash.json"))
	forged.signature = sign([]byte("something else")).signature
	malformed := forged
	malformed.signature = malformed.signature[1:]
	for _, c := range []struct {
		name   string
		in     signedBody
		status int
	}{
		{"ping", sign(payload(b, "ping.json")), 200},
		{"slash command", sign(payload(b, "slash.json")), 200},
		{"component", sign(payload(b, "component.json")), 200},
		{"forged", forged, 401},
		{"malformed", malformed, 401},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if r := server.OnInteraction(b.Context(), c.in.body, c.in.signature, c.in.timestamp); r.Status != c.status {
					b.Fatalf("status %d, want %d: %s", r.Status, c.status, r.Body)
				}
			}
		})
	}
}

func BenchmarkVerification(b *testing.B) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"ping", "slash", "component"} {
		b.Run(name, func(b *testing.B) {
			message := append([]byte("1764000000"), payload(b, name+".json")...)
			signature := ed25519.Sign(private, message)
			b.ReportAllocs()
			for b.Loop() {
				if !ed25519.Verify(public, message, signature) {
					b.Fatal("not verified")
				}
			}
		})
	}
}

// BenchmarkAfter measures the cost of work after the answer, which is zero if there is none.
func BenchmarkAfter(b *testing.B) {
	server, sign := benchServer(b)
	err := server.Handle(core.Command("worker", "Works", func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		core.After(ctx, func(context.Context, *rest.Interaction) error { return nil })
		return discord.Message{Content: "found"}, nil
	}))
	if err != nil {
		b.Fatal(err)
	}
	with := sign(bytes.Replace(payload(b, "slash.json"), []byte(`"name":"search"`), []byte(`"name":"worker"`), 1))
	for _, c := range []struct {
		name string
		in   signedBody
		work bool
	}{{"without work", sign(payload(b, "slash.json")), false}, {"with work", with, true}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := server.OnInteraction(b.Context(), c.in.body, c.in.signature, c.in.timestamp)
				if r.Status != 200 || r.HasWork() != c.work {
					b.Fatalf("status %d, work %v", r.Status, r.HasWork())
				}
				r.Sent(b.Context())
			}
		})
	}
}
