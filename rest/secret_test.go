package rest_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// secrets are all forms in which a token could be exposed, including cut ones.
func secrets() []string {
	var forms []string
	for _, one := range []string{botToken, bearerToken, clientSecret, interactionToken} {
		forms = append(forms, one[:12], one, url.PathEscape(one), url.QueryEscape(one))
	}
	basic := url.QueryEscape("123") + ":" + url.QueryEscape(clientSecret)
	return append(forms, base64.StdEncoding.EncodeToString([]byte(basic)))
}

func mustHide(t *testing.T, what, text string) {
	t.Helper()
	for _, one := range secrets() {
		if strings.Contains(text, one) {
			t.Errorf("%s shows a secret: %.300s", what, text)
			return
		}
	}
}

// shown returns a value written in every way, including deep inside another value.
func shown(value any) string {
	hidden := struct{ hidden any }{value}
	return written(value) + fmt.Sprintf("%v %+v %#v\n", hidden, hidden, hidden)
}

func written(value any) string {
	var b bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		fmt.Fprintf(&b, verb+"\n", value)
	}
	nested := struct{ Exported any }{value}
	fmt.Fprintf(&b, "%v %+v %#v\n", nested, nested, nested)
	slog.New(slog.NewTextHandler(&b, nil)).Info("text", "value", value, "nested", nested)
	slog.New(slog.NewJSONHandler(&b, nil)).Info("JSON", "value", value, "list", []any{value})
	text, _ := json.Marshal(value)
	return b.String() + string(text)
}

func TestSecretsAreNotWritten(t *testing.T) {
	o := rest.Options{BotToken: botToken, BearerToken: bearerToken, ClientID: "123", ClientSecret: clientSecret}
	client := rest.New(o)
	i := client.Interaction(1, 2, interactionToken)
	for what, value := range map[string]any{
		"*Client": client, "*Interaction": i, "Interaction": *i,
	} {
		mustHide(t, what, shown(value))
	}
	// Options have exported fields, which fmt reads by reflection if the Options are in an
	// unexported field.
	mustHide(t, "Options", written(o)+written(&o))
	if text := fmt.Sprintf("%v; %v; %v", o, client, i); !strings.Contains(text, "bot token") || !strings.Contains(text, "application 1") {
		t.Errorf("tells nothing: %s", text)
	}
}

// faults are ways for a call to fail. Some return the token, as a server in between could do.
var faults = map[string]http.HandlerFunc{
	"reset": reset,
	"half":  half,
	"429":   answer(429, `{"retry_after":3600}`),
	"500":   answer(500, `oh no`),
	"redirect": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://"+r.Host+r.RequestURI, http.StatusTemporaryRedirect)
	},
	"echo":           echo(400),
	"echo of a 200":  echo(200),
	"form":           echoForm,
	"not HTTP":       garbage("HTTP/9.9 lies\r\n\r\n"),
	"bad length":     garbage("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"),
	"huge header":    garbage("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 100<<10) + "\r\n\r\n"),
	"bad chunk":      garbage("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
	"too slow":       func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body); <-r.Context().Done() },
	"not compressed": answer(200, `plain`, "Content-Encoding", "gzip"),
}

// echo returns the whole request as the error's message.
func echo(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		path, _ := url.PathUnescape(r.RequestURI)
		message, _ := json.Marshal(r.RequestURI + path + r.Header.Get("Authorization"))
		answer(status, `{"message":`+string(message)+`}`, "X-RateLimit-Scope", r.Header.Get("Authorization")+path)(w, r)
	}
}

// echoForm returns the whole request as the errors of fields, some of it at the place where texts
// are cut.
func echoForm(w http.ResponseWriter, r *http.Request) {
	path, _ := url.PathUnescape(r.RequestURI)
	all := r.RequestURI + path + r.Header.Get("Authorization")
	name, _ := json.Marshal(all)
	message, _ := json.Marshal(strings.Repeat("x", 290-len(r.RequestURI)) + all)
	answer(400, fmt.Sprintf(`{"code":50035,"message":%s,"errors":{%s:{"_errors":[{"code":%s,"message":%s}]}}}`, message, name, name, message))(w, r)
}

