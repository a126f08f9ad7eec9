package gcf

import (
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

// A refusal that waits would hold a place in the instance, and the platform start another instance for the next one.
func TestRefusalsDoNotWait(t *testing.T) {
	key := discordtest.KeyFromSeed("gcf")
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	for name, function := range map[string]Function{"by callback": {}, "inline": {Inline: true}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r, w, began := key.Request(t.Context(), "/", []byte(`{"type":1}`)), httptest.NewRecorder(), time.Now()
				r.Header.Set(core.TimestampHeader, "1")
				function.served(server).serve(w, r)
				if took := time.Since(began); w.Code != 401 || took != 0 {
					t.Errorf("status %d after %v, want 401 at once", w.Code, took)
				}
			})
		})
	}
}
