package rest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

var (
	// ErrRateLimited means that a call was refused, or not sent, because a rate limit is used up
	// and the wait would be too long. RetryAfter of the [*Error] says when to call again.
	ErrRateLimited = errors.New("rest: rate limited")
	// ErrUncertain means that a request was sent and no complete answer came back. Discord may have
	// acted on the request.
	ErrUncertain = errors.New("the outcome is unknown: Discord may have acted on the request, but its answer did not arrive")
	// ErrNoCredentials means that a call needs a bot token, a bearer token or client credentials,
	// and the client has none.
	ErrNoCredentials = errors.New("rest: no credentials: set Options.BotToken, or BearerToken, or ClientID and ClientSecret")
	// ErrNoPublicKey means that Discord's record of the app has no verify_key.
	ErrNoPublicKey = errors.New("rest: Discord's answer has no verify_key")
)

// Code is Discord's number for an error. It is an error itself, so errors.Is finds it:
//
//	if errors.Is(err, rest.ErrUnknownInteraction) { … }
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#json.
type Code int

// The codes that apps commonly get.
const (
	// ErrUnknownApplication: the application does not exist.
	ErrUnknownApplication Code = 10002
	// ErrUnknownChannel: the channel or thread does not exist, or was deleted.
	ErrUnknownChannel Code = 10003
	// ErrUnknownGuild: the guild does not exist, or the bot is not in it.
	ErrUnknownGuild Code = 10004
	// ErrUnknownMember: the user is not in the guild, or not in the thread.
	ErrUnknownMember Code = 10007
	// ErrUnknownMessage: the message does not exist, or was deleted.
	ErrUnknownMessage Code = 10008
	// ErrUnknownRole: the role does not exist.
	ErrUnknownRole Code = 10011
	// ErrUnknownUser: the user does not exist.
	ErrUnknownUser Code = 10013
	// ErrUnknownEmoji: the emoji does not exist, or is not escaped in the path.
	ErrUnknownEmoji Code = 10014
	// ErrUnknownWebhook: the webhook does not exist. For a follow-up or an edit of an interaction,
	// Discord does not know an answer yet, or the token is wrong.
	ErrUnknownWebhook Code = 10015
	// ErrUnknownBan: the user is not banned.
	ErrUnknownBan Code = 10026
	// ErrUnknownInteraction: the answer came after Discord's 3 seconds, or the interaction does not
	// exist.
	ErrUnknownInteraction Code = 10062
	// ErrUnknownCommand: the command does not exist in this scope.
	ErrUnknownCommand Code = 10063
	// ErrUnknownCommandPermissions: the command has no own permissions in the guild.
	ErrUnknownCommandPermissions Code = 10066
	// ErrTooManyPins: the channel has 250 pins.
	ErrTooManyPins Code = 30003
	// ErrTooManyRoles: the guild has 250 roles.
	ErrTooManyRoles Code = 30005
	// ErrTooManyWebhooks: the channel has 15 webhooks.
	ErrTooManyWebhooks Code = 30007
	// ErrTooManyEmojis: the app or the guild has as many emojis as it may have.
	ErrTooManyEmojis Code = 30008
	// ErrTooManyReactions: the message has 20 different reactions.
	ErrTooManyReactions Code = 30010
	// ErrTooManyChannels: the guild has 500 channels.
	ErrTooManyChannels Code = 30013
	// ErrTooManyCommands: the app has as many commands as it may have.
	ErrTooManyCommands Code = 30032
	// ErrTooManyCreates: more than 200 commands created in a day in this scope.
	ErrTooManyCreates Code = 30034
	// ErrUserBanned: the user is banned from the guild.
	ErrUserBanned Code = 40007
	// ErrAlreadyCrossposted: the message is published already.
	ErrAlreadyCrossposted Code = 40033
	// ErrAlreadyAcknowledged: the interaction has an answer already.
	ErrAlreadyAcknowledged Code = 40060
	// ErrTooManyFollowUps: an app that is not installed in the guild has sent more than 5
	// follow-ups.
	ErrTooManyFollowUps Code = 40094
	// ErrMissingAccess: the bot cannot see the channel, or the app is not authorised in the guild.
	ErrMissingAccess Code = 50001
	// ErrNotTheAuthor: the message is from another user and cannot be edited.
	ErrNotTheAuthor Code = 50005
	// ErrCannotSendToUser: the user does not accept direct messages from the bot.
	ErrCannotSendToUser Code = 50007
	// ErrMissingPermissions: the bot lacks a permission, or its highest role is not above the role
	// that it would change.
	ErrMissingPermissions Code = 50013
	// ErrInvalidWebhookToken: the webhook's token is wrong. For an interaction, its 15 minutes are
	// over.
	ErrInvalidWebhookToken Code = 50027
	// ErrMessageTooOld: a message to delete in bulk is older than two weeks.
	ErrMessageTooOld Code = 50034
	// ErrInvalidFormBody: the body breaks a rule; Error.Fields says which.
	ErrInvalidFormBody Code = 50035
	// ErrFileTooLarge: a file is larger than allowed.
	ErrFileTooLarge Code = 50045
	// ErrThreadArchived: the thread is archived.
	ErrThreadArchived Code = 50083
	// ErrEntryPointMissing: a bulk overwrite leaves out the entry-point command.
	ErrEntryPointMissing Code = 50240
	// ErrThreadExists: the message has a thread already.
	ErrThreadExists Code = 160004
	// ErrTooManyThreads: the guild has as many active threads as it may have.
	ErrTooManyThreads Code = 160006
)

