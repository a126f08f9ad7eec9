package discord

import (
	"strconv"
	"strings"
	"time"
)

// MentionUser returns the markdown that mentions a user: "<@ID>". The AllowedMentions of the
// message decide whether the user is notified.
//
// See https://docs.discord.com/developers/reference#message-formatting.
func MentionUser(id Snowflake) string { return "<@" + id.String() + ">" }

// MentionRole returns the markdown that mentions a role: "<@&ID>".
func MentionRole(id Snowflake) string { return "<@&" + id.String() + ">" }

// MentionChannel returns the markdown that links to a channel: "<#ID>".
func MentionChannel(id Snowflake) string { return "<#" + id.String() + ">" }

// MentionCommand returns the markdown that links to the slash command with that ID and path:
// "config" or "config set" gives "</config set:ID>". Only chat input commands can be linked.
func MentionCommand(path string, id Snowflake) string { return "</" + path + ":" + id.String() + ">" }

// CustomEmoji returns the markdown of a custom emoji: "<:name:ID>", or "<a:name:ID>" for an
// animated one.
func CustomEmoji(name string, id Snowflake, animated bool) string {
	if animated {
		return "<a:" + name + ":" + id.String() + ">"
	}
	return "<:" + name + ":" + id.String() + ">"
}

// TimestampStyle is how a client shows a [Timestamp], in the reader's own language and time zone.
//
// See https://docs.discord.com/developers/reference#message-formatting-timestamp-styles.
type TimestampStyle string

// The timestamp styles, with what they look like in British English.
const (
	// TimestampDefault leaves the choice to Discord. Discord uses [TimestampLongDateShortTime].
	TimestampDefault TimestampStyle = ""
	// TimestampShortTime is 16:20.
	TimestampShortTime TimestampStyle = "t"
	// TimestampMediumTime is 16:20:30.
	TimestampMediumTime TimestampStyle = "T"
	// TimestampShortDate is 20/04/2021.
	TimestampShortDate TimestampStyle = "d"
	// TimestampLongDate is 20 April 2021.
	TimestampLongDate TimestampStyle = "D"
	// TimestampLongDateShortTime is 20 April 2021 at 16:20.
	TimestampLongDateShortTime TimestampStyle = "f"
	// TimestampFullDateShortTime is Tuesday, 20 April 2021 at 16:20.
	TimestampFullDateShortTime TimestampStyle = "F"
	// TimestampShortDateShortTime is 20/04/2021, 16:20.
	TimestampShortDateShortTime TimestampStyle = "s"
	// TimestampShortDateMediumTime is 20/04/2021, 16:20:30.
	TimestampShortDateMediumTime TimestampStyle = "S"
	// TimestampRelative is "4 years ago", and keeps counting.
	TimestampRelative TimestampStyle = "R"
)

// Timestamp returns the markdown of a moment, to the second: "<t:1618953630:R>".
func Timestamp(at time.Time, style TimestampStyle) string {
	text := "<t:" + strconv.FormatInt(at.Unix(), 10)
	if style != TimestampDefault {
		text += ":" + string(style)
	}
	return text + ">"
}

// The guild navigation markdown: links to parts of the guild that the message is in.
//
// See https://docs.discord.com/developers/reference#message-formatting-guild-navigation-types.
const (
	// NavigateCustomize links to Channels & Roles.
	NavigateCustomize = "<id:customize>"
	// NavigateBrowse links to Browse Channels.
	NavigateBrowse = "<id:browse>"
	// NavigateGuide links to the server guide.
	NavigateGuide = "<id:guide>"
	// NavigateLinkedRoles links to the linked roles. See [NavigateLinkedRole] for one of them.
	NavigateLinkedRoles = "<id:linked-roles>"
)

// NavigateLinkedRole returns the markdown that opens one linked role: "<id:linked-roles:ID>".
func NavigateLinkedRole(roleID Snowflake) string { return "<id:linked-roles:" + roleID.String() + ">" }

// MessageURL returns the link to a message: "https://discord.com/channels/guild/channel/message". A
// guildID of zero means a direct message.
func MessageURL(guildID, channelID, messageID Snowflake) string {
	guild := "@me"
	if guildID != 0 {
		guild = guildID.String()
	}
	return "https://discord.com/channels/" + guild + "/" + channelID.String() + "/" + messageID.String()
}

// inlineMarks have a meaning anywhere, blockMarks at the start of a line.
const (
	inlineMarks = "\\*_~`|<[]()@:"
	blockMarks  = "#>-+"
)

// Escape returns the text with a backslash before every character that has a meaning in Discord's
// markdown: emphasis, spoilers, code, quotes, headings, lists, links, mentions, timestamps and
// emojis. Readers see the text as it was typed, and URLs are not links.
//
// Escape makes a text longer. It does not prevent notifications; use AllowedMentions for that.
func Escape(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	begins, number := true, false // at the start of a line; the line has only digits so far
	for i := range len(text) {
		c := text[i]
		if strings.IndexByte(inlineMarks, c) >= 0 || begins && strings.IndexByte(blockMarks, c) >= 0 || number && c == '.' {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
		number = (begins || number) && '0' <= c && c <= '9'
		begins = c == '\n' || begins && (c == ' ' || c == '\t')
	}
	return b.String()
}
