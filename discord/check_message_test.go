package discord

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// refused encodes answers with EncodeAnswer and compares their violations.
func refused(t *testing.T, to Interaction, answer Answer, want ...string) {
	t.Helper()
	_, err := EncodeAnswer(to, answer)
	note(t, "", to, answer, err)
	violations(t, err, want)
}

// violations compares the violations in an error.
func violations(t *testing.T, err error, want []string) {
	t.Helper()
	var refusal *CheckError
	if !errors.As(err, &refusal) {
		t.Errorf("%v is no *CheckError; want %q", err, want)
		return
	}
	var got []string
	for _, v := range refusal.Violations {
		got = append(got, v.Path+": "+v.Problem)
	}
	// They are in the order of the fields, which the test does not check.
	slices.Sort(got)
	if want = slices.Sorted(slices.Values(want)); !slices.Equal(got, want) {
		t.Errorf("refused for\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestMessageRefused(t *testing.T) {
	content := strings.NewReader
	tooMany := func(n int) []Snowflake {
		ids := make([]Snowflake, n)
		for i := range ids {
			ids[i] = Snowflake(i + 1)
		}
		return ids
	}
	for name, test := range map[string]struct {
		message Message
		want    []string
	}{
		"empty":                              {Message{}, []string{"data: an empty message: content, embeds, components, files or a poll are needed"}},
		"blank":                              {Message{Content: " \n"}, []string{"data: an empty message: content, embeds, components, files or a poll are needed"}},
		"content":                            {Message{Content: text(2001)}, []string{"data.content: 2001 characters, at most 2000"}},
		"content, 4-byte characters are one": {Message{Content: strings.Repeat("😀", 2001)}, []string{"data.content: 2001 characters, at most 2000"}},
		"flag of Discord's":                  {Message{Content: "x", Flags: Crossposted}, []string{"data.flags: has a flag that only Discord sets"}},
		"embeds":                             {Message{Embeds: slices.Repeat([]Embed{{Title: "x"}}, 11)}, []string{"data.embeds: 11 elements, at most 10"}},
		"embed parts": {
			Message{Embeds: []Embed{{}, {
				Title: text(257), Description: text(4097), URL: text(2049), Color: 0x1000000,
				Footer: &EmbedFooter{IconURL: text(2049)}, Author: &EmbedAuthor{Name: " ", URL: text(2049), IconURL: text(2049)},
				Image: &EmbedMedia{}, Thumbnail: &EmbedMedia{URL: text(2049)},
				Fields: append([]EmbedField{{Value: text(1025)}, {Name: text(257)}}, slices.Repeat([]EmbedField{{Name: "x", Value: "y"}}, 24)...),
			}}},
			[]string{
				"data.embeds[1].title: 257 characters, at most 256",
				"data.embeds[1].description: 4097 characters, at most 4096",
				"data.embeds[1].url: 2049 characters, at most 2048",
				"data.embeds[1].color: 16777216, 0 to 16777215 are allowed",
				"data.embeds[1].footer.icon_url: 2049 characters, at most 2048",
				"data.embeds[1].author.url: 2049 characters, at most 2048",
				"data.embeds[1].author.icon_url: 2049 characters, at most 2048",
				"data.embeds[1].thumbnail.url: 2049 characters, at most 2048",
				"data.embeds[1].fields: 26 elements, at most 25",
				"data.embeds[1].fields[0].value: 1025 characters, at most 1024",
				"data.embeds[1].fields[1].name: 257 characters, at most 256",
			},
		},
		"embeds together": {
			Message{Embeds: []Embed{{Description: text(4000)}, {Footer: &EmbedFooter{Text: text(2001)}}}},
			[]string{"data.embeds: 6001 characters over all embeds, at most 6000"},
		},
		"embed footer": {Message{Embeds: []Embed{{Footer: &EmbedFooter{Text: text(2049)}}}}, []string{"data.embeds[0].footer.text: 2049 characters, at most 2048"}},
		"embed times": {
			Message{Embeds: []Embed{
				{Timestamp: Time{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}},
				{Timestamp: Time{time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -2*3600))}},
				{Timestamp: Time{time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)}},
				{Timestamp: Time{time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)}},
				{Timestamp: Time{time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)}},
			}},
			[]string{
				"data.embeds[0].timestamp: in the year 10000, years 1 to 9999 are allowed",
				"data.embeds[1].timestamp: in the year 10000, years 1 to 9999 are allowed",
				"data.embeds[2].timestamp: in the year -1, years 1 to 9999 are allowed",
				"data.embeds[3].timestamp: in the year 0, years 1 to 9999 are allowed",
			},
		},
		"negative color": {Message{Embeds: []Embed{{Color: -1}}}, []string{"data.embeds[0].color: -1, 0 to 16777215 are allowed"}},
		"mentions twice": {
			Message{Content: "x", AllowedMentions: &AllowedMentions{
				Parse: []MentionType{MentionUsers, MentionRoles, "all", MentionUsers}, Users: []Snowflake{1}, Roles: tooMany(101),
			}},
			[]string{
				"data.allowed_mentions.users: lists users, and parse allows all of them",
				"data.allowed_mentions.roles: lists roles, and parse allows all of them",
				"data.allowed_mentions.parse[2]: is not a kind of mention",
				"data.allowed_mentions.users: lists users, and parse allows all of them",
				"data.allowed_mentions.parse: lists a kind twice",
				"data.allowed_mentions.roles: 101 elements, at most 100",
			},
		},
		"a user twice": {Message{Content: "x", AllowedMentions: &AllowedMentions{Users: []Snowflake{1, 2, 1}}}, []string{"data.allowed_mentions.users: lists an ID twice"}},
		"poll": {
			Message{Poll: &Poll{Duration: -time.Hour, Answers: []PollAnswer{{Emoji: &Emoji{}}, {Text: text(56), Emoji: &Emoji{Name: text(33)}}}}},
			[]string{
				"data.poll.question.text: empty, 1 to 300 characters are needed",
				"data.poll.answers[0].poll_media.text: empty, 1 to 55 characters are needed",
				"data.poll.answers[0].poll_media.emoji: has neither ID nor name",
				"data.poll.answers[1].poll_media.text: 56 characters, at most 55",
				"data.poll.answers[1].poll_media.emoji.name: 33 characters, at most 32",
				"data.poll.duration: -1h0m0s, at most 768 hours (32 days)",
			},
		},
		"poll without answers": {
			Message{Poll: &Poll{Question: text(301), Duration: 90 * time.Minute}},
			[]string{
				"data.poll.question.text: 301 characters, at most 300",
				"data.poll.answers: 0 elements, at least 1",
				"data.poll.duration: 1h30m0s, whole hours are needed",
			},
		},
		"poll too long": {
			Message{Poll: &Poll{Question: "x", Answers: slices.Repeat([]PollAnswer{{Text: "x"}}, 11), Duration: 769 * time.Hour}},
			[]string{"data.poll.answers: 11 elements, at most 10", "data.poll.duration: 769h0m0s, at most 768 hours (32 days)"},
		},
		"files": {
			Message{Files: slices.Repeat([]File{{Name: "x", Content: content("")}}, 11)},
			[]string{"data.attachments: 11 elements, at most 10"},
		},
		"file parts": {
			Message{Files: []File{{}, {
				Name: text(1025), Title: text(1025), Description: text(1025), Content: content(text(6)),
				Duration: -1, Waveform: make([]byte, 257),
			}}},
			[]string{
				"data.attachments[0].filename: empty, 1 to 1024 characters are needed",
				"files[0]: no content",
				"data.attachments[1].filename: 1025 characters, at most 1024",
				"data.attachments[1].title: 1025 characters, at most 1024",
				"data.attachments[1].description: 1025 characters, at most 1024",
				"data.attachments[1].duration_secs: -1ns, 0 to 2^31-1 seconds are allowed",
				"data.attachments[1].waveform: 257 elements, at most 256",
				"files[1]: 12 bytes, at most 10 here",
			},
		},
		"voice": {
			Message{
				Content: "x", Embeds: make([]Embed, 1), Flags: VoiceMessage, Poll: &Poll{Question: "x", Answers: []PollAnswer{{Text: "x"}}},
				Components: []MessageComponent{ActionRow{Components: []RowComponent{Button{Style: 1, Label: "x", CustomID: "x"}}}},
				Files:      []File{{Name: "x.png", Content: content("")}},
			},
			[]string{
				"data.content: a voice message is its one file and nothing else",
				"data.embeds: a voice message is its one file and nothing else",
				"data.components: a voice message is its one file and nothing else",
				"data.poll: a voice message is its one file and nothing else",
				"data.attachments[0].duration_secs: a voice message needs it",
				"data.attachments[0].waveform: a voice message needs it",
				"data.attachments[0].filename: a voice message is audio: give it a ContentType that begins with audio/",
			},
		},
		"voice without a file": {Message{Content: "", Flags: VoiceMessage, Files: slices.Repeat([]File{{Name: "x", Content: content("")}}, 2)}, []string{"data.attachments: 2 files, a voice message has one"}},
		"components V2 and more": {
			Message{
				Content: "x", Embeds: make([]Embed, 1), Poll: &Poll{Question: "x", Answers: []PollAnswer{{Text: "x"}}},
				Components: []MessageComponent{TextDisplay{Content: "x"}},
			},
			[]string{
				"data.content: a message of components V2 has none: use a TextDisplay",
				"data.embeds: a message of components V2 has none: use a Container",
				"data.poll: a message of components V2 has none",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			to := &CommandInteraction{Envelope: Envelope{AttachmentSizeLimit: 10}}
			refused(t, to, test.message, test.want...)
			refused(t, to, &test.message, test.want...)

			// A message that is sent by a call has no "data" around it, and no known limit for its
			// files.
			_, err := EncodeMessage(test.message)
			var want []string
			for _, problem := range test.want {
				if !strings.HasSuffix(problem, "at most 10 here") {
					want = append(want, strings.TrimPrefix(strings.TrimPrefix(problem, "data."), "data"))
				}
			}
			violations(t, err, want)
		})
	}
}

