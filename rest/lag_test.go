package rest_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

const (
	unknownWebhook = `{"message":"Unknown Webhook","code":10015}`
	unknownMessage = `{"message":"Unknown Message","code":10008}`
	deadToken      = `{"message":"Invalid Webhook Token","code":50027}`
)

// slowDiscord knows an interaction's answer from a given time on. It refuses calls before that. It
// has no network, so its clock can be fake.
type slowDiscord struct {
	knows    time.Time
	refusal  string
	status   int
	requests []*http.Request
	// bodies are what came with the requests.
	bodies []string
}

func (s *slowDiscord) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		_ = r.Body.Close()
	}
	s.requests, s.bodies = append(s.requests, r), append(s.bodies, string(body))
	status, text := 200, messageBody
	if time.Now().Before(s.knows) {
		status, text = s.status, s.refusal
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(text)), Request: r}, nil
}

// slowAfter makes a Discord that knows the answer after a lag, and a handle on an interaction.
func slowAfter(lag time.Duration) (*slowDiscord, *rest.Interaction) {
	s := &slowDiscord{knows: time.Now().Add(lag), status: 404, refusal: unknownWebhook}
	return s, rest.New(rest.Options{HTTP: &http.Client{Transport: s}}).Interaction(1, 2, interactionToken)
}

// onWebhook are the calls on an interaction's webhook: all calls except the answer itself.
var onWebhook = every[2:]

func TestCallsWaitUntilDiscordKnowsTheAnswer(t *testing.T) {
	for _, one := range onWebhook {
		for _, lag := range []time.Duration{0, time.Millisecond, 300 * time.Millisecond, 2 * time.Second, 7 * time.Second, 10 * time.Second} {
			synctest.Test(t, func(t *testing.T) {
				slow, i := slowAfter(lag)
				i.SetAnswered(time.Now())
				began := time.Now()
				if err := one.call(t.Context(), i); err != nil {
					t.Errorf("%s with a lag of %v: %v", one.name, lag, err)
				}
				if took := time.Since(began); took > lag+lag/2+2500*time.Millisecond || took < lag {
					t.Errorf("%s with a lag of %v took %v", one.name, lag, took)
				}
				if n := len(slow.requests); n > 12 {
					t.Errorf("%s with a lag of %v: %d requests", one.name, lag, n)
				}
			})
		}
	}
}

func TestUnknownWebhookIsFinal(t *testing.T) {
	never := func(*rest.Interaction) {}
	for name, test := range map[string]struct {
		status   int
		refusal  string
		answered func(*rest.Interaction)
		code     rest.Code
		tries    int
		takes    time.Duration
		text     string
	}{
		"no answer was sent":      {404, unknownWebhook, never, rest.ErrUnknownWebhook, 1, 0, ""},
		"the zero time":           {404, unknownWebhook, func(i *rest.Interaction) { i.SetAnswered(time.Time{}) }, rest.ErrUnknownWebhook, 1, 0, ""},
		"an answer long ago":      {404, unknownWebhook, func(i *rest.Interaction) { i.SetAnswered(time.Now().Add(-10 * time.Second)) }, rest.ErrUnknownWebhook, 1, 0, "still unknown to Discord 10 s after it was sent"},
		"an answer 9 seconds ago": {404, unknownWebhook, func(i *rest.Interaction) { i.SetAnswered(time.Now().Add(-9 * time.Second)) }, rest.ErrUnknownWebhook, 5, 2 * time.Second, "still unknown to Discord 10 s after it was sent"},
		"an answer just now":      {404, unknownWebhook, func(i *rest.Interaction) { i.SetAnswered(time.Now()) }, rest.ErrUnknownWebhook, 11, 13 * time.Second, "still unknown to Discord 10 s after it was sent"},
		"by a clock that is fast": {404, unknownWebhook, func(i *rest.Interaction) { i.SetAnswered(time.Now().Add(time.Hour)) }, rest.ErrUnknownWebhook, 11, 13 * time.Second, ""},
		"a dead token":            {401, deadToken, func(i *rest.Interaction) { i.SetAnswered(time.Now()) }, rest.ErrInvalidWebhookToken, 1, 0, ""},
		"a deleted message":       {404, unknownMessage, func(i *rest.Interaction) { i.SetAnswered(time.Now()) }, rest.ErrUnknownMessage, 1, 0, ""},
	} {
		for _, one := range onWebhook {
			synctest.Test(t, func(t *testing.T) {
				slow, i := slowAfter(time.Hour)
				slow.status, slow.refusal = test.status, test.refusal
				test.answered(i)
				began := time.Now()
				err := one.call(t.Context(), i)
				if !errors.Is(err, test.code) {
					t.Fatalf("%s, %s: %v", name, one.name, err)
				}
				mustContain(t, err, test.text)
				if n, took := len(slow.requests), time.Since(began); n > test.tries || n < test.tries/2 || took > test.takes {
					t.Errorf("%s, %s: %d requests in %v", name, one.name, n, took)
				}
			})
		}
	}
}

