package conformance

import (
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

func (g *generator) message() discord.Message {
	m := discord.Message{TTS: g.maybe(), AllowedMentions: g.mentions()}
	for _, flag := range []discord.MessageFlags{discord.SuppressEmbeds, discord.Ephemeral, discord.SuppressNotifications} {
		if g.maybe() {
			m.Flags |= flag
		}
	}
	if g.IntN(2) == 0 {
		m.Components = g.layout()
		m.Files = []discord.File{file("a.png")}
		return m
	}
	m.Content = g.text(1, 2000)
	m.Embeds = g.embeds()
	m.Components = list(g, 0, 5, func() discord.MessageComponent { return g.row() })
	m.Files = g.files()
	if g.maybe() {
		m.Poll = g.poll()
	}
	return m
}

// voice is a voice message, which has one file and nothing else.
func (g *generator) voice() discord.Message {
	f := file("voice.ogg")
	f.Duration, f.Waveform = time.Duration(g.number(1, 600))*time.Second, make([]byte, g.number(1, 256))
	return discord.Message{Flags: discord.VoiceMessage, Files: []discord.File{f}}
}

// update changes everything, clears everything, or leaves everything alone.
func (g *generator) update() discord.Update {
	u := discord.Update{AllowedMentions: g.mentions()}
	if g.maybe() {
		u.Flags = new(discord.MessageFlags(g.number(0, 1)) * discord.SuppressEmbeds)
	}
	if g.IntN(2) == 0 {
		u.Components = g.layout()
		u.Files = []discord.File{file("a.png")}
		u.Content, u.Embeds = new(""), []discord.Embed{}
		return u
	}
	if g.maybe() {
		u.Content = new(g.text(0, 2000))
		u.Embeds = append([]discord.Embed{}, g.embeds()...)
		u.Components = append(discord.Components[discord.MessageComponent]{},
			list(g, 0, 5, func() discord.MessageComponent { return g.row() })...)
	}
	if g.maybe() {
		u.Attachments = append([]discord.KeptAttachment{}, list(g, 0, 5, func() discord.KeptAttachment {
			kept := discord.KeptAttachment{ID: g.snowflake(), Spoiler: g.flag()}
			if g.maybe() {
				kept.Description = new(g.text(0, 1024))
			}
			return kept
		})...)
		u.Files = g.files()[:0:0]
	}
	return u
}

func file(name string) discord.File {
	return discord.File{Name: name, Content: strings.NewReader("content")}
}

func (g *generator) files() []discord.File {
	return list(g, 0, 10, func() discord.File {
		return discord.File{Name: g.text(1, 1024), Title: g.optional(1024), Description: g.optional(1024),
			Spoiler: g.maybe(), Content: strings.NewReader("content"), ContentType: "application/octet-stream"}
	})
}

func (g *generator) mentions() *discord.AllowedMentions {
	switch {
	case !g.maybe():
		return nil
	case g.IntN(2) == 0:
		return &discord.AllowedMentions{Parse: []discord.MentionType{discord.MentionUsers, discord.MentionRoles, discord.MentionEveryone}[:g.number(0, 3)]}
	}
	return &discord.AllowedMentions{Parse: []discord.MentionType{discord.MentionEveryone}, RepliedUser: g.maybe(),
		Users: g.snowflakes(g.number(1, 100)), Roles: g.snowflakes(g.number(1, 100))}
}

// embeds have at most 6000 characters together: the first may be as large as an embed can be, the
// others are small.
func (g *generator) embeds() []discord.Embed {
	room := 6000
	text := func(high int) string {
		s := g.text(1, min(high, room))
		room -= len([]rune(s))
		return s
	}
	return list(g, 0, 10, func() discord.Embed {
		e := discord.Embed{}
		if room > 400 {
			e.Title = text(256)
		}
		if room > 4400 && g.maybe() {
			e.Description = text(4096)
		}
		if g.maybe() {
			e.URL, e.Color = g.url(2048), g.number(0, 0xFFFFFF)
			e.Timestamp = discord.Time{Time: time.Unix(int64(g.number(0, 1<<31)), 5e8)}
			e.Image, e.Thumbnail = &discord.EmbedMedia{URL: g.url(2048)}, &discord.EmbedMedia{URL: discord.AttachmentURL("a.png")}
		}
		if room > 300 && g.maybe() {
			e.Footer = &discord.EmbedFooter{Text: text(40), IconURL: g.url(2048)}
			e.Author = &discord.EmbedAuthor{Name: text(40), URL: g.url(2048), IconURL: g.url(2048)}
		}
		if room > 200 {
			e.Fields = list(g, 0, min(25, room/8), func() discord.EmbedField {
				return discord.EmbedField{Name: text(4), Value: text(4), Inline: g.maybe()}
			})
		}
		return e
	})
}

func (g *generator) poll() *discord.Poll {
	return &discord.Poll{Question: g.text(1, 300), Multiselect: g.maybe(), Duration: time.Duration(g.number(0, 768)) * time.Hour,
		Answers: list(g, 1, 10, func() discord.PollAnswer { return discord.PollAnswer{Text: g.text(1, 55), Emoji: g.emoji()} })}
}

func (g *generator) modal() discord.Modal {
	return discord.Modal{CustomID: g.customID(), Title: g.text(1, 45), Components: list(g, 1, 5, func() discord.ModalComponent {
		return g.modalPart(g.IntN(modalInputs + 1))
	})}
}

// choiceValue is a value for a choice of an option of that type.
func (g *generator) choiceValue(kind discord.OptionType) discord.ChoiceValue {
	switch kind {
	case discord.OptionInteger:
		return discord.Integer(g.number(discord.MinInteger, discord.MaxInteger))
	case discord.OptionNumber:
		return discord.Number(float64(g.number(-1<<53, 1<<53)) / float64(g.number(1, 1000)))
	}
	return discord.String(g.text(0, 100))
}

func (g *generator) choices(kind discord.OptionType) discord.Choices {
	return list(g, 0, 25, func() discord.Choice {
		return discord.Choice{Name: g.text(1, 100), NameLocalizations: g.localizations(100), Value: g.choiceValue(kind)}
	})
}