// The error may be logged, so it must not contain text from a user.
func TestRefusalsHoldNoText(t *testing.T) {
	const secret = "s3cret"
	long := strings.Repeat(secret, 1000)
	answers := []Answer{
		Message{Content: long, Embeds: []Embed{{Title: long, Fields: []EmbedField{{Name: long, Value: long}}}}, AllowedMentions: &AllowedMentions{Parse: []MentionType{secret}}},
		Message{Poll: &Poll{Question: long, Answers: []PollAnswer{{Text: long}}}, Files: []File{{Name: long}}},
		Modal{CustomID: long, Title: long, Components: []ModalComponent{Label{Label: long, Component: TextInput{CustomID: long, Value: long}}}},
		Modal{Components: []ModalComponent{Label{Component: FileUpload{FileTypes: []string{secret}}}}},
		Message{Components: []MessageComponent{RawComponent(secret), ActionRow{Components: []RowComponent{Button{Label: long, CustomID: long}}}}},
		Message{Components: []MessageComponent{ActionRow{Components: []RowComponent{UserSelect{DefaultValues: []DefaultValue{{Type: secret}}}}}}},
	}
	for _, answer := range answers {
		_, err := EncodeAnswer(&CommandInteraction{}, answer)
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%v", err)
		}
	}
}
