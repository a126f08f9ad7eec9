package discord

import (
	"encoding/json"
	"testing"
	"time"
)

func TestAnswersJSON(t *testing.T) {
	command, component := &CommandInteraction{}, &ComponentInteraction{}
	for name, test := range map[string]struct {
		to     Interaction
		answer Answer
		want   string
	}{
		"message":   {command, Message{Content: "x"}, `{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]}}}`},
		"pointer":   {command, &Message{Content: "x"}, `{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]}}}`},
		"not UTF-8": {command, Message{Content: "x\xffy"}, `{"type":4,"data":{"content":"x` + "\uFFFD" + `y","allowed_mentions":{"parse":[]}}}`},
		"everything": {
			command,
			Message{
				Content: "x", Flags: Ephemeral, TTS: true,
				AllowedMentions: &AllowedMentions{Users: []Snowflake{1}, Roles: []Snowflake{}, RepliedUser: true},
				Embeds: []Embed{{
					Title: "t", Description: "d", URL: "https://u", Color: 5, Timestamp: Time{time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)},
					Footer: &EmbedFooter{Text: "f", IconURL: "https://i"}, Image: &EmbedMedia{URL: "https://m"}, Thumbnail: &EmbedMedia{URL: "https://h"},
					Author: &EmbedAuthor{Name: "a", URL: "https://v", IconURL: "https://j"}, Fields: []EmbedField{{Name: "n", Value: "w", Inline: true}},
				}},
				Poll: &Poll{Question: "q", Answers: []PollAnswer{{Text: "a", Emoji: &Emoji{ID: 1, Name: "e"}}, {Text: "b", Emoji: &Emoji{Name: "🔥"}}}, Duration: 2 * time.Hour, Multiselect: true},
			},
			`{"type":4,"data":{"content":"x","embeds":[{"title":"t","description":"d","url":"https://u","timestamp":"2026-01-02T03:04:05Z","color":5,"footer":{"text":"f","icon_url":"https://i"},"image":{"url":"https://m"},"thumbnail":{"url":"https://h"},"author":{"name":"a","url":"https://v","icon_url":"https://j"},"fields":[{"name":"n","value":"w","inline":true}]}],` +
				`"allowed_mentions":{"parse":[],"roles":[],"users":["1"],"replied_user":true},"flags":64,` +
				`"poll":{"question":{"text":"q"},"answers":[{"poll_media":{"text":"a","emoji":{"id":"1"}}},{"poll_media":{"text":"b","emoji":{"name":"🔥"}}}],"duration":2,"allow_multiselect":true},"tts":true}}`,
		},
		"rows are not of components V2": {command, Message{Content: "x", Components: []MessageComponent{row(button("c"))}}, `{"type":4,"data":{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"x","custom_id":"c"}]}],"allowed_mentions":{"parse":[]}}}`},
		"text is of components V2":      {command, Message{Components: []MessageComponent{TextDisplay{Content: "x"}}, Flags: Ephemeral}, `{"type":4,"data":{"components":[{"type":10,"content":"x"}],"allowed_mentions":{"parse":[]},"flags":32832}}`},
		"so is a pointer":               {command, Message{Components: []MessageComponent{&TextDisplay{Content: "x"}}}, `{"type":4,"data":{"components":[{"type":10,"content":"x"}],"allowed_mentions":{"parse":[]},"flags":32768}}`},
		"so is what is new":             {command, Message{Components: []MessageComponent{row(button("c")), RawComponent(`{"type":99}`)}}, `{"type":4,"data":{"components":[{"type":1,"components":[{"type":2,"style":1,"label":"x","custom_id":"c"}]},{"type":99}],"allowed_mentions":{"parse":[]},"flags":32768}}`},
		"a raw row is not":              {command, Message{Components: []MessageComponent{RawComponent(`{"type":1}`)}}, `{"type":4,"data":{"components":[{"type":1}],"allowed_mentions":{"parse":[]}}}`},
		"deferred message":              {command, DeferredMessage{}, `{"type":5}`},
		"deferred ephemeral message":    {command, DeferredMessage{Flags: Ephemeral}, `{"type":5,"data":{"flags":64}}`},
		"deferred update":               {component, DeferredUpdate{}, `{"type":6}`},
		"update of nothing":             {component, Update{}, `{"type":7,"data":{"allowed_mentions":{"parse":[]}}}`},
		"update of flags":               {component, Update{Flags: new(SuppressEmbeds)}, `{"type":7,"data":{"flags":4}}`},
		"update of flags and mentions":  {component, Update{Flags: new(SuppressEmbeds), AllowedMentions: &AllowedMentions{}}, `{"type":7,"data":{"allowed_mentions":{"parse":[]},"flags":4}}`},
		"update that clears":            {component, Update{Content: new(""), Embeds: []Embed{}, Components: []MessageComponent{}, Attachments: []KeptAttachment{}, Flags: new(MessageFlags(0))}, `{"type":7,"data":{"content":"","embeds":[],"components":[],"allowed_mentions":{"parse":[]},"flags":0,"attachments":[]}}`},
		"update to components V2":       {component, Update{Content: new(""), Embeds: []Embed{}, Components: []MessageComponent{TextDisplay{Content: "x"}}, Flags: new(SuppressEmbeds)}, `{"type":7,"data":{"content":null,"embeds":[],"components":[{"type":10,"content":"x"}],"allowed_mentions":{"parse":[]},"flags":32772}}`},
		"choices":                       {&AutocompleteInteraction{}, Choices{{Name: "n", NameLocalizations: map[Locale]string{"da": "d"}, Value: String("v")}, {Name: "n", Value: Integer(9007199254740991)}, {Name: "n", Value: Number(0.5)}}, `{"type":8,"data":{"choices":[{"name":"n","name_localizations":{"da":"d"},"value":"v"},{"name":"n","value":9007199254740991},{"name":"n","value":0.5}]}}`},
		"no choices":                    {&AutocompleteInteraction{}, Choices(nil), `{"type":8,"data":{"choices":[]}}`},
		"modal":                         {command, Modal{CustomID: "m", Title: "t", Components: []ModalComponent{Label{Label: "l", Component: TextInput{CustomID: "c", Style: TextInputShort}}}}, `{"type":9,"data":{"custom_id":"m","title":"t","components":[{"type":18,"label":"l","component":{"type":4,"custom_id":"c","style":1}}]}}`},
		"activity":                      {command, LaunchActivity{}, `{"type":12}`},
		"raw":                           {component, RawAnswer(` {"type":4,"data":{}}`), ` {"type":4,"data":{}}`},
	} {
		p, err := EncodeAnswer(test.to, test.answer)
		note(t, name, test.to, test.answer, err)
		if err != nil || string(p.JSON) != test.want || p.ContentType() != "application/json" {
			t.Errorf("%s:\n%s, want\n%s: %v", name, p.JSON, test.want, err)
		}
	}
}

