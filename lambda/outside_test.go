package lambda

import (
	"context"
	"errors"
	"io"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// A batch of records goes to the server's Outside, byte for byte, and its answer to Lambda. A
// server without one refuses it, as TestOtherEventsAreNamed shows.
func TestBatch(t *testing.T) {
	server := vectors.Server(t, vectors.Bare)
	const batch = `{"Records":[{"messageId":"1","eventSource":"aws:sqs","body":"\u00e9"}]}`
	fails := errors.New("no")
	var failure error
	if err := server.Outside.Set(core.Outside{Invoke: func(ctx context.Context, event []byte) ([]byte, error) {
		if string(event) != batch || core.ServerOf(ctx) != server {
			t.Errorf("the batch came as %s", event)
		}
		return []byte(`{"batchItemFailures":[]}`), failure
	}}); err != nil {
		t.Fatal(err)
	}
	handler, err := NewHandler(server)
	if err != nil {
		t.Fatal(err)
	}
	var event Event
	if err := event.UnmarshalJSON([]byte(batch)); err != nil {
		t.Fatal(err)
	}
	response, err := handler(t.Context(), event)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(response); err != nil || string(text) != `{"batchItemFailures":[]}` || response.ContentType() != "application/json" {
		t.Errorf("%s, %v", text, err)
	}
	response.Close()
	failure = fails
	if _, err := handler(t.Context(), event); !errors.Is(err, fails) {
		t.Errorf("a failure: %v", err)
	}
}
