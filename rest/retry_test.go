package rest_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// every holds each call that an interaction's handle makes. again is true if the call is repeated
// after an unknown outcome.
var every = []struct {
	name  string
	again bool
	call  func(context.Context, *rest.Interaction) error
}{
	{"Answer", true, func(ctx context.Context, i *rest.Interaction) error { return i.Answer(ctx, text) }},
	{"AnswerWithMessage", true, func(ctx context.Context, i *rest.Interaction) error {
		_, err := i.AnswerWithMessage(ctx, text)
		return err
	}},
	{"Original", true, func(ctx context.Context, i *rest.Interaction) error { _, err := i.Original(ctx); return err }},
	{"EditOriginal", true, func(ctx context.Context, i *rest.Interaction) error {
		_, err := i.EditOriginal(ctx, discord.Update{Content: new("x")})
		return err
	}},
	{"DeleteOriginal", true, func(ctx context.Context, i *rest.Interaction) error { return i.DeleteOriginal(ctx) }},
	{"FollowUp", false, func(ctx context.Context, i *rest.Interaction) error {
		_, err := i.FollowUp(ctx, discord.Message{Content: "x"})
		return err
	}},
	{"GetFollowUp", true, func(ctx context.Context, i *rest.Interaction) error { _, err := i.GetFollowUp(ctx, 5); return err }},
	{"EditFollowUp", true, func(ctx context.Context, i *rest.Interaction) error {
		_, err := i.EditFollowUp(ctx, 5, discord.Update{Content: new("x")})
		return err
	}},
	{"DeleteFollowUp", true, func(ctx context.Context, i *rest.Interaction) error { return i.DeleteFollowUp(ctx, 5) }},
}

func TestWhatIsTriedAgain(t *testing.T) {
	t.Parallel()
	limited := answer(429, `{"message":"You are being rate limited.","retry_after":0.05,"global":false}`, "Retry-After", "1")
	faults := []struct {
		name  string
		fault http.HandlerFunc
		// sure is true if Discord has certainly not acted. Every call is then tried again.
		sure bool
	}{
		{"429", limited, true},
		{"500", answer(500, `{"message":"500: Internal Server Error","code":0}`), false},
		{"502 from a proxy", answer(502, `<html>Bad Gateway</html>`), false},
		{"reset", reset, false},
	}
	for _, fault := range faults {
		for _, one := range every {
			t.Run(fault.name+"/"+one.name, func(t *testing.T) {
				t.Parallel()
				i, seen := serveSteps(t, fault.fault, answer(200, messageBody))
				err := one.call(within(t, 5*time.Second), i)
				if again := fault.sure || one.again; again {
					if err != nil || seen.count() != 2 {
						t.Fatalf("%d requests, error %v; want 2 and none", seen.count(), err)
					}
					return
				}
				if seen.count() != 1 || !errors.Is(err, rest.ErrUncertain) {
					t.Fatalf("%d requests, error %v; want 1 and ErrUncertain", seen.count(), err)
				}
			})
		}
	}
}

func TestRefusalsAreNotTriedAgain(t *testing.T) {
	for _, status := range []int{302, 400, 401, 403, 404, 405, 413} {
		i, seen := serveSteps(t, answer(status, `{"message":"No","code":50001}`, "Location", "/elsewhere"))
		_, err := i.Original(within(t, 5*time.Second))
		var refused *rest.Error
		if !errors.As(err, &refused) || refused.Status != status || !errors.Is(err, rest.ErrMissingAccess) {
			t.Errorf("%d: %v", status, err)
		}
		if seen.count() != 1 {
			t.Errorf("%d: %d requests", status, seen.count())
		}
	}
}

func TestTriesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		i, seen := serveStepsInMemory(t, answer(503, ``))
		err := i.DeleteOriginal(within(t, 20*time.Second))
		if seen.count() != 5 {
			t.Errorf("%d requests", seen.count())
		}
		mustContain(t, err, "DELETE /webhooks/{application.id}/{interaction.token}/messages/@original: 503 Service Unavailable")
		for n := 2; n < 5; n++ {
			if seen.gap(n) < seen.gap(n-1) {
				t.Errorf("pause %d is shorter than the one before", n)
			}
		}
	})
}

// Options.MaxWait does not bound the pauses after failures, which stop doubling before they are
// long.
func TestPausesAfterFailures(t *testing.T) {
	limited429 := status(429, `{"message":"m","retry_after":0.01}`, "X-RateLimit-Scope", "user")
	for name, c := range map[string]struct {
		options rest.Options
		// limits is how many answers with status 429 come before those with 503.
		limits, tries int
	}{
		"without waits for limits": {rest.Options{MaxWait: -1}, 0, 5},
		"with many tries":          {rest.Options{MaxTries: 50}, 0, 50},
		"after many limits":        {rest.Options{MaxTries: 50}, 40, 50},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := &script{steps: append(slices.Repeat([]func(*http.Request) *http.Response{limited429}, c.limits), status(503, ``))}
				err := limited(server, c.options).Do(t.Context(), "GET", "/users/@me", nil, nil)
				n := len(server.times)
				if !errors.Is(err, rest.ErrUncertain) || n != c.tries {
					t.Fatalf("%d tries: %v", n, err)
				}
				if last := server.times[n-1].Sub(server.times[n-2]); last > 33*time.Second {
					t.Errorf("the last pause is %s", last)
				}
			})
		})
	}
}

// A deletion whose answer was lost counts as made if Discord then knows nothing to delete.
func TestLostDeletions(t *testing.T) {
	const noWebhook, noMessage = `{"code":10015}`, `{"code":10008}`
	for path, c := range map[string]struct {
		refusal string
		made    bool
	}{
		"/channels/1/messages/2":                 {noMessage, true},
		"/webhooks/1":                            {noWebhook, true},
		"/webhooks/1/a-webhook-token":            {noWebhook, true},
		"/webhooks/1/a-webhook-token/messages/2": {noWebhook, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			server := &script{steps: []func(*http.Request) *http.Response{status(502, ``), status(404, c.refusal)}}
			err := limited(server, rest.Options{}).Do(t.Context(), "DELETE", path, nil, nil)
			if made := err == nil; made != c.made || len(server.times) != 2 {
				t.Errorf("%s: %d tries: %v", path, len(server.times), err)
			}
		})
	}
}