// Every encoder writes a message as its body, and that JSON decodes to the same message.
func TestMessageJSON(t *testing.T) {
	const want = `{"content":"x","embeds":[{"title":"t"}],"components":[{"type":1,"components":[{"type":2,"style":1,"label":"x","custom_id":"c"}]}],"allowed_mentions":{"parse":["users"]},"flags":64,"poll":{"question":{"text":"q"},"answers":[{"poll_media":{"text":"a"}}],"duration":1}}`
	for name, marshal := range marshalers {
		for into, unmarshal := range unmarshalers {
			var m Message
			if err := unmarshal([]byte(want), &m); err != nil {
				t.Fatalf("%s: %v", into, err)
			}
			if got, err := marshal(m); err != nil || string(got) != want {
				t.Errorf("%s and %s: %s: %v", into, name, got, err)
			}
			if got, err := marshal(&m); err != nil || string(got) != want {
				t.Errorf("%s and %s, pointer: %s: %v", into, name, got, err)
			}
		}
	}
	const edit = `{"content":"","embeds":[],"components":[],"allowed_mentions":{"parse":[]},"flags":4,"attachments":[{"id":"5"}]}`
	for name, marshal := range marshalers {
		for into, unmarshal := range unmarshalers {
			var u Update
			if err := unmarshal([]byte(edit), &u); err != nil {
				t.Fatalf("%s: %v", into, err)
			}
			if got, err := marshal(u); err != nil || string(got) != edit {
				t.Errorf("%s and %s: %s: %v", into, name, got, err)
			}
		}
	}
	if got, err := json.Marshal(AllowedMentions{}); err != nil || string(got) != `{"parse":[]}` {
		t.Errorf("%s: %v", got, err)
	}
	if got, err := json.Marshal(map[string]any{"a": RawAnswer(`{"type":4}`), "m": Modal{Components: []ModalComponent{}}}); err != nil ||
		string(got) != `{"a":{"type":4},"m":{"custom_id":"","title":"","components":[]}}` {
		t.Errorf("%s: %v", got, err)
	}
}

func TestMessageAsUpdate(t *testing.T) {
	full := Message{Content: "x", Embeds: []Embed{{Title: "t"}}, Flags: Ephemeral | SuppressEmbeds | VoiceMessage}
	for _, test := range []struct {
		message Message
		want    string
	}{
		{full, `{"content":"x","embeds":[{"title":"t"}],"components":[],"allowed_mentions":{"parse":[]},"flags":4,"attachments":[]}`},
		{Message{Components: []MessageComponent{TextDisplay{Content: "x"}}}, `{"content":null,"embeds":[],"components":[{"type":10,"content":"x"}],"allowed_mentions":{"parse":[]},"flags":32768,"attachments":[]}`},
	} {
		p, err := EncodeUpdate(test.message.Update())
		if err != nil || string(p.JSON) != test.want {
			t.Errorf("%s, want %s: %v", p.JSON, test.want, err)
		}
	}
}
