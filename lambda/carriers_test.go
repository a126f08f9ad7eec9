package lambda

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// commandFrom is the event in which a sender passes a signed slash command.
func commandFrom(t *testing.T, shape, name string) []byte {
	t.Helper()
	body := []byte(`{"type":2,"id":"1","application_id":"2","token":"t","data":{"id":"3","name":"` + name + `","type":1}}`)
	return eventOf(t, shape, "POST", "/interactions", []vectors.Header{
		{Name: "Content-Type", Value: "application/json"},
		{Name: core.SignatureHeader, Value: vectors.Sign(vectors.Timestamp, body)},
		{Name: core.TimestampHeader, Value: vectors.Timestamp},
	}, body, false)
}

// Each sender gets an answer in a form that it accepts, in either mode of the function.
func TestAnswerTakesTheFormOfItsCarrier(t *testing.T) {
	callbacks := 0
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		callbacks++
		io.Copy(io.Discard, r.Body)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer api.Close()
	server, err := core.NewServer(core.Options{PublicKey: vectors.PublicKey(), APIURL: api.URL, HTTPClient: api.Client(), Deadline: patience})
	if err != nil {
		t.Fatal(err)
	}
	server.Commands.Replace(func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		if i.Data.Name == "text" {
			return discord.Message{Content: "pong"}, nil
		}
		return discord.Message{Files: []discord.File{{Name: "a.bin", Content: bytes.NewReader(binary)}}}, nil
	})
	const inline, byCallback = 200, 202
	for _, test := range []struct {
		shape, mode string
		streams     bool
		file        int
	}{
		{"function-url", "BUFFERED", false, inline},
		{"http-api", "BUFFERED", false, inline},
		{"http-api-1.0", "BUFFERED", false, inline},
		{"rest-api", "BUFFERED", false, byCallback},
		{"alb", "BUFFERED", false, inline},
		{"alb-multi-value", "BUFFERED", false, inline},
		{"function-url", "RESPONSE_STREAM", true, inline},
		{"http-api", "RESPONSE_STREAM", false, inline},
		{"http-api-1.0", "RESPONSE_STREAM", false, inline},
		{"rest-api", "RESPONSE_STREAM", true, inline},
		{"alb", "RESPONSE_STREAM", false, inline},
		{"alb-multi-value", "RESPONSE_STREAM", false, inline},
	} {
		t.Run(test.shape+" "+test.mode, func(t *testing.T) {
			t.Setenv(ModeVariable, test.mode)
			handler, err := NewHandler(server)
			if err != nil {
				t.Fatal(err)
			}
			mode := "BUFFERED"
			if test.streams {
				mode = "RESPONSE_STREAM"
			}
			for name, status := range map[string]int{"text": inline, "file": test.file} {
				callbacks = 0
				var event Event
				if err := event.decode(commandFrom(t, test.shape, name)); err != nil {
					t.Fatal(err)
				}
				response, err := handler(t.Context(), event)
				if err != nil {
					t.Fatal(err)
				}
				contentType := response.ContentType()
				text, err := io.ReadAll(response)
				if err != nil {
					t.Fatal(err)
				}
				response.Close()
				got := answerOf(t, &invoked{contentType: contentType, body: text}, mode)
				if got.Status != status || (callbacks == 1) != (status == byCallback) {
					t.Fatalf("%s: status %d, %d callbacks: %s", name, got.Status, callbacks, text)
				}
				switch {
				case name == "text" && !strings.Contains(string(got.Body), "pong"):
					t.Errorf("%s", got.Body)
				case name == "file" && status == inline:
					checkFile(t, got)
				}
			}
		})
	}
}
