package core

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

const someKey = "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29"

func ring(fetch func(context.Context) (string, error)) *keyring {
	return &keyring{fetch: fetch, verifier: standardVerifier, log: func(context.Context, line, about, ...slog.Attr) {}}
}

// After a failed fetch there is no key. The next fetches come 0.25, 0.5 and 1 seconds later, and so
// on up to 30 seconds.
func TestFailedFetchesBackOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fetches, up := 0, false
		k := ring(func(context.Context) (string, error) {
			fetches++
			if up {
				return someKey, nil
			}
			return "", errors.New("down")
		})
		const outage = 3 * time.Minute
		for began := time.Now(); time.Since(began) < outage; time.Sleep(10 * time.Millisecond) {
			var u *unavailable
			if _, err := k.get(t.Context()); !errors.As(err, &u) || u.retryAfter <= 0 || u.retryAfter > lastBackOff {
				t.Fatalf("after %v: %v", time.Since(began), err)
			}
		}
		// 0.25 s doubled seven times is 32 s, and then one comes every 30 s.
		if fetches < 10 || fetches > 13 {
			t.Errorf("%d fetches in %v", fetches, outage)
		}
		up = true
		time.Sleep(lastBackOff)
		before := fetches
		for range 100 {
			if _, err := k.get(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if fetches != before+1 {
			t.Errorf("the key is fetched %d times more", fetches-before)
		}
	})
}

func TestBackOffHeedsRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := ring(func(context.Context) (string, error) {
			return "", &rest.Error{Status: 429, RetryAfter: 7 * time.Second}
		})
		var u *unavailable
		if _, err := k.get(t.Context()); !errors.As(err, &u) || u.retryAfter != 7*time.Second {
			t.Errorf("%v", err)
		}
	})
}