func garbage(bytes string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		_, _ = io.WriteString(conn, bytes)
		_ = conn.Close()
	}
}

func TestNoErrorShowsASecret(t *testing.T) {
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				for what, err := range everyError(t, fault) {
					if err == nil && name != "echo of a 200" {
						t.Errorf("%s: no error", what)
						continue
					}
					for e := range chain(err) {
						mustHide(t, what, shown(e))
					}
				}
			})
		})
	}
}

// everyError makes every call of the package against a fault, all at once.
func everyError(t *testing.T, fault http.HandlerFunc) map[string]error {
	t.Helper()
	found := map[string]error{}
	var all sync.WaitGroup
	var mu sync.Mutex
	try := func(what string, call func(context.Context) error) {
		ctx := within(t, 400*time.Millisecond)
		all.Go(func() {
			err := call(ctx)
			mu.Lock()
			defer mu.Unlock()
			found[what] = err
		})
	}
	for what, o := range map[string]rest.Options{
		"bot": {BotToken: botToken}, "bearer": {BearerToken: bearerToken}, "client": {ClientID: "123", ClientSecret: clientSecret},
	} {
		client := serveInMemory(t, o, fault)
		try("PublicKey by "+what, func(ctx context.Context) error { _, err := client.PublicKey(ctx); return err })
		try("Commands by "+what, func(ctx context.Context) error {
			_, err := client.Commands(ctx, rest.CommandScope{ApplicationID: 1})
			return err
		})
		try("Register by "+what, func(ctx context.Context) error {
			_, err := client.Register(ctx, rest.Registration{Commands: []discord.Command{{Name: "a", Description: "b"}}})
			return err
		})
		try("Overwrite by "+what, func(ctx context.Context) error {
			_, err := client.OverwriteCommands(ctx, rest.CommandScope{ApplicationID: 1, GuildID: 2}, nil)
			return err
		})
	}
	client := serveInMemory(t, rest.Options{}, fault)
	for _, one := range every {
		try(one.name, func(ctx context.Context) error { return one.call(ctx, client.Interaction(1, 2, interactionToken)) })
	}
	try("upload", func(ctx context.Context) error {
		_, err := client.Interaction(1, 2, interactionToken).FollowUp(ctx, file(bytes.NewReader(make([]byte, 100<<10))))
		return err
	})
	all.Wait()
	return found
}

// chain is an error and every error in it, whose texts callers can print too.
func chain(err error) func(func(error) bool) {
	return func(yield func(error) bool) {
		queue := []error{err}
		for len(queue) > 0 {
			e := queue[0]
			queue = queue[1:]
			if e == nil {
				continue
			}
			if !yield(e) {
				return
			}
			queue = append(queue, errors.Unwrap(e))
			if many, ok := e.(interface{ Unwrap() []error }); ok {
				queue = append(queue, many.Unwrap()...)
			}
		}
	}
}

func TestNoConnectionShowsNoSecret(t *testing.T) {
	t.Parallel()
	failing := roundTripper(func(r *http.Request) (*http.Response, error) {
		return nil, fmt.Errorf("cannot reach %s with %s", r.URL, r.Header.Get("Authorization"))
	})
	for name, o := range map[string]rest.Options{
		"refused":   {BotToken: botToken, BaseURL: "http://127.0.0.1:1"},
		"no host":   {BotToken: botToken, BaseURL: "http://no-such-host.invalid"},
		"transport": {BotToken: botToken, HTTP: &http.Client{Transport: failing}},
		"scheme":    {BotToken: botToken, BaseURL: "ftp://example.com"},
		"URL":       {BotToken: botToken, BaseURL: "http://%zz"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := rest.New(o)
			ctx := within(t, 300*time.Millisecond)
			_, keyErr := client.PublicKey(ctx)
			_, err := client.Interaction(1, 2, interactionToken).FollowUp(ctx, discord.Message{Content: "x"})
			for _, e := range []error{keyErr, err} {
				if e == nil {
					t.Fatal("no error")
				}
				mustHide(t, o.BaseURL, e.Error()+shown(e))
			}
			client.CloseIdleConnections()
		})
	}
}
