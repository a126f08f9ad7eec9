package rest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

func TestPathsThatLeaveTheAPIAreRefused(t *testing.T) {
	server := &script{steps: []func(*http.Request) *http.Response{status(200, `{}`)}}
	client := limited(server, rest.Options{})
	for path, why := range map[string]string{
		"https://example.com/channels/1": `does not begin with "/"`,
		"@example.com/x":                 `does not begin with "/"`,
		"channels/1":                     `does not begin with "/"`,
		"":                               `does not begin with "/"`,
		"/":                              "empty",
		"//example.com/x":                "empty",
		"/channels//messages":            "empty",
		"/channels/1/":                   "empty",
		"/channels/../users/@me":         `".."`,
		"/channels/./1":                  `".."`,
		"/channels/%2e%2E/users":         `".."`,
		"/channels/a%2f..%2Fb":           `".."`,
		"/channels/a%5c..":               `".."`,
		`/channels/\..\x`:                "not escaped",
		"/channels/1 2":                  "not escaped",
		"/channels/1#x":                  "not escaped",
		"/channels/ž":                    "not escaped",
		"/channels/1?a=b#c":              "not escaped",
		"/channels/1\r\nX: y":            "not escaped",
		"/channels/%0d%0aX":              "control character",
		"/channels/%zz":                  "broken",
		"/channels/{channel.id}":         "without a value for {channel.id}",
		rest.Path("/channels/{channel.id}/messages/{id}", 1):         "without a value for {id}",
		rest.Path("/channels/{channel.id}", 1, 2):                    "more values",
		rest.Path("/channels/{channel.id}/messages", ""):             "empty",
		rest.Path("/channels/{channel.id}", discord.Snowflake(0)):    "zero",
		rest.Path("/channels/{channel.id}/messages", ".."):           `".."`,
		rest.Path("/channels/{channel.id}/messages", "x/../../../y"): `".."`,
	} {
		err := client.Do(t.Context(), "GET", path, nil, nil)
		mustContain(t, err, why)
	}
	mustContain(t, client.Do(t.Context(), "get it", "/users/@me", nil, nil), "method")
	if len(server.times) != 0 {
		t.Errorf("%d requests were sent: %v", len(server.times), server.paths)
	}
}

// Text from a user stays one part of the path.
func TestPathEscapes(t *testing.T) {
	for _, text := range []string{"🔥", "a/b", "a?b=c", "a#b", "a b", "100%", "%2e%2e", "...", "a\\b", "x:1", "<script>", "ž"} {
		path := rest.Path("/channels/{channel.id}/messages/{message.id}/reactions/{emoji}/@me", discord.Snowflake(1), 2, text)
		var got []string
		client := rest.New(rest.Options{BotToken: botToken, HTTP: &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			got = strings.Split(r.URL.EscapedPath(), "/")
			return respond(204, http.Header{}, ""), nil
		})}})
		if err := client.Do(t.Context(), "PUT", path, nil, nil); err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if back, err := url.PathUnescape(got[len(got)-2]); err != nil || back != text || len(got) != 10 {
			t.Errorf("%q arrived as %q", text, got)
		}
	}
}

// sentBody is what Do sent.
type sentBody struct {
	contentType, text, reason, authorization string
	files                                    map[string]string
}

func sentBy(t *testing.T, ctx context.Context, method, path string, body any) (sentBody, error) {
	t.Helper()
	var sent sentBody
	client := rest.New(rest.Options{BotToken: botToken, HTTP: &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		sent.contentType, sent.reason, sent.authorization = r.Header.Get("Content-Type"), r.Header.Get("X-Audit-Log-Reason"), r.Header.Get("Authorization")
		kind, params, _ := mime.ParseMediaType(sent.contentType)
		if r.Body != nil {
			defer r.Body.Close()
		}
		switch {
		case kind == "multipart/form-data":
			form, err := multipart.NewReader(r.Body, params["boundary"]).ReadForm(1 << 20)
			if err != nil {
				t.Error(err)
				break
			}
			sent.text, sent.files = form.Value["payload_json"][0], map[string]string{}
			for name, files := range form.File {
				f, _ := files[0].Open()
				text, _ := io.ReadAll(f)
				sent.files[name] = files[0].Filename + ": " + string(text)
			}
		case r.Body != nil:
			text, _ := io.ReadAll(r.Body)
			sent.text = string(text)
		}
		return respond(204, http.Header{}, ""), nil
	})}})
	err := client.Do(ctx, method, path, body, nil)
	return sent, err
}

