package conformance

import (
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

func embed(e discord.Embed) any { return discord.Message{Embeds: []discord.Embed{e}} }

// messageLimits are those on messages, their embeds, files and polls.
var messageLimits = []limit{
	{"content", func(n int) any { return discord.Message{Content: repeat(n)} }, 2001, 2000, ""},
	{"embeds", func(n int) any { return discord.Message{Embeds: times(n, discord.Embed{Title: "t"})} }, 11, 10, ""},
	{"embed title", func(n int) any { return embed(discord.Embed{Title: repeat(n)}) }, 257, 256, ""},
	{"embed description", func(n int) any { return embed(discord.Embed{Description: repeat(n)}) }, 4097, 4096, ""},
	{"embed colour", func(n int) any { return embed(discord.Embed{Title: "t", Color: n}) }, 0x1000000, 0xFFFFFF, ""},
	{"embed URL", func(n int) any { return embed(discord.Embed{Title: "t", URL: url(n)}) }, 2049, 2048, ""},
	{"embed footer", func(n int) any { return embed(discord.Embed{Footer: &discord.EmbedFooter{Text: repeat(n)}}) }, 2049, 2048, ""},
	{"embed author", func(n int) any { return embed(discord.Embed{Author: &discord.EmbedAuthor{Name: repeat(n)}}) }, 257, 256, ""},
	{"embed fields", func(n int) any {
		return embed(discord.Embed{Fields: times(n, discord.EmbedField{Name: "n", Value: "v"})})
	}, 26, 25, ""},
	{"embed field name", func(n int) any {
		return embed(discord.Embed{Fields: []discord.EmbedField{{Name: repeat(n), Value: "v"}}})
	}, 257, 256, ""},
	{"embed field value", func(n int) any {
		return embed(discord.Embed{Fields: []discord.EmbedField{{Name: "n", Value: repeat(n)}}})
	}, 1025, 1024, ""},
	{"all embeds", func(n int) any {
		return discord.Message{Embeds: []discord.Embed{{Description: repeat(4000)}, {Description: repeat(n - 4000)}}}
	}, 6001, 6000, documented},
	{"files", func(n int) any { return discord.Message{Files: times(n, file("a"))} }, 11, 10, ""},
	{"file name", func(n int) any { return discord.Message{Files: []discord.File{file(repeat(n))}} }, 1025, 1024, ""},
	{"file description", func(n int) any {
		f := file("a")
		f.Description = repeat(n)
		return discord.Message{Files: []discord.File{f}}
	}, 1025, 1024, ""},
	{"users that may be notified", func(n int) any {
		return discord.Message{Content: "c", AllowedMentions: &discord.AllowedMentions{Users: newGenerator(1, some).snowflakes(n)}}
	}, 101, 100, ""},
	{"poll question", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: repeat(n), Answers: []discord.PollAnswer{{Text: "a"}}}}
	}, 301, 300, ""},
	{"poll answers", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: "q", Answers: times(n, discord.PollAnswer{Text: "a"})}}
	}, 11, 10, ""},
	{"poll without answers", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: "q", Answers: times(n, discord.PollAnswer{Text: "a"})}}
	}, 0, 1, ""},
	{"poll answer", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: "q", Answers: []discord.PollAnswer{{Text: repeat(n)}}}}
	}, 56, 55, "the description has 300, as for a question"},
	{"poll hours", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: "q", Answers: []discord.PollAnswer{{Text: "a"}}, Duration: time.Duration(n) * time.Hour}}
	}, 769, 768, ""},
}
