package discordtest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// As at Discord, a file that a component shows is not listed, and an edit that adds another file
// keeps it. Flags that an edit cannot change stay.
func TestEditsKeepWhatIsHidden(t *testing.T) {
	api := NewAPI(APIOptions{})
	m := &storedMessage{id: 5, channel: 6, object: object{"id": "5", "channel_id": "6", "content": "", "flags": int(discord.Ephemeral)}}
	file := func(name string) map[int]File { return map[int]File{0: {Name: name, Data: []byte("x")}} }
	sent := &callForm{json: []byte(v2(`{"type":12,"items":[{"media":{"url":"attachment://a.png"}}]}`)), files: file("a.png"), order: []int{0}}
	if refused := api.apply(m, sent, true); refused != nil {
		t.Fatal(refused)
	}
	var shown discord.ReceivedMessage
	if err := json.Unmarshal(encoded(m.object), &shown); err != nil || len(shown.Attachments) != 0 || len(m.files) != 1 {
		t.Fatalf("%v: %d attachments are listed, of %d", err, len(shown.Attachments), len(m.files))
	}
	click := &discord.ComponentInteraction{Envelope: discord.Envelope{Message: &shown}}
	payload, err := discord.EncodeAnswer(click, discord.Update{Files: []discord.File{{Name: "b.png", Content: strings.NewReader("x")}}})
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(payload.JSON, &answer); err != nil {
		t.Fatal(err)
	}
	first := m.files[0].id
	if refused := api.apply(m, &callForm{json: answer.Data, files: file("b.png"), order: []int{0}}, false); refused != nil {
		t.Fatal(refused)
	}
	if len(m.files) != 2 || m.files[0].id != first || len(m.object["attachments"].([]any)) != 1 {
		t.Errorf("after the update: %d files, listed are %v", len(m.files), m.object["attachments"])
	}
	if refused := api.apply(m, &callForm{json: []byte(`{"flags":0}`)}, false); refused != nil || !m.flags().Has(discord.ComponentsV2|discord.Ephemeral) {
		t.Errorf("%v: the flags are %d", refused, m.flags())
	}
}
