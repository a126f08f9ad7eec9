package discordtest

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestWaiting(t *testing.T) {
	d := NewDiscord(APIOptions{})
	defer d.Close()
	asked, failure := 0, error(nil)
	answering := Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked == 0 {
			t.Error("the request does not wait")
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write([]byte(`{"type":4,"data":{"content":"here"}}`))
	}))
	d.Connect(answering.Waiting(func(context.Context) error { asked++; return failure }))
	body := `{"type":2,"id":"1","application_id":"2","token":"t","version":1,"data":{"id":"3","name":"ping","type":1},"user":{"id":"4","username":"you"},"channel_id":"5"}`
	send := func() error {
		fresh, err := d.Fresh([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Send(t.Context(), fresh)
		return err
	}
	if err := send(); err != nil || asked != 1 {
		t.Errorf("asked %d times: %v", asked, err)
	}
	failure = errors.New("it does not start")
	if err := send(); err == nil || !strings.Contains(err.Error(), "it does not start") {
		t.Errorf("the error is %v", err)
	}
}
