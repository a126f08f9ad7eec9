package rest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

func limited(s http.RoundTripper, o rest.Options) *rest.Client {
	o.BotToken, o.HTTP = botToken, &http.Client{Transport: s}
	return rest.New(o)
}

// numbered is a body that contains the call's place in its bucket.
type numbered struct {
	Number int `json:"n"`
}

// busy is a Discord with five buckets. Two routes share one, and two resources have one each of the
// same name.
func busy() *strict {
	messages := strictBucket{"messages", 5, 5 * time.Second}
	return &strict{latency: 150 * time.Millisecond, buckets: map[string]strictBucket{
		"POST/channels/#/messages":         messages,
		"PUT/guilds/#/members/#/roles/#":   {"roles", 2, time.Second},
		"PATCH/channels/#":                 {"channel", 1, 2 * time.Second},
		"PATCH/guilds/#/members/#":         {"members", 3, time.Second},
		"DELETE/guilds/#/members/#":        {"members", 3, time.Second},
		"POST/webhooks/#/a-token-of-a-bot": {"webhook", 5, 2 * time.Second},
	}}
}

// TestManyCallsKeepEveryLimit makes 50 calls at once, over five buckets, against a Discord that
// enforces its limits. Only the global limit refuses any of them, and each bucket's calls arrive in
// order.
func TestManyCallsKeepEveryLimit(t *testing.T) {
	for name, global := range map[string]int{"buckets alone": 0, "with a global limit": 7} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := busy()
				server.global = global
				client := limited(server, rest.Options{MaxTries: 20})
				calls := []struct{ methods, paths [2]string }{
					{[2]string{"POST", "POST"}, [2]string{"/channels/1/messages", "/channels/1/messages"}},
					{[2]string{"POST", "POST"}, [2]string{"/channels/2/messages", "/channels/2/messages"}},
					{[2]string{"PUT", "PUT"}, [2]string{"/guilds/3/members/4/roles/5", "/guilds/3/members/6/roles/7"}},
					{[2]string{"PATCH", "PATCH"}, [2]string{"/channels/8", "/channels/8"}},
					{[2]string{"PATCH", "DELETE"}, [2]string{"/guilds/9/members/4", "/guilds/9/members/6"}},
				}
				// Each of the two routes of the last bucket is known before they meet in it.
				for n := range 2 {
					if err := client.Do(t.Context(), calls[4].methods[n], calls[4].paths[n], numbered{-1}, nil); err != nil {
						t.Fatal(err)
					}
				}
				var all sync.WaitGroup
				for n := range 10 {
					for _, call := range calls {
						all.Go(func() {
							if err := client.Do(t.Context(), call.methods[n%2], call.paths[n%2], numbered{n}, nil); err != nil {
								t.Errorf("%s %s: %v", call.methods[n%2], call.paths[n%2], err)
							}
						})
						// Wait until this call is in its queue.
						synctest.Wait()
					}
				}
				all.Wait()
				if server.refused["user"] != 0 || global == 0 && server.refused["global"] != 0 {
					t.Errorf("refused: %v", server.refused)
				}
				if global > 0 && server.refused["global"] == 0 {
					t.Error("the global limit was never met")
				}
				checkOrder(t, server, 5)
				if n := client.Buckets(); n > 5 {
					t.Errorf("%d buckets are kept", n)
				}
			})
		})
	}
}

func checkOrder(t *testing.T, server *strict, buckets int) {
	t.Helper()
	if len(server.seen) != buckets {
		t.Errorf("%d buckets, want %d", len(server.seen), buckets)
	}
	for key, bodies := range server.seen {
		bodies = slices.DeleteFunc(bodies, func(body string) bool { return body == `{"n":-1}` })
		for n, body := range bodies {
			if body != fmt.Sprintf(`{"n":%d}`, n) {
				t.Errorf("%s: out of order: %v", key, bodies)
				break
			}
		}
		if len(bodies) != 10 || server.most[key] != 1 {
			t.Errorf("%s: %d calls, %d at once", key, len(bodies), server.most[key])
		}
	}
}

