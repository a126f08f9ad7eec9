package discordtest_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// direct calls an API without a network, so that its clock can be a faked one.
type direct struct{ api *discordtest.API }

func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	d.api.ServeHTTP(w, r)
	return w.Result(), nil
}

// lagging begins an interaction with an API that takes a given time to process its answer.
func lagging(t *testing.T, lag time.Duration) (*discordtest.API, discord.Snowflake, *rest.Interaction) {
	t.Helper()
	api := discordtest.NewAPI(discordtest.APIOptions{})
	api.Lag(lag, lag)
	id, app := api.NewID(), api.Options().ApplicationID
	if err := api.Begin(fmt.Appendf(nil, `{"type":2,"id":"%d","application_id":"%d","token":"token","version":1,
		"channel_id":"6","user":{"id":"7","username":"mira"},"data":{"id":"9","name":"say","type":1}}`, id, app)); err != nil {
		t.Fatal(err)
	}
	o := api.RESTOptions()
	o.HTTP = &http.Client{Transport: direct{api}}
	return api, id, rest.New(o).Interaction(app, id, "token")
}

func mustRefuse(t *testing.T, err error, code rest.Code) {
	t.Helper()
	if refused, ok := errors.AsType[*discordtest.Refusal](err); !ok || refused.Code != code {
		t.Errorf("got %v, want code %d", err, code)
	}
}

var deferral = []byte(`{"type":5}`)

func TestCallsThatOvertakeTheAnswerAreRefused(t *testing.T) {
	for name, call := range map[string]func(*testing.T, *rest.Interaction) error{
		"get": func(t *testing.T, i *rest.Interaction) error { _, err := i.Original(t.Context()); return err },
		"edit": func(t *testing.T, i *rest.Interaction) error {
			_, err := i.EditOriginal(t.Context(), discord.Update{Content: new("x")})
			return err
		},
		"delete": func(t *testing.T, i *rest.Interaction) error { return i.DeleteOriginal(t.Context()) },
		"follow up": func(t *testing.T, i *rest.Interaction) error {
			_, err := i.FollowUp(t.Context(), discord.Message{Content: "x"})
			return err
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			const lag = 2 * time.Second
			api, id, i := lagging(t, lag)
			early := func(when string) {
				t.Helper()
				if err := call(t, i); !errors.Is(err, rest.ErrUnknownWebhook) {
					t.Errorf("%s, %s: %v", name, when, err)
				}
			}
			early("before the answer")
			// The answer is in time, and is processed after the 3 seconds are over.
			time.Sleep(2500 * time.Millisecond)
			sent := time.Now()
			done := make(chan error)
			go func() { done <- api.Answered(id, "application/json", deferral) }()
			early("with the answer")
			time.Sleep(lag - time.Millisecond)
			early("before the lag is over")
			if err := <-done; err != nil || time.Since(sent) != lag {
				t.Errorf("%s: answered after %v: %v", name, time.Since(sent), err)
			}
			if err := call(t, i); err != nil {
				t.Errorf("%s, after the lag: %v", name, err)
			}
		})
	}
}

// While the API processes an answer, it refuses another one, and the 3 seconds do not end the
// interaction.
func TestSecondAnswerDuringTheLag(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api, id, i := lagging(t, 5*time.Second)
		done := make(chan error)
		go func() { done <- api.Answered(id, "application/json", deferral) }()
		synctest.Wait()
		mustRefuse(t, api.Answered(id, "application/json", deferral), rest.ErrAlreadyAcknowledged)
		mustCode(t, i.Answer(t.Context(), discord.Payload{JSON: deferral}), 400, rest.ErrAlreadyAcknowledged)
		api.Failed(id, nil)
		if err := <-done; err != nil {
			t.Error(err)
		}
		if _, err := i.Original(t.Context()); err != nil {
			t.Errorf("after the lag: %v", err)
		}
	})
}

func TestRefusedAnswerAfterTheLag(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api, id, i := lagging(t, time.Second)
		mustRefuse(t, api.Answered(id, "application/json", []byte(`{"type":7}`)), rest.ErrInvalidFormBody)
		if _, err := i.Original(t.Context()); !errors.Is(err, rest.ErrUnknownWebhook) {
			t.Errorf("after the refusal: %v", err)
		}
	})
}

// The API processes an answer by callback at once, regardless of the lag.
func TestCallbackHasNoLag(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, _, i := lagging(t, time.Hour)
		if err := i.Answer(t.Context(), discord.Payload{JSON: deferral}); err != nil {
			t.Fatal(err)
		}
		if _, err := i.EditOriginal(t.Context(), discord.Update{Content: new("x")}); err != nil {
			t.Error(err)
		}
	})
}

func TestLagThatIsNone(t *testing.T) {
	for _, times := range [][2]time.Duration{{-1, 1}, {2, 1}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v: no panic", times)
				}
			}()
			discordtest.NewAPI(discordtest.APIOptions{}).Lag(times[0], times[1])
		}()
	}
}