func TestBodiesOfDo(t *testing.T) {
	const asJSON = "application/json"
	for name, c := range map[string]struct {
		body              any
		contentType, text string
	}{
		"nothing": {nil, "", ""},
		"any":     {map[string]any{"a": "<b>"}, asJSON, `{"a":"<b>"}`},
		"raw":     {json.RawMessage(`{"a":1}`), asJSON, `{"a":1}`},
		"bytes":   {[]byte(`[1]`), asJSON, `[1]`},
		"form":    {url.Values{"a": {"b c"}}, "application/x-www-form-urlencoded", "a=b+c"},
		"message": {discord.Message{Content: "hello"}, asJSON, `{"content":"hello","allowed_mentions":{"parse":[]}}`},
		"update":  {discord.Update{Content: new("")}, asJSON, `{"content":"","allowed_mentions":{"parse":[]}}`},
		"payload": {discord.Payload{JSON: []byte(`{}`)}, asJSON, `{}`},
	} {
		sent, err := sentBy(t, t.Context(), "POST", "/channels/1/messages", c.body)
		if err != nil || sent.contentType != c.contentType || sent.text != c.text || sent.authorization != "Bot "+botToken {
			t.Errorf("%s: %+v, %v", name, sent, err)
		}
	}
	glow := func() []discord.File { return []discord.File{{Name: "a.txt", Content: strings.NewReader("glow")}} }
	for _, body := range []any{
		discord.Message{Files: glow()}, &discord.Message{Files: glow()}, &discord.Update{Files: glow()},
		&discord.Payload{JSON: []byte(`{"attachments":[]}`), Files: glow()},
	} {
		sent, err := sentBy(t, t.Context(), "POST", "/channels/1/messages", body)
		if err != nil || sent.files["files[0]"] != "a.txt: glow" || !strings.Contains(sent.text, `"attachments"`) {
			t.Errorf("%T: %+v, %v", body, sent, err)
		}
	}
	closed := &source{Reader: bytes.NewReader(nil)}
	var check *discord.CheckError
	if _, err := sentBy(t, t.Context(), "POST", "/channels/1/messages", discord.Message{Content: strings.Repeat("x", 2001)}); !errors.As(err, &check) {
		t.Errorf("a long message: %v", err)
	}
	if _, err := sentBy(t, t.Context(), "POST", "//", file(closed)); err == nil || closed.closed.Load() != 1 {
		t.Errorf("closed %d times: %v", closed.closed.Load(), err)
	}
	if _, err := sentBy(t, t.Context(), "POST", "/channels/1/messages", func() {}); err == nil {
		t.Error("a function was sent")
	}
}

func TestReasonForTheAuditLog(t *testing.T) {
	ctx := rest.WithReason(t.Context(), "spam in #general, 100 % sure ž")
	for method, want := range map[string]string{"DELETE": "spam%20in%20%23general%2C%20100%20%25%20sure%20%C5%BE", "GET": ""} {
		if sent, err := sentBy(t, ctx, method, "/channels/1", nil); err != nil || sent.reason != want {
			t.Errorf("%s: %q, %v", method, sent.reason, err)
		}
	}
	_, err := sentBy(t, rest.WithReason(ctx, strings.Repeat("ž", 513)), "DELETE", "/channels/1", nil)
	mustContain(t, err, "512")
	if sent, err := sentBy(t, rest.WithReason(ctx, strings.Repeat("ž", 512)), "DELETE", "/channels/1", nil); err != nil || sent.reason == "" {
		t.Errorf("%+v, %v", sent, err)
	}
}

