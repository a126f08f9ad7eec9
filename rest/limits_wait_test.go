package rest_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

func TestRetryAfterIsObeyed(t *testing.T) {
	for name, limited := range map[string]http.HandlerFunc{
		"JSON, more exact than the header": answer(429, `{"message":"You are being rate limited.","retry_after":0.31,"global":false}`, "Retry-After", "1"),
		"header with decimals":             answer(429, `not JSON`, "Retry-After", "0.31"),
		"header alone":                     answer(429, ``, "Retry-After", " 0.31 "),
		"JSON as text":                     answer(429, `{"retry_after":"0.31"}`),
		"global":                           answer(429, `{"retry_after":0.31,"global":true}`, "X-RateLimit-Global", "true", "X-RateLimit-Scope", "global"),
		"shared": answer(429, `{"message":"The resource is being rate limited.","retry_after":0.31,"global":false}`,
			"X-RateLimit-Scope", "shared", "X-RateLimit-Remaining", "9"),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				i, seen := serveStepsInMemory(t, limited, answer(204, ``))
				if err := i.DeleteOriginal(within(t, 5*time.Second)); err != nil {
					t.Fatal(err)
				}
				if gap := seen.gap(1); gap < 310*time.Millisecond || gap > 900*time.Millisecond {
					t.Errorf("tried again after %s", gap)
				}
			})
		})
	}
}

func TestWaitThatDoesNotFitFailsAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		ctx   context.Context
		after string
	}{
		"past the deadline":        {within(t, 2*time.Second), "3"},
		"too long for any context": {t.Context(), "3600"},
	} {
		t.Run(name, func(t *testing.T) {
			i, seen := serveSteps(t, answer(429, `{"message":"You are being rate limited."}`, "Retry-After", c.after))
			began := time.Now()
			err := i.DeleteOriginal(c.ctx)
			if took := time.Since(began); took > time.Second {
				t.Errorf("took %s", took)
			}
			var refused *rest.Error
			if !errors.Is(err, rest.ErrRateLimited) || !errors.As(err, &refused) || refused.RetryAfter < 3*time.Second || seen.count() != 1 {
				t.Errorf("%d requests: %v", seen.count(), err)
			}
			// A limit that is known to be used up causes no further request.
			if err := i.DeleteOriginal(c.ctx); !errors.Is(err, rest.ErrRateLimited) || seen.count() != 1 {
				t.Errorf("%d requests: %v", seen.count(), err)
			}
		})
	}
}

func TestUsedUpBucketIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		last := answer(200, messageBody, "X-RateLimit-Limit", "5", "X-RateLimit-Remaining", "0",
			"X-RateLimit-Reset-After", "0.4", "X-RateLimit-Bucket", "abcd1234")
		seen := &recorder{}
		client := serveInMemory(t, rest.Options{}, func(w http.ResponseWriter, r *http.Request) {
			seen.add(r)
			last(w, r)
		})
		ctx := within(t, 5*time.Second)
		one, other := client.Interaction(1, 2, "one-token-of-two"), client.Interaction(1, 3, "two-token-of-two")
		for _, call := range []struct {
			i       *rest.Interaction
			waiting bool
		}{{one, false}, {other, false}, {one, true}} {
			began := time.Now()
			if _, err := call.i.Original(ctx); err != nil {
				t.Fatal(err)
			}
			if waited := time.Since(began) > 200*time.Millisecond; waited != call.waiting {
				t.Errorf("request %d waited: %v", seen.count(), waited)
			}
		}
	})
}

func TestBucketIsSharedByRoutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		headers := []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset-After", "0.4", "X-RateLimit-Bucket", "webhooks"}
		i, _ := serveStepsInMemory(t, answer(200, messageBody, headers[0], "1", headers[4], headers[5]), answer(200, messageBody, headers...), answer(200, messageBody))
		ctx := within(t, 5*time.Second)
		if _, err := i.Original(ctx); err != nil {
			t.Fatal(err)
		}
		if _, err := i.EditOriginal(ctx, discord.Update{Content: new("x")}); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if _, err := i.Original(ctx); err != nil || time.Since(began) < 200*time.Millisecond {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
	})
}

// The app's global limit does not apply to interaction endpoints.
func TestGlobalLimitOfTheApp(t *testing.T) {
	client := serve(t, rest.Options{BotToken: botToken}, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			answer(429, `{"retry_after":30,"global":true}`)(w, r)
			return
		}
		answer(200, messageBody)(w, r)
	})
	ctx := within(t, 5*time.Second)
	if _, err := client.Application(ctx); !errors.Is(err, rest.ErrRateLimited) {
		t.Error(err)
	}
	var refused *rest.Error
	if _, err := client.Commands(ctx, rest.CommandScope{ApplicationID: 1}); !errors.As(err, &refused) || !refused.Global {
		t.Error(err)
	}
	if _, err := client.Interaction(1, 2, interactionToken).Original(ctx); err != nil {
		t.Error(err)
	}
}

func TestContextEndsTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		i, _ := serveStepsInMemory(t, answer(429, `{"retry_after":20}`))
		ctx, cancel := context.WithCancelCause(t.Context())
		gone := errors.New("the function is shutting down")
		time.AfterFunc(100*time.Millisecond, func() { cancel(gone) })
		began := time.Now()
		err := i.DeleteOriginal(ctx)
		if !errors.Is(err, gone) || time.Since(began) > 5*time.Second {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
	})
}
