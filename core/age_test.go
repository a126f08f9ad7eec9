package core_test

import (
	"bytes"
	"log/slog"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

func TestMaxAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		key := discordtest.KeyFromSeed("age")
		var log bytes.Buffer
		start := func(age time.Duration) *core.Server {
			server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), MaxAge: age, Logger: slog.New(slog.NewTextHandler(&log, nil))})
			if err != nil {
				t.Fatal(err)
			}
			return server
		}
		at := func(after time.Duration) string { return strconv.FormatInt(time.Now().Add(after).Unix(), 10) }
		for _, c := range []struct {
			age       time.Duration
			timestamp string
			logged    string
		}{
			{0, "1", ""}, {0, "yesterday", ""}, {-1, "1", ""},
			{15 * time.Minute, at(0), ""}, {15 * time.Minute, at(-15 * time.Minute), ""}, {15 * time.Minute, at(15 * time.Minute), ""},
			{15 * time.Minute, at(-901 * time.Second), "difference=15m1s"}, {15 * time.Minute, at(901 * time.Second), "difference=-15m1s"},
			{15 * time.Minute, "1", "difference="},
			{15 * time.Minute, "yesterday", "not a time"}, {15 * time.Minute, at(0) + ".5", "not a time"},
			{15 * time.Minute, "-1", "not a time"}, {15 * time.Minute, "9223372036854775807", "not a time"},
			{15 * time.Minute, "99999999999999999999", "not a time"},
		} {
			for path, body := range map[string]string{"/": `{"type":1}`, "/events": `{"version":1,"type":0}`} {
				log.Reset()
				server := start(c.age)
				send := func(signed string) core.Response {
					return server.Serve(t.Context(), &core.Request{
						Method: "POST", Path: path, ContentType: "application/json", Length: -1,
						Signature: key.Sign(c.timestamp, []byte(signed)), Timestamp: c.timestamp, Body: strings.NewReader(body),
					})
				}
				response := send(body)
				if c.logged == "" && response.Status/100 == 2 && log.Len() == 0 {
					continue
				}
				if response.Status != 401 || string(response.Body) != "Invalid request signature" || c.logged == "" ||
					strings.Count(log.String(), "\n") != 1 || !strings.Contains(log.String(), "level=WARN") || !strings.Contains(log.String(), c.logged) {
					t.Errorf("%s, MaxAge %v, timestamp %s: %d, log %q", path, c.age, c.timestamp, response.Status, log.String())
				}
				log.Reset()
				if forged := send(body + " "); forged.Status != 401 || log.Len() > 0 {
					t.Errorf("a forged one: %d, log %q", forged.Status, log.String())
				}
			}
		}
	})
}