func TestAnswersOfDo(t *testing.T) {
	server := &script{steps: []func(*http.Request) *http.Response{status(200, `{"id":"5","name":"x"}`)}}
	client := limited(server, rest.Options{})
	var channel discord.Channel
	var raw json.RawMessage
	var text []byte
	for _, into := range []any{&channel, &raw, &text, nil} {
		if err := client.Do(t.Context(), "GET", "/channels/5", nil, into); err != nil {
			t.Error(err)
		}
	}
	if channel.ID != 5 || channel.Name != "x" || string(raw) != string(text) || len(raw) == 0 {
		t.Errorf("%+v, %s, %s", channel, raw, text)
	}
	// Nothing is sent if the answer would have no place.
	closed, sent := &source{Reader: bytes.NewReader(nil)}, len(server.times)
	for _, into := range []any{channel, (*discord.Channel)(nil), (*[]byte)(nil)} {
		mustContain(t, client.Do(t.Context(), "POST", "/channels/5/messages", file(closed), into), "pass a pointer that is not nil")
	}
	if len(server.times) != sent || closed.closed.Load() != 3 {
		t.Errorf("%d requests, closed %d times", len(server.times)-sent, closed.closed.Load())
	}
	var number int
	mustContain(t, client.Do(t.Context(), "GET", "/channels/5", nil, &number), "GET /channels/{channel.id}: the answer cannot be used")
	mustContain(t, rest.New(rest.Options{}).Do(t.Context(), "GET", "/channels/5", nil, nil), "no credentials")
}

// A call that could act twice is not repeated after an unknown outcome. A call that could not act
// twice is repeated.
func TestWhatDoRepeats(t *testing.T) {
	for _, c := range []struct {
		method, path string
		again        bool
	}{
		{"GET", "/channels/1", true}, {"PUT", "/guilds/1/bans/2", true}, {"PATCH", "/channels/1", true}, {"DELETE", "/channels/1/messages/2", true},
		{"POST", "/channels/1/messages", false}, {"POST", "/webhooks/1/a-webhook-token", false}, {"POST", "/guilds/1/roles", false},
		{"POST", "/channels/1/messages/bulk-delete", true}, {"POST", "/users/@me/channels", true}, {"POST", "/channels/1/typing", true},
	} {
		synctest.Test(t, func(t *testing.T) {
			server := &script{steps: []func(*http.Request) *http.Response{status(502, ``), status(200, `{}`)}}
			err := limited(server, rest.Options{}).Do(t.Context(), c.method, c.path, nil, nil)
			if c.again != (err == nil) || c.again != (len(server.times) == 2) || !c.again && !errors.Is(err, rest.ErrUncertain) {
				t.Errorf("%s %s: %d tries, %v", c.method, c.path, len(server.times), err)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		server := &script{steps: []func(*http.Request) *http.Response{status(502, ``), status(404, `{"code":10007,"message":"Unknown Member"}`)}}
		if err := limited(server, rest.Options{}).Do(t.Context(), "DELETE", "/guilds/1/members/2", nil, nil); err != nil {
			t.Errorf("a deletion whose answer was lost: %v", err)
		}
	})
}

// No error of Do shows a token in its path, or text from a user.
func TestErrorsOfDoShowNoText(t *testing.T) {
	for _, step := range []func(*http.Request) *http.Response{
		status(500, ``), status(404, `{"message":"Unknown Webhook"}`), status(200, `nonsense`), status(429, `{"retry_after":3600}`),
	} {
		client := limited(&script{steps: []func(*http.Request) *http.Response{step}}, rest.Options{MaxTries: 1})
		var into map[string]any
		for _, path := range []string{
			"/webhooks/1/secret-webhook-token/messages/5", "/channels/1/messages/2/reactions/secretword/@me", "/invites/secretcode", "/guilds/secret",
		} {
			err := client.Do(t.Context(), "POST", path, nil, &into)
			if err == nil || strings.Contains(err.Error(), "secret") {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}
