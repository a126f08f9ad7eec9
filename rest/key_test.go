package rest_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

const publicKey = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"

func TestPublicKey(t *testing.T) {
	record := `{"id":"159799960412356608","name":"Airhorn","verify_key":"` + publicKey + `"}`
	want := map[string][]string{
		"bot":        {"GET /applications/@me Bot " + botToken},
		"bot pasted": {"GET /applications/@me Bot " + botToken},
		"bearer":     {"GET /oauth2/@me Bearer " + bearerToken},
		// The pair is form-encoded before it is made Basic (RFC 6749, 2.3.1).
		"client": {"POST /oauth2/token Basic MTIzOmNsaWVudC1zZWNyZXQlMkZ0aGF0JTJCbXVzdCUyNW5vdCUyRnNob3c= grant_type=client_credentials&scope=identify",
			"GET /oauth2/@me Bearer granted"},
	}
	for name, o := range map[string]rest.Options{
		"bot": {BotToken: botToken, BearerToken: bearerToken}, "bot pasted": {BotToken: "Bot " + botToken + "\n"},
		"bearer": {BearerToken: bearerToken}, "client": {ClientID: "123", ClientSecret: clientSecret},
	} {
		var got []string
		client := serve(t, o, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			got = append(got, strings.TrimSpace(r.Method+" "+r.URL.Path+" "+r.Header.Get("Authorization")+" "+string(body)))
			switch r.URL.Path {
			case "/oauth2/token":
				_, _ = io.WriteString(w, `{"access_token":"granted","token_type":"Bearer","expires_in":604800,"scope":"identify"}`)
			case "/oauth2/@me":
				_, _ = io.WriteString(w, `{"application":`+record+`,"scopes":["identify"]}`)
			default:
				_, _ = io.WriteString(w, record)
			}
		})
		key, err := client.PublicKey(within(t, 5*time.Second))
		if err != nil || key != publicKey {
			t.Errorf("%s: %q, %v", name, key, err)
		}
		if strings.Join(got, "\n") != strings.Join(want[name], "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want[name], "\n"))
		}
		// A grant is kept. The second call does not ask for another.
		if _, err := client.PublicKey(within(t, 5*time.Second)); err != nil || name == "client" && len(got) != 3 {
			t.Errorf("%s, again: %d requests, %v", name, len(got), err)
		}
	}
}

func TestPublicKeyThatCannotBeHad(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want string
	}{
		"no key":          {`{"id":"1"}`, "no verify_key"},
		"null":            {`{"verify_key":null}`, "no verify_key"},
		"not JSON":        {`<html>`, "not the JSON expected"},
		"nothing":         {``, "not the JSON expected"},
		"another type":    {`{"verify_key":{}}`, "not the JSON expected"},
		"larger than all": {`{"verify_key":"` + strings.Repeat("x", 9<<20) + `"}`, "larger than 8 MiB"},
	} {
		client := serve(t, rest.Options{BotToken: botToken}, answer(200, c.body))
		_, err := client.PublicKey(within(t, 5*time.Second))
		if err == nil || !strings.Contains(err.Error(), c.want) || len(err.Error()) > 300 {
			t.Errorf("%s: %.300v", name, err)
		}
	}
	// Core checks the form of a key.
	client := serve(t, rest.Options{BotToken: botToken}, answer(200, `{"verify_key":"rubbish"}`))
	if key, err := client.PublicKey(within(t, 5*time.Second)); key != "rubbish" || err != nil {
		t.Errorf("%q, %v", key, err)
	}
	if _, err := rest.New(rest.Options{ClientID: "1"}).PublicKey(t.Context()); !errors.Is(err, rest.ErrNoCredentials) {
		t.Error(err)
	}
	client = serve(t, rest.Options{ClientID: "123", ClientSecret: clientSecret}, answer(401, `{"error":"invalid_client","error_description":"no such app"}`))
	_, err := client.PublicKey(within(t, 5*time.Second))
	mustContain(t, err, "POST /oauth2/token: 401 Unauthorized: invalid_client: no such app")
}
