package core_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// documented are the statuses of the package's table.
var documented = []int{200, 202, 204, 400, 401, 405, 413, 415, 500, 501, 503}

// counted counts what is read of it.
type counted struct {
	io.Reader
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	return n, err
}

// FuzzServe sends anything through the whole request path: what is not signed reaches no listener, nothing panics, no
// more than the limit is read, and what is answered is one of the documented statuses with a body to fit.
func FuzzServe(f *testing.F) {
	const limit = 4 << 10
	key := discordtest.KeyFromSeed("fuzz")
	var heard int
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), BodyLimit: limit, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		f.Fatal(err)
	}
	server.Commands.Replace(func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		heard++
		return discord.Message{Content: i.Data.Name}, nil
	})
	server.Autocompletes.Replace(func(_ context.Context, i *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error) {
		heard++
		return discord.Choices{}, nil
	})
	server.Components.Replace(func(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
		heard++
		return discord.Update{Content: &i.Data.CustomID}, nil
	})
	server.Modals.Replace(func(_ context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
		heard++
		return discord.Message{Content: i.Data.CustomID}, nil
	})
	server.Events.Replace(func(context.Context, *discord.Event) error { heard++; return nil })

	const plain = "application/json"
	f.Add("POST", "/interactions", plain, "", "1735689600", command, int64(len(command)), true)
	f.Add("POST", "/events", plain+"; charset=utf-8", "", "1735689600", []byte(`{"type":1,"event":{"type":"APPLICATION_AUTHORIZED"}}`), int64(-1), true)
	f.Add("POST", "/", plain, key.Sign("1", command), "1", command, int64(1<<40), false)
	f.Add("POST", "/", plain, discordtest.NewKey().Sign("1", command), "1", command, int64(-1<<40), false)
	f.Add("GET", "", "", "", "", []byte(nil), int64(0), false)
	f.Add("POST", "/", plain, "", "now", bytes.Repeat([]byte(" "), limit+2), int64(3), true)
	for _, kind := range []string{"1", "3", "4", "5", "6", "-1", "1e1", `"2"`, "null", "[]"} {
		f.Add("POST", "/", plain, "", "now", []byte(`{"type":`+kind+`,"id":"1","application_id":"1","token":"t","data":{"custom_id":"a:b","component_type":2}}`), int64(-1), true)
	}
	f.Fuzz(func(t *testing.T, method, path, contentType, signature, timestamp string, body []byte, length int64, sign bool) {
		isSigned := sign || signature == key.Sign(timestamp, body)
		if sign {
			signature = key.Sign(timestamp, body)
		}
		heard = 0
		read := &counted{Reader: iotest.HalfReader(bytes.NewReader(body))}
		response := server.Serve(t.Context(), &core.Request{
			Method: method, Path: path, ContentType: contentType, Signature: signature, Timestamp: timestamp, Body: read, Length: length,
		})
		if !slices.Contains(documented, response.Status) {
			t.Errorf("status %d", response.Status)
		}
		if !isSigned && (response.Status/100 == 2 || heard > 0) {
			t.Errorf("not signed, and answered %d; %d listeners heard it", response.Status, heard)
		}
		if read.n > limit+1 {
			t.Errorf("%d bytes were read", read.n)
		}
		var out bytes.Buffer
		if _, err := response.WriteTo(&out); err != nil {
			t.Fatal(err)
		}
		switch {
		case response.Status == http.StatusOK && !jsontext.Value(out.Bytes()).IsValid():
			t.Errorf("the answer is not JSON: %q", out.Bytes())
		case response.Status >= 400 && (out.Len() == 0 || !utf8.Valid(out.Bytes())):
			t.Errorf("status %d with the text %q", response.Status, out.Bytes())
		}
		if (heard == 1) != (response.Status == http.StatusOK && !bytes.Equal(out.Bytes(), []byte(`{"type":1}`))) &&
			response.Status != http.StatusNoContent && response.Status != http.StatusInternalServerError {
			t.Errorf("status %d, and %d listeners heard it", response.Status, heard)
		}
	})
}
