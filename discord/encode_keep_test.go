package discord

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// An update that adds a file keeps the files that Discord does not list, because a component or an
// embed shows them.
func TestUpdateKeepsHiddenAttachments(t *testing.T) {
	const cdn = "https://cdn.discordapp.com/attachments/6/"
	click := func(message string) string {
		return `{"id":"1","application_id":"2","type":3,"token":"t","version":1,"channel_id":"6","data":{"custom_id":"more","component_type":2},
			"message":{"id":"5","channel_id":"6","type":0,"author":{"id":"2","username":"app"},` + message + `}}`
	}
	reported, err := os.ReadFile("../../shared/reports/component_v2_hidden_attachment.json")
	if err != nil {
		t.Logf("without the reported input: %v", err)
		reported = []byte(click(`"content":"","attachments":[],"embeds":[],"flags":32768,"components":[{"type":12,"items":[{"media":{"url":"` + cdn + `900/a.png","attachment_id":"900"}}]}]`))
	}
	for name, test := range map[string]struct {
		interaction string
		want        []string
	}{
		"gallery": {string(reported), []string{"900"}},
		"every component": {click(`"attachments":[],"flags":32768,"components":[{"type":17,"components":[
			{"type":9,"components":[{"type":10,"content":"x"}],"accessory":{"type":11,"media":{"url":"` + cdn + `901/a.png","attachment_id":"901"}}},
			{"type":13,"file":{"url":"` + cdn + `902/b.txt?ex=1"}},
			{"type":12,"items":[{"media":{"url":"https://example.com/attachments/7/903/x.png"}},{"media":{"url":"https://cdn.discordapp.com/ephemeral-attachments/2/904/x.png"}}]}]}]`),
			[]string{"901", "902", "904"}},
		"embeds": {click(`"attachments":[{"id":"905","filename":"c","size":1,"url":"u","proxy_url":"u"}],"embeds":[{"type":"rich",
			"image":{"url":"` + cdn + `906/a.png"},"thumbnail":{"url":"` + cdn + `907/a.png"},
			"author":{"name":"x","icon_url":"` + cdn + `908/a.png"},"footer":{"text":"x","icon_url":"` + cdn + `906/a.png"}}]`),
			[]string{"905", "906", "907", "908"}},
		"unknown components": {click(`"attachments":[],"flags":32768,"components":[
			{"type":99,"media":{"url":"https://media.example/a.png","attachment_id":"909"},"pages":[[{"cover":{"url":"` + cdn + `910/b.png"}}]],
				"components":[{"type":11,"media":{"url":"` + cdn + `911/c.png","attachment_id":"911"}}]},
			{"type":17,"components":[{"type":98,"file":{"attachment_id":912}},{"type":12,"items":"new","more":{"url":"` + cdn + `913/d.png"}}]},
			{"type":9,"components":[{"type":10,"content":"x"}],"accessory":{"type":97,"image":{"url":"` + cdn + `914/e.png"}}},
			{"type":10,"content":"` + cdn + `915/f.png"},{"type":96,"content":"` + cdn + `916/g.png","url":5,"attachment_id":null}]`),
			[]string{"909", "910", "911", "912", "913", "914"}},
		"video and snapshots": {click(`"attachments":[],"embeds":[{"type":"video","video":{"url":"` + cdn + `917/a.mp4"}}],
			"message_snapshots":[{"message":{"type":0,"content":"","timestamp":"2026-01-01T00:00:00Z","embeds":[{"type":"rich","image":{"url":"` + cdn + `918/b.png"}}],
				"attachments":[{"id":"919","filename":"c","size":1,"url":"u","proxy_url":"u"}],"components":[{"type":13,"file":{"url":"` + cdn + `920/d.txt","attachment_id":"920"}}]}}]`),
			[]string{"917"}},
	} {
		i, err := DecodeInteraction(InteractionComponent, []byte(test.interaction))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		payload, err := EncodeAnswer(i, Update{Files: []File{{Name: "new.png", Content: strings.NewReader("x")}}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var sent struct {
			Data struct {
				Attachments []struct {
					ID string `json:"id"`
				} `json:"attachments"`
			} `json:"data"`
		}
		if err := json.Unmarshal(payload.JSON, &sent); err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, a := range sent.Data.Attachments {
			ids = append(ids, a.ID)
		}
		if want := append(test.want, "0"); fmt.Sprint(ids) != fmt.Sprint(want) {
			t.Errorf("%s: keeps %v, want %v", name, ids, want)
		}
	}
}

// An update that has to send flags sends those that the message has.
func TestUpdateKeepsFlags(t *testing.T) {
	i := &ComponentInteraction{Envelope: Envelope{Message: &ReceivedMessage{Flags: ComponentsV2 | SuppressEmbeds | Ephemeral}}}
	payload, err := EncodeAnswer(i, Update{Components: []MessageComponent{TextDisplay{Content: "x"}}})
	if want := fmt.Sprintf(`"flags":%d`, ComponentsV2|SuppressEmbeds); err != nil || !strings.Contains(string(payload.JSON), want) {
		t.Errorf("%s, %v; want %s", payload.JSON, err, want)
	}
}
