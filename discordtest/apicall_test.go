package discordtest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

func TestCallsTellWhyTheyWereRefused(t *testing.T) {
	tests := []struct {
		name    string
		fault   discordtest.Fault
		content string
		status  int // the status of the refusal, or zero
		path    string
	}{
		{"taken", discordtest.Fault{}, "x", 0, ""},
		{"delayed", discordtest.Fault{Latency: 1}, "x", 0, ""},
		{"empty", discordtest.Fault{}, "", 400, ""},
		{"wrong in a field", discordtest.Fault{}, strings.Repeat("x", 2001), 400, "content"},
		{"a fault", discordtest.Fault{Status: 500}, "x", 500, ""},
		{"a rate limit", discordtest.Fault{Status: 429}, "x", 429, ""},
		{"a connection that breaks", discordtest.Fault{Reset: true}, "x", 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			api, client := started(t, discordtest.APIOptions{})
			id, _ := begin(t, api, client, discord.InteractionCommand, command)
			if err := api.Answered(id, "application/json", []byte(`{"type":5}`)); err != nil {
				t.Fatal(err)
			}
			api.Fail(test.fault)
			url := fmt.Sprintf("%s/webhooks/%d/token-%d/messages/@original", api.URL(), api.Options().ApplicationID, id)
			request, err := http.NewRequestWithContext(t.Context(), "PATCH", url, strings.NewReader(`{"content":"`+test.content+`"}`))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", "application/json")
			if response, err := http.DefaultClient.Do(request); err == nil {
				response.Body.Close()
			}
			call := api.Calls()[0]
			switch refusal := call.Refusal; {
			case refusal == nil && test.status == 0:
			case refusal == nil || refusal.Status != test.status || call.Status != test.status:
				t.Errorf("refused with %+v and status %d, want %d", refusal, call.Status, test.status)
			case test.path != "" && (len(refusal.Fields) != 1 || refusal.Fields[0].Path != test.path):
				t.Errorf("fields %+v, want %q", refusal.Fields, test.path)
			}
		})
	}
}
