package discord

import (
	"bytes"
	"fmt"
	"github.com/hotaru-go/hotaru/internal/race"
	"strings"
	"testing"
	"time"
)

// fullMessage has every part that a message without Components V2 can have, each at its limit.
func fullMessage() Message {
	long := func(n int) string { return strings.Repeat("ř", n) }
	options := make([]SelectOption, 25)
	for i := range options {
		options[i] = SelectOption{
			Label: long(100), Value: long(99) + string(rune('a'+i)), Description: long(100), Emoji: &Emoji{Name: "🔥"},
		}
	}
	buttons := func(row string) ActionRow {
		return ActionRow{Components: []RowComponent{
			Button{Style: ButtonPrimary, Label: long(80), CustomID: row + long(99)},
			Button{Style: ButtonSecondary, Emoji: &Emoji{ID: 1}, CustomID: row + "2"},
			Button{Style: ButtonSuccess, Label: "3", CustomID: row + "3", Disabled: true},
			Button{Style: ButtonLink, Label: "4", URL: "https://" + strings.Repeat("x", 504)},
			Button{Style: ButtonPremium, SKUID: 5},
		}}
	}
	fields := make([]EmbedField, 25)
	for i := range fields {
		fields[i] = EmbedField{Name: "n", Value: "v", Inline: true}
	}
	return Message{
		Content: long(2000),
		Embeds: []Embed{
			{
				Title: " " + long(256) + " ", Description: long(1000), URL: "https://example.com", Color: 0xFFFFFF,
				Timestamp: Time{time.Unix(0, 0)}, Footer: &EmbedFooter{Text: long(2048)},
				Author: &EmbedAuthor{Name: long(256)}, Image: &EmbedMedia{URL: AttachmentURL("a.png")}, Fields: fields,
			},
			{Fields: []EmbedField{{Name: long(256), Value: long(1024)}}},
		},
		Components: []MessageComponent{
			buttons("a"), buttons("b"),
			ActionRow{Components: []RowComponent{StringSelect{
				CustomID: "s", Options: options, Placeholder: long(150), MinValues: new(0), MaxValues: 25,
			}}},
			ActionRow{Components: []RowComponent{UserSelect{
				CustomID: "u", MaxValues: 2, DefaultValues: []DefaultValue{DefaultUser(1), DefaultUser(2)},
			}}},
			ActionRow{Components: []RowComponent{ChannelSelect{
				CustomID: "c", ChannelTypes: []ChannelType{0, 5}, DefaultValues: []DefaultValue{DefaultChannel(1)},
			}}},
		},
		AllowedMentions: &AllowedMentions{Parse: []MentionType{MentionRoles}, Users: []Snowflake{1, 2}},
		Flags:           SuppressEmbeds | Ephemeral | SuppressNotifications,
		TTS:             true,
	}
}

// fullLayout has every component that only a Components V2 message can have.
func fullLayout() Message {
	return Message{
		Components: []MessageComponent{
			TextDisplay{ID: 1, Content: strings.Repeat("ř", 3998)},
			Container{
				ID: 2, AccentColor: new(0xFFFFFF), Spoiler: true,
				Components: []ContainerComponent{
					Section{
						Components: []SectionComponent{TextDisplay{Content: "x"}},
						Accessory:  Thumbnail{Media: Media{URL: "https://example.com/x.png"}, Description: "x"},
					},
					Section{
						Components: []SectionComponent{TextDisplay{Content: "x"}},
						Accessory:  Button{Style: ButtonDanger, Label: "x", CustomID: "x"},
					},
					MediaGallery{Items: []MediaItem{{Media: Media{URL: AttachmentURL("a.png")}, Spoiler: true}}},
					Separator{Divider: new(false), Spacing: SpacingLarge},
					FileComponent{File: Media{URL: AttachmentURL("b.txt")}},
					ActionRow{Components: []RowComponent{
						MentionableSelect{CustomID: "m", DefaultValues: []DefaultValue{DefaultRole(1)}},
					}},
				},
			},
			ActionRow{Components: []RowComponent{RoleSelect{CustomID: "r", DefaultValues: []DefaultValue{DefaultRole(1)}}}},
			RawComponent(`{"type":99,"new":true}`),
		},
		Files: []File{
			{Name: "a.png", Content: strings.NewReader("a")},
			{Name: "b.txt", Content: bytes.NewReader([]byte("b")), Description: "x", Title: "x", Spoiler: true},
		},
	}
}

// fullModals together have every component that a modal can have.
func fullModals() []Modal {
	label := func(c LabelComponent) ModalComponent {
		return Label{Label: strings.Repeat("ř", 45), Description: strings.Repeat("ř", 100), Component: c}
	}
	modal := func(components ...ModalComponent) Modal {
		return Modal{CustomID: strings.Repeat("x", 100), Title: strings.Repeat("x", 45), Components: components}
	}
	return []Modal{
		modal(
			TextDisplay{Content: strings.Repeat("x", 4000)},
			label(TextInput{
				CustomID: "t", Style: TextInputParagraph, MinLength: 4000, MaxLength: 4000,
				Value: strings.Repeat("x", 4000), Placeholder: strings.Repeat("x", 100), Required: new(false),
			}),
			label(StringSelect{CustomID: "s", Options: []SelectOption{{Label: "x", Value: "x"}}, Required: new(false), MinValues: new(0)}),
			label(UserSelect{CustomID: "u"}),
			label(RoleSelect{CustomID: "r"}),
		),
		modal(
			label(MentionableSelect{CustomID: "m"}),
			label(ChannelSelect{CustomID: "c"}),
			label(FileUpload{CustomID: "f", MinValues: new(10), MaxValues: 10, FileTypes: []string{"image", "video", "audio", ".pdf"}}),
			label(RadioGroup{CustomID: "o", Options: []RadioOption{{Label: "x", Value: "x"}, {Label: "x", Value: "y"}}}),
			label(CheckboxGroup{CustomID: "g", Options: []CheckboxOption{{Label: "x", Value: "x", Description: "x", Default: true}}}),
		),
		modal(label(Checkbox{CustomID: "b", Default: true}), RawComponent(`{"type":99}`)),
	}
}

func goodAnswers() map[string]Answer {
	answers := map[string]Answer{
		"message":  fullMessage(),
		"layout":   fullLayout(),
		"deferred": DeferredMessage{Flags: Ephemeral},
		"update":   Update{Content: new("x"), Embeds: []Embed{}, Flags: new(SuppressEmbeds)},
		"nothing":  Update{},
		"poll": Message{Poll: &Poll{
			Question: strings.Repeat("ř", 300), Duration: 768 * time.Hour,
			Answers: []PollAnswer{{Text: strings.Repeat("ř", 55), Emoji: &Emoji{ID: 1}}},
		}},
		"voice": Message{Flags: VoiceMessage, Files: []File{{
			Name: "voice.ogg", Content: strings.NewReader("OggS"), Duration: time.Second, Waveform: make([]byte, 256),
		}}},
	}
	for i, modal := range fullModals() {
		answers[fmt.Sprintf("modal %d", i)] = modal
	}
	return answers
}

func TestGoodAnswersPass(t *testing.T) {
	to := &ComponentInteraction{}
	for name, answer := range goodAnswers() {
		err := checkAnswer(to, answer)
		if note(t, name, to, answer, err); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestChecksDoNotAllocate(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector empties pools at random")
	}
	var to Interaction = &ComponentInteraction{Envelope: Envelope{AttachmentSizeLimit: 1 << 20}}
	for name, answer := range goodAnswers() {
		if n := testing.AllocsPerRun(20, func() { _ = checkAnswer(to, answer) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