// Error returns the number as text.
func (c Code) Error() string { return fmt.Sprintf("Discord's code %d", int(c)) }

// Error is Discord's refusal of a call. errors.Is finds its [Code] in it, and [ErrRateLimited] if
// the status is 429.
//
// See https://docs.discord.com/developers/reference#error-messages.
type Error struct {
	// Method and Route name the call. The route has names in place of IDs and tokens.
	Method, Route string
	// Status is the HTTP status.
	Status int
	// Code is Discord's number for the error. It is zero if the answer had none.
	Code Code
	// Message is Discord's text for the error, in English.
	Message string
	// Fields say what is wrong in the body, with code 50035.
	Fields []Field
	// RetryAfter is how long to wait before the next call. It is zero if Discord gives no time.
	RetryAfter time.Duration
	// Global is true for the app's rate limit over all calls. Scope is "user", "global", "shared",
	// or empty.
	//
	// See https://docs.discord.com/developers/topics/rate-limits#header-format.
	Global bool
	Scope  string
}

// Error returns the call, the status, Discord's code and message, and the path and code of each
// field. It contains nothing from the request.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "rest: %s %s: %d %s", e.Method, e.Route, e.Status, http.StatusText(e.Status))
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", e.Message)
	}
	if e.Code != 0 {
		fmt.Fprintf(&b, " (code %d)", int(e.Code))
	}
	for i, f := range e.Fields {
		sep := "; "
		if i == 0 {
			sep = ": "
		}
		b.WriteString(sep + f.brief())
	}
	if e.RetryAfter > 0 {
		fmt.Fprintf(&b, "; try again after %s", e.RetryAfter)
	}
	return b.String()
}

// Is reports whether target is [ErrRateLimited] and the status 429, or target is [ErrUncertain] and
// the status 500 or more.
func (e *Error) Is(target error) bool {
	return target == ErrRateLimited && e.Status == http.StatusTooManyRequests ||
		target == ErrUncertain && e.Status >= http.StatusInternalServerError
}

// Unwrap returns the code, or nil if there is none.
func (e *Error) Unwrap() error {
	if e.Code == 0 {
		return nil
	}
	return e.Code
}