// Calls that only read are sent at the same time once the bucket is known, and still keep its
// limit.
func TestReadsGoTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &strict{latency: 150 * time.Millisecond, buckets: map[string]strictBucket{"GET/channels/#/messages/#": {"get", 10, time.Second}}}
		client := limited(server, rest.Options{})
		var all sync.WaitGroup
		for n := range 40 {
			all.Go(func() {
				if err := client.Do(t.Context(), "GET", rest.Path("/channels/1/messages/{message.id}", n), nil, nil); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if server.refused["user"] != 0 || server.most["get:1"] < 5 {
			t.Errorf("refused %v, at once %v", server.refused, server.most)
		}
	})
}

// A call whose turn would come after its context's deadline fails when that is known, and says when
// to call again. The calls behind it go on.
func TestTurnAfterTheDeadlineFailsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &strict{latency: 10 * time.Millisecond, buckets: map[string]strictBucket{"POST/channels/#/messages": {"m", 1, 10 * time.Second}}}
		client := limited(server, rest.Options{})
		begin := time.Now()
		took := make([]time.Duration, 4)
		errs := make([]error, 4)
		var all sync.WaitGroup
		for n, deadline := range []time.Duration{time.Minute, time.Minute, 15 * time.Second, time.Minute} {
			all.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), deadline)
				defer cancel()
				errs[n] = client.Do(ctx, "POST", "/channels/1/messages", numbered{n}, nil)
				took[n] = time.Since(begin)
			})
			synctest.Wait()
		}
		all.Wait()
		var refused *rest.Error
		if !errors.Is(errs[2], rest.ErrRateLimited) || !errors.As(errs[2], &refused) || refused.RetryAfter < 19*time.Second || refused.RetryAfter > 20*time.Second {
			t.Errorf("the third: %v", errs[2])
		}
		if took[2] > 100*time.Millisecond {
			t.Errorf("the third failed after %s", took[2])
		}
		if errs[0] != nil || errs[1] != nil || errs[3] != nil || took[3] > 21*time.Second || server.refused["user"] != 0 {
			t.Errorf("%v after %v, refused %v", errs, took, server.refused)
		}
	})
}

// A call that gives up while it waits leaves the queue in order.
func TestWaitingCallGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &strict{latency: 10 * time.Millisecond, buckets: map[string]strictBucket{"POST/channels/#/messages": {"m", 1, time.Second}}}
		client := limited(server, rest.Options{})
		ctx, cancel := context.WithCancelCause(t.Context())
		gone := errors.New("the function is shutting down")
		var all sync.WaitGroup
		for n := range 4 {
			all.Go(func() {
				mine := t.Context()
				if n == 1 || n == 2 {
					mine = ctx
				}
				err := client.Do(mine, "POST", "/channels/1/messages", numbered{n}, nil)
				if mine == ctx != errors.Is(err, gone) {
					t.Errorf("%d: %v", n, err)
				}
			})
			synctest.Wait()
		}
		cancel(gone)
		all.Wait()
		if seen := server.seen["m:1"]; len(seen) != 2 || seen[1] != `{"n":3}` {
			t.Errorf("%v", seen)
		}
		time.Sleep(time.Second)
		if n := client.Buckets(); n > 1 {
			t.Errorf("%d buckets are kept", n)
		}
	})
}

// A server that answers many interactions, each with its own buckets, keeps few of them.
func TestMemoryOfLimitsIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &strict{buckets: map[string]strictBucket{"GET/channels/#": {"c", 5, 5 * time.Second}}}
		client := limited(server, rest.Options{})
		for n := range 10_000 {
			if err := client.Do(t.Context(), "GET", rest.Path("/channels/{channel.id}", n+1), nil, nil); err != nil {
				t.Fatal(err)
			}
		}
		if n := client.Buckets(); n > 8192 {
			t.Errorf("%d buckets are kept", n)
		}
		time.Sleep(10 * time.Second)
		_ = client.Do(t.Context(), "GET", "/channels/1", nil, nil)
		if n := client.Buckets(); n > 1 {
			t.Errorf("%d buckets are kept", n)
		}
	})
}
