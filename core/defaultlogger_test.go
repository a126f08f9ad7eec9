package core_test

import (
	"log/slog"
	"net/http"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

// Most servers have no logger of their own. They log to slog's default and must not crash without
// one.
func TestUndecodableWithoutLogger(t *testing.T) {
	before := slog.Default()
	defer slog.SetDefault(before)
	slog.SetDefault(slog.New(slog.DiscardHandler))
	key := discordtest.NewKey()
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	body := []byte(`{"type":2,"data":[]}`)
	response := server.OnInteraction(t.Context(), body, key.Sign("1735689600", body), "1735689600")
	if response.Status != http.StatusInternalServerError {
		t.Errorf("an interaction gets status %d", response.Status)
	}
	body = []byte(`{"type":1,"event":[]}`)
	response = server.OnEvent(t.Context(), body, key.Sign("1735689600", body), "1735689600")
	if response.Status != http.StatusInternalServerError {
		t.Errorf("an event gets status %d", response.Status)
	}
}
