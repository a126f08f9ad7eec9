package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

func sealed(t testing.TB, k *keys) string {
	t.Helper()
	body, err := k.seal(&label{Job: "note", ID: "id", Due: 1, Sent: 2},
		&content{Args: json.RawMessage(`{"Text":"a person's words"}`), From: &interaction{Token: "an-interaction-token"}})
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func parsed(t testing.TB, text string) *keys {
	t.Helper()
	k, err := parseKeys(text)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// A person's data is not readable, and no byte can be changed, added or removed.
func TestSeal(t *testing.T) {
	k := parsed(t, NewKey())
	body := sealed(t, k)
	for _, secret := range []string{"person", "token", encoding.EncodeToString([]byte("person"))} {
		if strings.Contains(body, secret) {
			t.Errorf("the message shows %q", secret)
		}
	}
	if l, c, err := k.open(body); err != nil || l.Job != "note" || c.From.Token != "an-interaction-token" {
		t.Fatalf("%v, %v, %v", l, c, err)
	}
	for n := range len(body) {
		for _, other := range []string{"A", "B", ".", ""} {
			changed := body[:n] + other + body[n+1:]
			if _, _, err := k.open(changed); changed != body && err == nil {
				t.Errorf("byte %d can be changed into %q", n, other)
			}
		}
	}
	for _, other := range []string{"", ".", "...", "h1...", body + "A", body + ".", body[1:], strings.Repeat("h", maxBody+1)} {
		if _, _, err := k.open(other); err == nil {
			t.Errorf("%.40q opens", other)
		}
	}
	if sealed(t, k) == body {
		t.Error("two messages are the same: the nonce is not random")
	}
}

// While a key is changed, the new key seals and the old key still opens.
func TestRotation(t *testing.T) {
	first, second := NewKey(), NewKey()
	old, both, fresh := parsed(t, first), parsed(t, second+", "+first+"\n"), parsed(t, second)
	body := sealed(t, old)
	if _, _, err := both.open(body); err != nil {
		t.Error("during the overlap the old key does not open: ", err)
	}
	if _, _, err := fresh.open(body); !errors.Is(err, errSeal) {
		t.Error("after the overlap the old key opens")
	}
	if _, _, err := fresh.open(sealed(t, both)); err != nil {
		t.Error("during the overlap the new key does not seal: ", err)
	}
}

func TestKeys(t *testing.T) {
	t.Setenv(KeysVariable, "")
	for text, want := range map[string]error{"": ErrNoKeys, " , ": ErrNoKeys, "abcd": ErrKey, NewKey() + ",x": ErrKey, strings.Repeat("g", 64): ErrKey} {
		_, err := parseKeys(text)
		if !errors.Is(err, want) || text != "" && len(text) > 3 && strings.Contains(err.Error(), text[:4]) {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
	o := Options{Keys: "secret-key"}
	for _, text := range []string{fmt.Sprint(o), fmt.Sprintf("%+v %#v %s %q", o, o, o, o), o.LogValue().String()} {
		if strings.Contains(text, "secret") {
			t.Errorf("the options show a key: %s", text)
		}
	}
}

// Mistakes in jobs are found at the start.
func TestServe(t *testing.T) {
	t.Setenv(KeysVariable, "")
	work := func(context.Context, int, *Run) error { return nil }
	good := New("good", work)
	var none *Job[int]
	for _, c := range []struct {
		o    Options
		jobs []Declared
		want string
	}{
		{Options{}, nil, "Engine is nil"},
		{Options{Engine: noEngine{}}, nil, ErrNoKeys.Error()},
		{Options{Engine: noEngine{}, Keys: NewKey()}, []Declared{good, New("good", work)}, `"good" is given twice`},
		{Options{Engine: noEngine{}, Keys: NewKey()}, []Declared{New("a b", work)}, `"a b"`},
		{Options{Engine: noEngine{}, Keys: NewKey()}, []Declared{New("", work)}, `""`},
		{Options{Engine: noEngine{}, Keys: NewKey()}, []Declared{New("é", work)}, `"é"`},
		{Options{Engine: noEngine{}, Keys: NewKey()}, []Declared{New(strings.Repeat("a", 65), work)}, `"` + strings.Repeat("a", 65) + `"`},
		{Options{Engine: noEngine{}, Keys: NewKey()}, []Declared{New("a.b", work)}, `"a.b"`},
		{Options{Engine: noEngine{}, Keys: NewKey()}, []Declared{New[int]("nil", nil)}, `"nil" has no work`},
		{Options{Engine: noEngine{}, Keys: NewKey()}, []Declared{none}, "a job is nil"},
		{Options{Engine: noEngine{}, Keys: NewKey()}, []Declared{nil}, "a job is nil"},
	} {
		if _, err := Serve(newServer(t), c.o, c.jobs...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v; want %s", err, c.want)
		}
	}
	server := newServer(t)
	for n := range 2 {
		if _, err := Serve(server, Options{Engine: noEngine{}, Keys: NewKey()}, good); (err == nil) != (n == 0) {
			t.Errorf("call %d of Serve: %v", n+1, err)
		}
	}
	ctx := server.Context(t.Context())
	if err := New("other", work).Send(ctx, 1); !errors.Is(err, ErrUnknownJob) {
		t.Errorf("a job that is not served: %v", err)
	}
	if err := good.Send(t.Context(), 1); !errors.Is(err, ErrNoQueue) {
		t.Errorf("without a server: %v", err)
	}
	if err := New("large", func(context.Context, string, *Run) error { return nil }).Send(ctx, strings.Repeat("x", MaxArgs)); !errors.Is(err, ErrArgs) {
		t.Errorf("large arguments: %v", err)
	}
	if err := New("func", func(context.Context, func(), *Run) error { return nil }).Send(ctx, func() {}); !errors.Is(err, ErrArgs) {
		t.Errorf("arguments without JSON: %v", err)
	}
}

type noEngine struct{ Engine }

func (noEngine) Serve(Runner) core.Outside { return core.Outside{} }
func (noEngine) Now() time.Time            { return time.Now() }

func newServer(t *testing.T) *core.Server {
	t.Helper()
	server, err := core.NewServer(core.Options{PublicKey: discordtest.KeyFromSeed("jobs").PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// No bytes make the reader of messages crash, and no bytes open without the key.
func FuzzOpen(f *testing.F) {
	k := parsed(f, strings.Repeat("0a", 32))
	body := sealed(f, k)
	f.Add(body)
	f.Add("h1." + k.first + "." + encoding.EncodeToString([]byte(`{}`)) + ".AAAA")
	f.Fuzz(func(t *testing.T, text string) {
		if _, _, err := k.open(text); err == nil && text[:8] != body[:8] {
			t.Errorf("%q opens", text)
		}
	})
}
