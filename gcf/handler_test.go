package gcf

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

// A refusal that waits would occupy the instance, and the platform would start another one.
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

// The framework would print a panic as plain text, with its value.
func TestPanicsOfTheHandlerAreLogged(t *testing.T) {
	before := slog.Default()
	defer slog.SetDefault(before)
	for value, want := range map[any]struct {
		status int
		log    string
	}{
		"a secret":           {500, `"severity":"ERROR","message":"request failed","error":"panic with a string"`},
		http.ErrAbortHandler: {200, ""},
	} {
		var log bytes.Buffer
		slog.SetDefault(slog.New(LogHandler(&log)))
		w := httptest.NewRecorder()
		func() {
			defer recovered(context.Background(), w)
			panic(value)
		}()
		if w.Code != want.status || !strings.Contains(log.String(), want.log) || strings.Contains(log.String(), "a secret") || want.log == "" && log.Len() > 0 {
			t.Errorf("%v: status %d, %s", value, w.Code, log.String())
		}
	}
}