// The answer's own endpoint never waits: code 10015 does not belong to it.
func TestAnswerDoesNotWait(t *testing.T) {
	for _, one := range every[:2] {
		synctest.Test(t, func(t *testing.T) {
			slow, i := slowAfter(time.Hour)
			i.SetAnswered(time.Now())
			if err := one.call(t.Context(), i); !errors.Is(err, rest.ErrUnknownWebhook) || len(slow.requests) != 1 {
				t.Errorf("%s: %d requests, %v", one.name, len(slow.requests), err)
			}
		})
	}
}

func TestWaitForTheAnswerKeepsTheDeadline(t *testing.T) {
	for _, left := range []time.Duration{30 * time.Millisecond, 500 * time.Millisecond, 4 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			slow, i := slowAfter(time.Hour)
			i.SetAnswered(time.Now())
			ctx, cancel := context.WithTimeout(t.Context(), left)
			defer cancel()
			began := time.Now()
			_, err := i.FollowUp(ctx, discord.Message{Content: "x"})
			// The last try is near the deadline, and the error is still Discord's.
			if took := time.Since(began); !errors.Is(err, rest.ErrUnknownWebhook) || ctx.Err() != nil || left-took > max(left/4, 110*time.Millisecond) {
				t.Errorf("with %v left: %d requests in %v: %v", left, len(slow.requests), took, err)
			}
		})
	}
}

// A cancelled context ends the wait at once.
func TestWaitForTheAnswerIsCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, i := slowAfter(time.Hour)
		i.SetAnswered(time.Now())
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		began := time.Now()
		if err := i.DeleteOriginal(ctx); !errors.Is(err, context.Canceled) || time.Since(began) != 3*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

// Early tries do not use up the tries that failures have.
func TestFailuresAfterTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow, i := slowAfter(2 * time.Second)
		i.SetAnswered(time.Now())
		failing := &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			response, err := slow.RoundTrip(r)
			if n := len(slow.requests); response.StatusCode == 200 && n < 10 {
				response.StatusCode, response.Body = 503, io.NopCloser(strings.NewReader(""))
			}
			return response, err
		})}
		i = rest.New(rest.Options{HTTP: failing}).Interaction(1, 2, interactionToken)
		i.SetAnswered(time.Now())
		if _, err := i.EditOriginal(t.Context(), discord.Update{Content: new("x")}); err != nil || len(slow.requests) != 10 {
			t.Errorf("%d requests: %v", len(slow.requests), err)
		}
	})
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A file that cannot be read twice, or that is large, is sent only when Discord knows the answer.
func TestFilesWaitUntilDiscordKnowsTheAnswer(t *testing.T) {
	for name, test := range map[string]struct {
		size     int
		seeks    bool
		known    bool
		requests string
	}{
		"cannot be read twice": {1000, false, false, "GET GET GET GET GET POST"},
		"large":                {2 << 20, true, false, "GET GET GET GET GET POST"},
		"small":                {1000, true, false, "POST POST POST POST POST"},
		"cannot be read twice, and the answer is known": {1000, false, true, "GET GET GET GET GET DELETE POST"},
	} {
		synctest.Test(t, func(t *testing.T) {
			slow, i := slowAfter(1400 * time.Millisecond)
			i.SetAnswered(time.Now())
			if test.known {
				_, _ = i.Original(t.Context())
				_ = i.DeleteOriginal(t.Context())
			}
			var content io.Reader = bytes.NewReader(bytes.Repeat([]byte("x"), test.size))
			if !test.seeks {
				content = io.MultiReader(content)
			}
			if _, err := i.FollowUp(t.Context(), file(content)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			var methods []string
			for _, r := range slow.requests {
				methods = append(methods, r.Method)
			}
			if got := strings.Join(methods, " "); got != test.requests {
				t.Errorf("%s: %s, want %s", name, got, test.requests)
			}
			if body := slow.bodies[len(slow.bodies)-1]; strings.Count(body, "x") < test.size {
				t.Errorf("%s: the last body has %d bytes", name, len(body))
			}
		})
	}
}

// After the wait the file is sent once in any case, so the error is Discord's own.
func TestFileThatDiscordNeverTakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow, i := slowAfter(time.Hour)
		i.SetAnswered(time.Now())
		_, err := i.FollowUp(t.Context(), file(io.MultiReader(strings.NewReader("x"))))
		if last := slow.requests[len(slow.requests)-1]; !errors.Is(err, rest.ErrUnknownWebhook) || last.Method != http.MethodPost {
			t.Errorf("%s: %v", last.Method, err)
		}
	})
}
