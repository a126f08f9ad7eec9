package conformance

import (
	"errors"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// relations are rules that relate fields, which a description by schema cannot state. Each breaks
// one of them in a valid message, and names the field at which it must be refused.
var relations = []struct {
	name   string
	broken func(m *discord.Message)
	field  string
}{
	{"an embed's address is a link", func(m *discord.Message) {
		m.Embeds = []discord.Embed{{Title: "t", URL: "ftp://example.com"}}
	}, "url"},
	{"an author's icon is a link or an upload", func(m *discord.Message) {
		m.Embeds = []discord.Embed{{Author: &discord.EmbedAuthor{Name: "n", IconURL: "example.com/a.png"}}}
	}, "icon_url"},
	{"all embeds share 6000 characters", func(m *discord.Message) {
		m.Embeds = []discord.Embed{{Description: strings.Repeat("x", 4000)}, {Description: strings.Repeat("x", 2001)}}
	}, "embeds"},
	{"parse excludes the users", func(m *discord.Message) {
		m.AllowedMentions = &discord.AllowedMentions{Parse: []discord.MentionType{discord.MentionUsers}, Users: []discord.Snowflake{1}}
	}, "users"},
	{"a role is allowed once", func(m *discord.Message) {
		m.AllowedMentions = &discord.AllowedMentions{Roles: []discord.Snowflake{1, 2, 1}}
	}, "roles"},
	{"a select has as many options as can be chosen", inRowOf(discord.StringSelect{CustomID: "s", MaxValues: 2, Options: twoOptions[:1]}), "options"},
	{"a select's options differ", inRowOf(discord.StringSelect{CustomID: "s", Options: append(twoOptions[:2:2], twoOptions[0])}), "value"},
	{"a select's minimum is below its maximum", inRowOf(discord.UserSelect{CustomID: "s", MinValues: new(3), MaxValues: 2}), "min_values"},
	{"a select shows no more than can be chosen", inRowOf(discord.RoleSelect{CustomID: "s", DefaultValues: []discord.DefaultValue{
		discord.DefaultRole(1), discord.DefaultRole(2)}}), "default_values"},
	{"a select shows values of its kind", inRowOf(discord.RoleSelect{CustomID: "s", DefaultValues: []discord.DefaultValue{discord.DefaultUser(1)}}), "type"},
	{"custom IDs differ", inRowOf(discord.Button{Style: 1, Label: "a", CustomID: "same"}, discord.Button{Style: 1, Label: "b", CustomID: "same"}), "custom_id"},
	{"IDs differ", inRowOf(discord.Button{ID: 5, Style: 1, Label: "a", CustomID: "a"}, discord.Button{ID: 5, Style: 1, Label: "b", CustomID: "b"}), "id"},
	{"a link has no custom ID", inRowOf(discord.Button{Style: discord.ButtonLink, Label: "a", URL: "https://example.com", CustomID: "a"}), "custom_id"},
	{"a select is alone in its row", inRowOf(discord.UserSelect{CustomID: "s"}, discord.Button{Style: 1, Label: "b", CustomID: "b"}), "components"},
	{"a component shows a file of the message", func(m *discord.Message) {
		*m = discord.Message{Files: []discord.File{{Name: "a.txt", Content: strings.NewReader("x")}}, Components: []discord.MessageComponent{
			discord.FileComponent{File: discord.Media{URL: discord.AttachmentURL("missing.txt")}}}}
	}, "url"},
	{"components of V2 are the whole message", func(m *discord.Message) {
		*m = discord.Message{Content: "x", Components: []discord.MessageComponent{discord.TextDisplay{Content: "x"}}}
	}, "content"},
	{"a message is not empty", func(m *discord.Message) { *m = discord.Message{Embeds: []discord.Embed{{}}} }, ""},
}

var twoOptions = []discord.SelectOption{{Label: "a", Value: "a"}, {Label: "b", Value: "b"}}

func inRowOf(components ...discord.RowComponent) func(*discord.Message) {
	return func(m *discord.Message) {
		m.Components = []discord.MessageComponent{discord.ActionRow{Components: components}}
	}
}

// TestRelations breaks one relation at a time in generated messages: each is accepted before and
// refused after, at the field that is broken and nowhere else. The test Discord refuses it too.
func TestRelations(t *testing.T) {
	t.Logf("seed %d", seed)
	double := newDouble()
	for n, relation := range relations {
		for i := range 20 {
			m := newGenerator(uint64(7e6+n*20+i), some).message()
			m.Components, m.Flags, m.Embeds = nil, m.Flags&^discord.ComponentsV2, nil
			if m.Content == "" {
				m.Content = "x"
			}
			if _, err := discord.EncodeMessage(m); err != nil {
				t.Fatalf("%s, number %d: we refuse what is valid: %v", relation.name, i, err)
			}
			relation.broken(&m)
			_, err := discord.EncodeMessage(m)
			var refused *discord.CheckError
			if !errors.As(err, &refused) || len(refused.Violations) != 1 || !strings.HasSuffix(refused.Violations[0].Path, relation.field) {
				t.Errorf("%s, number %d: %v, want one violation at %q", relation.name, i, err, relation.field)
			}
			if m.Files != nil {
				continue // they come in another form than JSON
			}
			body := marshal(t, map[string]any{"type": m.CallbackType(), "data": m})
			if double.refuses(t, callbackRequest, body) == nil {
				t.Errorf("%s, number %d: the test Discord accepts it", relation.name, i)
			}
		}
	}
}
