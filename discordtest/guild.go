package discordtest

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// These are the codes of errors for a bot's actions in a guild.
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#json.
const (
	codeUnknownChannel     rest.Code = 10003
	codeUnknownMember      rest.Code = 10007
	codeUnknownOverwrite   rest.Code = 10009
	codeUnknownRole        rest.Code = 10011
	codeUnknownUser        rest.Code = 10013
	codeUnknownEmoji       rest.Code = 10014
	codeUnknownBan         rest.Code = 10026
	codeUnknownSKU         rest.Code = 10027
	codeUnknownEntitlement rest.Code = 10029
	codeTooManyPins        rest.Code = 30003
	codeTooManyReactions   rest.Code = 30010
	codeTooManyWebhooks    rest.Code = 30007
	codeCrossposted        rest.Code = 40033
	codeNotInDM            rest.Code = 50003
	codeNotTheAuthor       rest.Code = 50005
	codeCannotDM           rest.Code = 50007
	codeMissingPermissions rest.Code = 50013
	codeBulkDelete         rest.Code = 50016
	codeWrongChannel       rest.Code = 50024
	codeInvalidRole        rest.Code = 50028
	codeTooOld             rest.Code = 50034
	codeArchived           rest.Code = 50083
	codeNoMutualGuild      rest.Code = 50278
	codeThreadExists       rest.Code = 160004
	codeBulkBan            rest.Code = 500000
)

// locked is an endpoint that accepts only the bot's token and runs with the API's lock held.
func (a *API) locked(serve routeHandler) routeHandler {
	return func(r *http.Request, call *Call) (apiReply, *Refusal) {
		if !strings.HasPrefix(r.Header.Get("Authorization"), "Bot ") || !a.authorized(r, "") {
			return apiReply{}, refusedUnauthorized
		}
		a.mu.Lock()
		defer a.mu.Unlock()
		return serve(r, call)
	}
}

// allLocked returns a table in which every endpoint is locked.
func (a *API) allLocked(table map[string]routeHandler) map[string]routeHandler {
	for route, serve := range table {
		table[route] = a.locked(serve)
	}
	return table
}

func snowflakeOf(value any) discord.Snowflake {
	text, _ := value.(string)
	id, _ := discord.ParseSnowflake(text)
	return id
}

func pathID(r *http.Request, name string) discord.Snowflake { return snowflakeOf(r.PathValue(name)) }

func unknownError(code rest.Code, what string) *Refusal {
	return refuse(http.StatusNotFound, code, "Unknown "+what, "")
}

func missingAccess() *Refusal {
	return refuse(http.StatusForbidden, rest.ErrMissingAccess, "Missing Access", "the bot cannot see this, or is not there")
}

func missingPermissions(missing discord.Permissions) *Refusal {
	return refuse(http.StatusForbidden, codeMissingPermissions, "Missing Permissions", "the bot lacks "+missing.String()+": see World.Grant")
}

// botMember returns the bot as a member of the guild.
func (a *API) botMember() *discord.Member { return &a.world.Bot }

// guild finds the guild of the path. It must be the world's guild, and the bot must not have left
// it.
func (a *API) guild(r *http.Request) *Refusal {
	if a.left || pathID(r, "guild") != a.world.Guild.ID {
		return unknownError(codeUnknownGuild, "Guild")
	}
	return nil
}

// inGuild finds the guild of the path, and refuses a bot without the permissions.
func (a *API) inGuild(r *http.Request, need discord.Permissions) *Refusal {
	if refused := a.guild(r); refused != nil {
		return refused
	}
	if missing := a.world.PermissionsOf(a.botMember().User.ID).Missing(need); missing != 0 {
		return missingPermissions(missing)
	}
	return nil
}

// channel finds the channel of the path if the bot can see it. It refuses a bot that lacks the
// permissions there. Permissions do not apply in a direct message.
func (a *API) channel(r *http.Request, need discord.Permissions) (*discord.Channel, *Refusal) {
	c := a.world.Channel(pathID(r, "channel"))
	if c == nil {
		return nil, unknownError(codeUnknownChannel, "Channel")
	}
	return c, a.mayIn(c, need)
}

func (a *API) mayIn(c *discord.Channel, need discord.Permissions) *Refusal {
	switch {
	case c.Type == discord.ChannelDM:
		return nil
	case c.GuildID == 0 || a.left:
		return missingAccess()
	}
	may := a.world.permissionsNow(c, a.botMember().User.ID, a.now())
	if !may.Allows(discord.PermissionViewChannel) {
		return missingAccess()
	}
	if c.Type == discord.ChannelPrivateThread && !may.Allows(discord.PermissionManageThreads) &&
		!slices.Contains(a.world.ThreadMembers[c.ID], a.botMember().User.ID) {
		return missingAccess()
	}
	if missing := may.Missing(need); missing != 0 {
		return missingPermissions(missing)
	}
	return nil
}

// changed publishes that the guild has changed.
func (a *API) changed() { a.publish(Event{Type: EventWorld}) }

// sent parses a body as an object.
func (call *Call) sentObject() (object, *Refusal) {
	f, refused := call.body()
	if refused != nil {
		return nil, refused
	}
	var sent object
	if refused := f.decode(&sent); refused != nil {
		return nil, refused
	}
	if sent == nil {
		return nil, invalidField("", "BASE_TYPE_REQUIRED", "This field is required")
	}
	return sent, nil
}

// patch copies those keys of a sent object that Discord accepts into a value. If the types do not
// fit, the value does not change. A null sets the zero value.
func patch[T any](into *T, sent object, keys ...string) *Refusal {
	merged := object{}
	if refused := decodeJSON(encoded(into), &merged); refused != nil {
		return refused
	}
	for _, key := range keys {
		value, there := sent[key]
		switch {
		case there && value == nil:
			delete(merged, key)
		case there:
			merged[key] = value
		}
	}
	var changed T
	if refused := decodeJSON(encoded(merged), &changed); refused != nil {
		return refused
	}
	*into = changed
	return nil
}

// checkLength refuses a text with too few or too many characters.
func checkLength(refusal *Refusal, sent object, key string, least, most int) {
	value, there := sent[key]
	if !there || value == nil && least == 0 {
		return
	}
	text, _ := value.(string)
	if n := utf8.RuneCountInString(text); n < least || n > most {
		refusal.add(key, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	}
}

// between refuses a number that is out of range.
func between(refusal *Refusal, sent object, key string, least, most float64) {
	value, there := sent[key]
	if !there || value == nil {
		return
	}
	if n := numberOf(value); n < least || n > most {
		refusal.add(key, "NUMBER_TYPE_RANGE", "Value must be between %v and %v.", least, most)
	}
}

// checkPresent refuses a body that lacks a key.
func checkPresent(refusal *Refusal, sent object, keys ...string) {
	for _, key := range keys {
		if sent[key] == nil {
			refusal.add(key, "BASE_TYPE_REQUIRED", "This field is required")
		}
	}
}

// checkReason refuses an audit log reason of more than 512 characters.
//
// See https://docs.discord.com/developers/resources/audit-log.
func checkReason(r *http.Request) *Refusal {
	if utf8.RuneCountInString(unescape(r.Header.Get("X-Audit-Log-Reason"))) > 512 {
		return invalidField("reason", "BASE_TYPE_MAX_LENGTH", "Must be 512 or fewer in length.")
	}
	return nil
}
