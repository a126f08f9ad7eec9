package core_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"testing/iotest"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// A body that breaks off is answered 400, a late one 408.
func TestBodyThatDoesNotCome(t *testing.T) {
	key := discordtest.KeyFromSeed("carrier")
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err    error
		status int
		body   string
	}{
		{os.ErrDeadlineExceeded, 408, "Request body came too slowly"},
		{io.ErrUnexpectedEOF, 400, "Request body could not be read"},
		{errors.New("reset"), 400, "Request body could not be read"},
	} {
		response := server.Serve(t.Context(), &core.Request{
			Method: "POST", Path: "/", ContentType: "application/json",
			Signature: key.Sign("1", []byte(`{"type":1}`)), Timestamp: "1",
			Body: io.MultiReader(bytes.NewReader([]byte(`{"type":`)), iotest.ErrReader(c.err)), Length: 10,
		})
		if response.Status != c.status || string(response.Body) != c.body {
			t.Errorf("%v: %d %s", c.err, response.Status, response.Body)
		}
	}
}

// A carrier that cannot send files gets none, however small. Its other answers are inline.
func TestCarrierWithoutFiles(t *testing.T) {
	calls := 0
	status := http.StatusNoContent
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls++
		io.Copy(io.Discard, r.Body)
		w.WriteHeader(status)
	}))
	defer api.Close()
	key := discordtest.KeyFromSeed("carrier")
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), APIURL: api.URL, HTTPClient: api.Client()})
	if err != nil {
		t.Fatal(err)
	}
	server.Commands.Replace(func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		if i.Data.Name == "text" {
			return discord.Message{Content: "pong"}, nil
		}
		return discord.Message{Files: []discord.File{{Name: "a.bin", Content: bytes.NewReader([]byte{0xff})}}}, nil
	})
	serve := func(name string, noFiles bool) int {
		body := []byte(`{"type":2,"id":"1","application_id":"2","token":"t","data":{"id":"3","name":"` + name + `","type":1}}`)
		response := server.Serve(t.Context(), &core.Request{
			Method: "POST", Path: "/", ContentType: "application/json",
			Signature: key.Sign("1", body), Timestamp: "1", Body: bytes.NewReader(body), Length: int64(len(body)), NoFiles: noFiles,
		})
		defer response.Close()
		return response.Status
	}
	for _, c := range []struct {
		name    string
		noFiles bool
		api     int
		status  int
		calls   int
	}{
		{"text", true, 204, 200, 0},
		{"file", false, 204, 200, 0},
		{"file", true, 204, 202, 1},
		// There is no other way.
		{"file", true, 403, 500, 1},
	} {
		calls, status = 0, c.api
		if got := serve(c.name, c.noFiles); got != c.status || calls != c.calls {
			t.Errorf("%+v: status %d, %d calls", c, got, calls)
		}
	}
}
