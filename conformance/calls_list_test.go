package conformance

import (
	"context"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// one drops the result of a call.
func one[T any](_ T, err error) error { return err }

var (
	page   = rest.Page{After: 5, Limit: 10}
	fire   = discord.Emoji{Name: "🔥"}
	custom = discord.Emoji{Name: "glow", ID: 9}
	then   = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	scope  = rest.CommandScope{ApplicationID: 1}
	local  = rest.CommandScope{ApplicationID: 1, GuildID: 2}
	image  = rest.Image([]byte("\x89PNG\r\n\x1a\n"))
	hook   = rest.Webhook(1, "a-token-of-a-webhook")
	noID   = new(discord.Snowflake)
)

func attached() []discord.File {
	return []discord.File{{Name: "a.txt", Content: strings.NewReader("glow")}}
}

// calls are every call of rest.API.
var calls = append(callsOfChannels, callsOfGuilds...)

var callsOfChannels = []call{
	{"SendMessage", func(c context.Context, a rest.API) error {
		return one(a.SendMessage(c, 1, discord.Message{Content: "x", Files: attached()}))
	}},
	{"Reply", func(c context.Context, a rest.API) error { return one(a.Reply(c, 1, 2, discord.Message{Content: "x"})) }},
	{"CreateMessage/forward", func(c context.Context, a rest.API) error {
		return one(a.CreateMessage(c, 1, rest.MessageCreate{Reference: &discord.MessageReference{Type: discord.ReferenceForward, ChannelID: 1, MessageID: 2}}))
	}},
	{"CreateMessage/all", func(c context.Context, a rest.API) error {
		return one(a.CreateMessage(c, 1, rest.MessageCreate{
			Message: discord.Message{Content: "x", TTS: true, Embeds: []discord.Embed{{Title: "t"}}, Flags: discord.SuppressEmbeds},
			Nonce:   "n", StickerIDs: []discord.Snowflake{3},
		}))
	}},
	{"GetMessage", func(c context.Context, a rest.API) error { return one(a.GetMessage(c, 1, 2)) }},
	{"ListMessages", func(c context.Context, a rest.API) error { return one(a.ListMessages(c, 1, page)) }},
	{"EditMessage", func(c context.Context, a rest.API) error {
		return one(a.EditMessage(c, 1, 2, discord.Update{Content: new(""), Embeds: []discord.Embed{}, Files: attached()}))
	}},
	{"DeleteMessage", func(c context.Context, a rest.API) error { return a.DeleteMessage(c, 1, 2) }},
	{"BulkDeleteMessages", func(c context.Context, a rest.API) error {
		return a.BulkDeleteMessages(c, 1, []discord.Snowflake{2, 3})
	}},
	{"CrosspostMessage", func(c context.Context, a rest.API) error { return one(a.CrosspostMessage(c, 1, 2)) }},
	{"TriggerTyping", func(c context.Context, a rest.API) error { return a.TriggerTyping(c, 1) }},
	{"AddReaction", func(c context.Context, a rest.API) error { return a.AddReaction(c, 1, 2, fire) }},
	{"AddReaction/custom", func(c context.Context, a rest.API) error { return a.AddReaction(c, 1, 2, custom) }},
	{"RemoveReaction", func(c context.Context, a rest.API) error { return a.RemoveReaction(c, 1, 2, fire) }},
	{"RemoveUserReaction", func(c context.Context, a rest.API) error { return a.RemoveUserReaction(c, 1, 2, fire, 3) }},
	{"ListReactions", func(c context.Context, a rest.API) error { return one(a.ListReactions(c, 1, 2, fire, page)) }},
	{"RemoveEmojiReactions", func(c context.Context, a rest.API) error { return a.RemoveEmojiReactions(c, 1, 2, fire) }},
	{"RemoveAllReactions", func(c context.Context, a rest.API) error { return a.RemoveAllReactions(c, 1, 2) }},
	{"PinMessage", func(c context.Context, a rest.API) error { return a.PinMessage(c, 1, 2) }},
	{"UnpinMessage", func(c context.Context, a rest.API) error { return a.UnpinMessage(c, 1, 2) }},
	{"ListPins", func(c context.Context, a rest.API) error { return one(a.ListPins(c, 1, then, 5)) }},
	{"GetChannel", func(c context.Context, a rest.API) error { return one(a.GetChannel(c, 1)) }},
	{"EditChannel/none", func(c context.Context, a rest.API) error { return one(a.EditChannel(c, 1, rest.ChannelEdit{})) }},
	{"EditChannel/cleared", func(c context.Context, a rest.API) error {
		return one(a.EditChannel(c, 1, rest.ChannelEdit{
			Name: "n", Topic: new(""), ParentID: noID, RTCRegion: new(""), Overwrites: []discord.PermissionOverwrite{}, NSFW: new(false), Position: new(0),
			DefaultReaction: &discord.DefaultReaction{}, AvailableTags: []rest.ForumTag{}, RateLimitPerUser: new(0), UserLimit: new(0),
		}))
	}},
	{"EditChannel/all", func(c context.Context, a rest.API) error {
		return one(a.EditChannel(c, 1, rest.ChannelEdit{
			Name: "n", Type: new(discord.ChannelGuildText), Topic: new("t"), ParentID: new(discord.Snowflake(3)), RTCRegion: new("rotterdam"),
			Overwrites: []discord.PermissionOverwrite{{ID: 4, Type: discord.OverwriteMember, Allow: 1024, Deny: 2048}}, NSFW: new(true), Position: new(1),
			RateLimitPerUser: new(5), Bitrate: new(8000), UserLimit: new(1), VideoQualityMode: new(discord.VideoQualityFull),
			DefaultAutoArchiveDuration: new(60), DefaultThreadRateLimitPerUser: new(5), AvailableTags: []rest.ForumTag{{Name: "t", EmojiName: "🔥"}},
			DefaultReaction: &discord.DefaultReaction{EmojiName: "🔥"}, DefaultSortOrder: new(discord.SortCreationDate),
			DefaultForumLayout: new(discord.ForumLayoutList), Flags: new(discord.ChannelRequireTag),
		}))
	}},
	{"DeleteChannel", func(c context.Context, a rest.API) error { return a.DeleteChannel(c, 1) }},
	{"SetPermissions", func(c context.Context, a rest.API) error {
		return a.SetPermissions(c, 1, discord.PermissionOverwrite{ID: 2, Type: discord.OverwriteRole, Allow: 1024})
	}},
	{"DeletePermissions", func(c context.Context, a rest.API) error { return a.DeletePermissions(c, 1, 2) }},
	{"StartThread", func(c context.Context, a rest.API) error {
		return one(a.StartThread(c, 1, rest.ThreadCreate{Name: "n", Type: discord.ChannelPrivateThread, Invitable: new(false), AutoArchiveDuration: 60, RateLimitPerUser: 5}))
	}},
	{"StartThreadFromMessage", func(c context.Context, a rest.API) error {
		return one(a.StartThreadFromMessage(c, 1, 2, rest.ThreadCreate{Name: "n"}))
	}},
	{"CreateForumPost/files", func(c context.Context, a rest.API) error {
		return one(a.CreateForumPost(c, 1, rest.ForumPost{Name: "n", Message: discord.Message{Content: "x", Files: attached()}, AppliedTags: []discord.Snowflake{3}, AutoArchiveDuration: 60, RateLimitPerUser: 5}))
	}},
	{"CreateForumPost/sticker", func(c context.Context, a rest.API) error {
		return one(a.CreateForumPost(c, 1, rest.ForumPost{Name: "n", StickerIDs: []discord.Snowflake{3}}))
	}},
	{"EditThread", func(c context.Context, a rest.API) error {
		return one(a.EditThread(c, 1, rest.ThreadEdit{
			Name: "n", Archived: new(false), Locked: new(true), Invitable: new(true), AutoArchiveDuration: new(60), RateLimitPerUser: new(0),
			Flags: new(discord.ChannelPinned), AppliedTags: []discord.Snowflake{},
		}))
	}},
	{"ArchiveThread", func(c context.Context, a rest.API) error { return a.ArchiveThread(c, 1) }},
	{"ListActiveThreads", func(c context.Context, a rest.API) error { return one(a.ListActiveThreads(c, 1)) }},
	{"ListArchivedThreads", func(c context.Context, a rest.API) error { return one(a.ListArchivedThreads(c, 1, then, 5)) }},
	{"ListArchivedPrivateThreads", func(c context.Context, a rest.API) error {
		return one(a.ListArchivedPrivateThreads(c, 1, then, 5))
	}},
	{"ListJoinedArchivedThreads", func(c context.Context, a rest.API) error {
		return one(a.ListJoinedArchivedThreads(c, 1, 9, 5))
	}},
	{"JoinThread", func(c context.Context, a rest.API) error { return a.JoinThread(c, 1) }},
	{"LeaveThread", func(c context.Context, a rest.API) error { return a.LeaveThread(c, 1) }},
	{"AddThreadMember", func(c context.Context, a rest.API) error { return a.AddThreadMember(c, 1, 2) }},
	{"RemoveThreadMember", func(c context.Context, a rest.API) error { return a.RemoveThreadMember(c, 1, 2) }},
	{"GetThreadMember", func(c context.Context, a rest.API) error { return one(a.GetThreadMember(c, 1, 2)) }},
	{"ListThreadMembers", func(c context.Context, a rest.API) error { return one(a.ListThreadMembers(c, 1, page)) }},
	{"CreateWebhook", func(c context.Context, a rest.API) error {
		return one(a.CreateWebhook(c, 1, rest.WebhookCreate{Name: "n", Avatar: image}))
	}},
	{"ListChannelWebhooks", func(c context.Context, a rest.API) error { return one(a.ListChannelWebhooks(c, 1)) }},
	{"GetWebhook", func(c context.Context, a rest.API) error { return one(a.GetWebhook(c, 1)) }},
	{"EditWebhook", func(c context.Context, a rest.API) error {
		return one(a.EditWebhook(c, 1, rest.WebhookEdit{Name: "n", Avatar: new(""), ChannelID: 2}))
	}},
	{"DeleteWebhook", func(c context.Context, a rest.API) error { return a.DeleteWebhook(c, 1) }},
	{"ExecuteWebhook", func(c context.Context, a rest.API) error {
		return one(a.ExecuteWebhook(c, hook.InThread(4), rest.WebhookMessage{
			Message: discord.Message{Content: "x", Files: attached()}, Username: "u", AvatarURL: "https://example.org/a.png",
		}))
	}},
	{"ExecuteWebhook/forum", func(c context.Context, a rest.API) error {
		return one(a.ExecuteWebhook(c, hook, rest.WebhookMessage{Message: discord.Message{Content: "x"}, ThreadName: "t", AppliedTags: []discord.Snowflake{3}}))
	}},
	{"GetWebhookMessage", func(c context.Context, a rest.API) error { return one(a.GetWebhookMessage(c, hook.InThread(4), 2)) }},
	{"EditWebhookMessage", func(c context.Context, a rest.API) error {
		return one(a.EditWebhookMessage(c, hook, 2, discord.Update{Content: new("x")}))
	}},
	{"DeleteWebhookMessage", func(c context.Context, a rest.API) error { return a.DeleteWebhookMessage(c, hook, 2) }},
}
