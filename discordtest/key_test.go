package discordtest_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

const ping = `{"type":1}`

func TestKeySignsWhatCoreAccepts(t *testing.T) {
	key := discordtest.NewKey()
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	request := key.Request(t.Context(), "http://bot.test/interactions", []byte(ping))
	body, err := io.ReadAll(request.Body)
	if err != nil {
		t.Fatal(err)
	}
	signature, timestamp := request.Header.Get(core.SignatureHeader), request.Header.Get(core.TimestampHeader)
	if got := server.OnInteraction(t.Context(), body, signature, timestamp); got.Status != 200 {
		t.Errorf("status %d for a signed PING, want 200", got.Status)
	}
	if got := server.OnInteraction(t.Context(), append(body, ' '), signature, timestamp); got.Status != 401 {
		t.Errorf("status %d for another body, want 401", got.Status)
	}
	other := discordtest.NewKey().Sign(timestamp, body)
	if got := server.OnInteraction(t.Context(), body, other, timestamp); got.Status != 401 {
		t.Errorf("status %d for another key's signature, want 401", got.Status)
	}
}

func TestKeyFromSeedIsTheSame(t *testing.T) {
	a, b := discordtest.KeyFromSeed("seed"), discordtest.KeyFromSeed("seed")
	if a.PublicKey() != b.PublicKey() || a.Sign("1", []byte(ping)) != b.Sign("1", []byte(ping)) {
		t.Error("two keys from one seed differ")
	}
	if a.PublicKey() == discordtest.KeyFromSeed("other").PublicKey() {
		t.Error("two seeds make one key")
	}
}

func TestKeyDoesNotPrintItsSecret(t *testing.T) {
	key := discordtest.NewKey()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(verb, key); !strings.Contains(got, key.PublicKey()) || len(got) > 100 {
			t.Errorf("%s prints %q", verb, got)
		}
	}
}

func ExampleKey_Sign() {
	key := discordtest.KeyFromSeed("example")
	server, _ := core.NewServer(core.Options{PublicKey: key.PublicKey()})

	body := []byte(`{"type":1}`)
	timestamp := "1700000000"
	response := server.OnInteraction(context.Background(), body, key.Sign(timestamp, body), timestamp)

	var text bytes.Buffer
	_, _ = response.WriteTo(&text)
	fmt.Println(response.Status, text.String())
	// Output: 200 {"type":1}
}
