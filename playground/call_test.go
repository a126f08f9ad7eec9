package playground

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"encoding/json"
)

func TestFailuresOfCalls(t *testing.T) {
	s := open(t)
	for _, tt := range []struct {
		name, body   string
		path, reason string // no reason where the call is taken
	}{
		{"taken", `{"content":"x"}`, "", ""},
		{"no JSON", `{`, "", "invalid JSON"},
		{"a field", `{"content":"` + strings.Repeat("x", 2001) + `"}`, "content", "2001 characters, at most 2000"},
		{"a field of a list", `{"embeds":[{"title":"x"},{"title":"` + strings.Repeat("x", 257) + `"}]}`,
			"embeds[1].title", "257 characters, at most 256"},
		{"two fields", `{"embeds":[{"title":"` + strings.Repeat("x", 257) + `","footer":{"text":"` + strings.Repeat("x", 2049) + `"}}]}`,
			"embeds[0].title", "(embeds[0].footer.text)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			used := s.act("user", object("name", "Wave", "target_id", s.discord.Person().User().ID))
			x, _ := s.page.history.find(used.Exchange)
			var sent identity
			if err := json.Unmarshal([]byte(x.Request.Body), &sent); err != nil {
				t.Fatal(err)
			}
			api := s.discord.API
			url := fmt.Sprintf("%s/webhooks/%d/%s/messages/@original", api.URL(), api.Options().ApplicationID, sent.Token)
			request, err := http.NewRequestWithContext(t.Context(), "PATCH", url, strings.NewReader(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", "application/json")
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			made := newCall(&api.Calls()[len(api.Calls())-1], x.At)
			switch f := made.Failure; {
			case f == nil && tt.reason == "":
			case f == nil || tt.reason == "" || f.Path != tt.path || !strings.Contains(f.Reason, tt.reason):
				t.Errorf("failure %+v of %s, want %q at %q", f, made.Response, tt.reason, tt.path)
			}
		})
	}
}
