package discordtest

import (
	"net/http"
	"strconv"

	"github.com/hotaru-go/hotaru/rest"
)

// faultMessages are the texts that Discord's answers have for its codes. The table on Discord's
// page words some of them differently.
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#json.
var faultMessages = map[rest.Code]string{
	rest.ErrUnknownApplication:  "Unknown Application",
	rest.ErrUnknownChannel:      "Unknown Channel",
	rest.ErrUnknownGuild:        "Unknown Guild",
	rest.ErrUnknownMember:       "Unknown Member",
	rest.ErrUnknownMessage:      "Unknown Message",
	rest.ErrUnknownRole:         "Unknown Role",
	rest.ErrUnknownUser:         "Unknown User",
	rest.ErrUnknownEmoji:        "Unknown Emoji",
	rest.ErrUnknownWebhook:      "Unknown Webhook",
	rest.ErrUnknownBan:          "Unknown Ban",
	rest.ErrUnknownInteraction:  "Unknown interaction",
	rest.ErrUnknownCommand:      "Unknown application command",
	rest.ErrTooManyPins:         "Maximum number of pins reached (250)",
	rest.ErrTooManyRoles:        "Maximum number of guild roles reached (250)",
	rest.ErrTooManyWebhooks:     "Maximum number of webhooks reached (15)",
	rest.ErrTooManyEmojis:       "Maximum number of emojis reached",
	rest.ErrTooManyReactions:    "Maximum number of reactions reached (20)",
	rest.ErrTooManyChannels:     "Maximum number of guild channels reached (500)",
	rest.ErrTooManyCommands:     "Maximum number of application commands reached",
	rest.ErrTooManyCreates:      "Maximum number of daily application command creates has been reached (200)",
	rest.ErrUserBanned:          "The user is banned from this guild",
	rest.ErrAlreadyCrossposted:  "This message has already been crossposted.",
	rest.ErrAlreadyAcknowledged: "Interaction has already been acknowledged.",
	rest.ErrTooManyFollowUps:    "This interaction has hit the maximum number of follow up messages",
	rest.ErrMissingAccess:       "Missing Access",
	rest.ErrNotTheAuthor:        "Cannot edit a message authored by another user",
	rest.ErrCannotSendToUser:    "Cannot send messages to this user",
	rest.ErrMissingPermissions:  "Missing Permissions",
	rest.ErrInvalidWebhookToken: "Invalid Webhook Token",
	rest.ErrMessageTooOld:       "A message provided was too old to bulk delete",
	rest.ErrInvalidFormBody:     "Invalid Form Body",
	rest.ErrFileTooLarge:        "File uploaded exceeds the maximum size",
	rest.ErrThreadArchived:      "Thread is archived",
	rest.ErrThreadExists:        "A thread has already been created for this message",
	rest.ErrTooManyThreads:      "Maximum number of active threads reached",
	codeNotInDM:                 "Cannot execute action on a DM channel",
	codeEmptyMessage:            "Cannot send an empty message",
	codeWrongChannel:            "Cannot execute action on this channel type",
	codeNoMutualGuild:           "Cannot send messages to this user due to having no mutual guilds",
}

// message returns the fault's text, or the text that Discord sends with its code or its status.
func (f *Fault) message() string {
	switch {
	case f.Message != "":
		return f.Message
	case faultMessages[f.Code] != "":
		return faultMessages[f.Code]
	}
	return strconv.Itoa(f.Status) + ": " + http.StatusText(f.Status)
}
