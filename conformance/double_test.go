package conformance

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// double is the test Discord of discordtest, which judges by rules of its own.
type double struct{ api *discordtest.API }

func newDouble() double { return double{discordtest.NewAPI(discordtest.APIOptions{})} }

// interactions are what answers are for, by their callback type.
var interactions = map[discord.CallbackType]string{
	discord.CallbackChoices:        `4,"data":{"id":"1","name":"search","type":1,"options":[]}`,
	discord.CallbackUpdate:         `3,"data":{"custom_id":"x","component_type":2},"message":{"id":"1","channel_id":"2","content":"x"}`,
	discord.CallbackDeferredUpdate: `3,"data":{"custom_id":"x","component_type":2},"message":{"id":"1","channel_id":"2","content":"x"}`,
}

// refuses returns why the test Discord refuses the body of a request, or nil.
func (d double) refuses(t *testing.T, pointer string, body []byte) error {
	t.Helper()
	app := d.api.Options().ApplicationID
	if pointer != callbackRequest {
		return d.put(fmt.Sprintf("/api/v10/applications/%d/commands", app), append(append([]byte{'['}, body...), ']'))
	}
	id := d.api.NewID()
	to, ok := interactions[discord.RawAnswer(body).CallbackType()]
	if !ok {
		to = `2,"data":{"id":"1","name":"x","type":1}`
	}
	begun := fmt.Sprintf(`{"id":"%d","token":"t%d","application_id":"%d","channel_id":"2","user":{"id":"9"},"type":%s}`, id, id, app, to)
	if err := d.api.Begin([]byte(begun)); err != nil {
		t.Fatal(err)
	}
	return d.api.Answered(id, "application/json", body)
}

func (d double) put(path string, body []byte) error {
	r := httptest.NewRequest(http.MethodPut, path, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bot "+d.api.Options().BotToken)
	w := httptest.NewRecorder()
	d.api.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		return fmt.Errorf("status %d: %s", w.Code, w.Body)
	}
	return nil
}
