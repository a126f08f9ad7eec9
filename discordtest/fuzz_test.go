package discordtest_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discordtest"
)

// FuzzAPI checks that the API accepts or refuses, in JSON, any body of an answer, an edit or a
// declaration.
func FuzzAPI(f *testing.F) {
	const form = "multipart/form-data; boundary=b"
	for _, body := range []string{
		`{"type":4,"data":{"content":"x","embeds":[{"title":"t","image":{"url":"attachment://a"}}],"poll":{"question":{"text":"q"},"answers":[{"poll_media":{"text":"a"}}]}}}`,
		`{"type":9,"data":{"custom_id":"m","title":"t","components":[{"type":18,"label":"l","component":{"type":4,"custom_id":"c","style":1}}]}}`,
		`{"type":4,"data":{"flags":32768,"components":[{"type":17,"components":[{"type":9,"components":[{"type":10,"content":"x"}],"accessory":{"type":11,"media":{"url":"x"}}}]}]}}`,
		`{"content":null,"attachments":[{"id":0}],"components":[null,1,{"type":1,"components":[{"type":2}]}]}`,
		`[{"name":"a","description":"b","options":[{"type":1,"name":"c","description":"d","options":null}]}]`,
		`{"type":7,"data":null}`,
		`{"type":4,"data":{"components":[{"type":1,"components":[{"type":2,"style":1,"custom_id":"a","label":"a","components":[1],"accessory":2}]}]}}`,
	} {
		f.Add("application/json", []byte(body))
		f.Add(form, []byte("--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n"+body+
			"\r\n--b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n"))
	}
	api := discordtest.NewAPI(discordtest.APIOptions{})
	app := api.Options().ApplicationID
	calls := []string{
		"POST /interactions/%d/%s/callback?with_response=true", "POST /webhooks/%[3]d/%[2]s", "PATCH /webhooks/%[3]d/%[2]s/messages/@original",
		"PUT /applications/%[3]d/commands", "POST /applications/%[3]d/commands",
	}
	f.Fuzz(func(t *testing.T, contentType string, body []byte) {
		for _, kind := range []string{`2,"data":{"id":"1","name":"x","type":1}`, `3,"data":{"custom_id":"x","component_type":2},"message":{"id":"1","channel_id":"2"}`} {
			id := api.NewID()
			token := fmt.Sprint("t", id)
			if err := api.Begin(fmt.Appendf(nil, `{"id":"%d","token":%q,"application_id":"%d","user":{"id":"9"},"type":%s}`, id, token, app, kind)); err != nil {
				t.Fatal(err)
			}
			for _, call := range calls {
				var method, path string
				_, _ = fmt.Sscan(fmt.Sprintf(call, id, token, app), &method, &path)
				r := httptest.NewRequest(method, path, bytes.NewReader(body))
				r.Header.Set("Content-Type", contentType)
				r.Header.Set("Authorization", "Bot "+api.Options().BotToken)
				w := httptest.NewRecorder()
				api.ServeHTTP(w, r)
				if !slices.Contains([]int{http.StatusOK, 201, 204, 400, 404, 413}, w.Code) {
					t.Errorf("%s: status %d", call, w.Code)
				}
				var answer any
				if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil && w.Code != 204 {
					t.Errorf("%s: %v: %q", call, err, w.Body)
				}
			}
		}
	})
}
