package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// reaction lists the users who reacted to a message with an emoji, in order.
type reaction struct {
	emoji discord.Emoji
	users []discord.Snowflake
}

// reactionRoutes add and remove reactions to messages.
//
// See https://docs.discord.com/developers/resources/message#create-reaction.
func (a *API) reactionRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me":       a.putReaction,
		"DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/@me":    a.deleteOwnReaction,
		"DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/{user}": a.deleteReaction,
		"GET /channels/{channel}/messages/{message}/reactions/{emoji}":           a.getReactions,
		"DELETE /channels/{channel}/messages/{message}/reactions":                a.deleteReactions,
		"DELETE /channels/{channel}/messages/{message}/reactions/{emoji}":        a.deleteReactionsOf,
	})
}

// maxReactions is how many different emojis a message can have.
const maxReactions = 20

// parseEmoji parses an emoji in a path, which is the emoji itself or name:id.
func parseEmoji(text string) (discord.Emoji, bool) {
	name, id, custom := strings.Cut(text, ":")
	if custom {
		emoji := discord.Emoji{Name: name, ID: snowflakeOf(id)}
		return emoji, name != "" && emoji.ID != 0
	}
	// An emoji has no ASCII letters; "1️⃣" begins with a digit.
	return discord.Emoji{Name: text}, text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return r < 0x80 && r != '#' && r != '*' && (r < '0' || r > '9')
	}) && strings.ContainsFunc(text, func(r rune) bool { return r > 0x80 })
}

func sameEmoji(x, y discord.Emoji) bool { return x.ID == y.ID && (x.ID != 0 || x.Name == y.Name) }

func (m *storedMessage) reactionWith(emoji discord.Emoji) *reaction {
	for _, one := range m.reactions {
		if sameEmoji(one.emoji, emoji) {
			return one
		}
	}
	return nil
}

// showReactions puts the reactions into the message's JSON.
func (a *API) showReactions(m *storedMessage) {
	m.reactions = slices.DeleteFunc(m.reactions, func(one *reaction) bool { return len(one.users) == 0 })
	list := []any{}
	for _, one := range m.reactions {
		emoji := object{"id": nil, "name": one.emoji.Name}
		if one.emoji.ID != 0 {
			emoji["id"] = one.emoji.ID.String()
		}
		list = append(list, object{"emoji": emoji, "count": len(one.users), "count_details": object{"normal": len(one.users), "burst": 0},
			"me": slices.Contains(one.users, a.options.ApplicationID), "me_burst": false, "burst_colors": []any{}})
	}
	if len(list) == 0 {
		delete(m.object, "reactions")
	} else {
		m.object["reactions"] = list
	}
	a.publishMessage(EventEdited, nil, m)
}

// reactionOf finds the message and the emoji of the path.
func (a *API) reactionOf(r *http.Request, need discord.Permissions) (*discord.Channel, *storedMessage, discord.Emoji, *Refusal) {
	c, refused := a.channel(r, need|discord.PermissionReadMessageHistory)
	if refused != nil {
		return nil, nil, discord.Emoji{}, refused
	}
	m, refused := a.messageIn(r, c)
	if refused != nil {
		return nil, nil, discord.Emoji{}, refused
	}
	emoji, valid := parseEmoji(r.PathValue("emoji"))
	if r.PathValue("emoji") != "" && !valid {
		return nil, nil, emoji, refuse(http.StatusBadRequest, codeUnknownEmoji, "Unknown Emoji", "")
	}
	return c, m, emoji, nil
}

// reacting is like reactionOf, for a call that changes the reactions.
func (a *API) reacting(r *http.Request, need discord.Permissions) (*discord.Channel, *storedMessage, discord.Emoji, *Refusal) {
	c, m, emoji, refused := a.reactionOf(r, need)
	if refused == nil {
		refused = a.mayTidy(c, false)
	}
	return c, m, emoji, refused
}

func (a *API) putReaction(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, m, emoji, refused := a.reacting(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	found := m.reactionWith(emoji)
	if found == nil {
		if refused := a.mayIn(c, discord.PermissionAddReactions); refused != nil {
			return apiReply{}, refused
		}
		if len(m.reactions) >= maxReactions {
			return apiReply{}, refuse(http.StatusBadRequest, codeTooManyReactions, "Maximum number of reactions reached (20)", "")
		}
		found = &reaction{emoji: emoji}
		m.reactions = append(m.reactions, found)
	}
	if !slices.Contains(found.users, a.options.ApplicationID) {
		found.users = append(found.users, a.options.ApplicationID)
		a.showReactions(m)
	}
	return noContent, nil
}

// unreact removes one user's reaction. It is not an error if the user has not reacted.
func (a *API) unreact(m *storedMessage, emoji discord.Emoji, user discord.Snowflake) apiReply {
	if found := m.reactionWith(emoji); found != nil {
		found.users = slices.DeleteFunc(found.users, func(id discord.Snowflake) bool { return id == user })
		a.showReactions(m)
	}
	return noContent
}

func (a *API) deleteOwnReaction(r *http.Request, _ *Call) (apiReply, *Refusal) {
	_, m, emoji, refused := a.reacting(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	return a.unreact(m, emoji, a.options.ApplicationID), nil
}

func (a *API) deleteReaction(r *http.Request, _ *Call) (apiReply, *Refusal) {
	_, m, emoji, refused := a.reacting(r, discord.PermissionManageMessages)
	if refused != nil {
		return apiReply{}, refused
	}
	return a.unreact(m, emoji, pathID(r, "user")), nil
}

func (a *API) getReactions(r *http.Request, call *Call) (apiReply, *Refusal) {
	_, m, emoji, refused := a.reactionOf(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	var ids []discord.Snowflake
	if found := m.reactionWith(emoji); found != nil {
		ids = slices.Sorted(slices.Values(found.users))
	}
	page, refused := pageOf(call.Query, ids, ownID, 25, 100)
	if refused != nil {
		return apiReply{}, refused
	}
	users := []any{}
	for _, id := range page {
		if u := a.world.User(id); u != nil {
			users = append(users, userObject(u))
		}
	}
	return okReply(encoded(users)), nil
}

func (a *API) deleteReactions(r *http.Request, _ *Call) (apiReply, *Refusal) {
	_, m, _, refused := a.reacting(r, discord.PermissionManageMessages)
	if refused != nil {
		return apiReply{}, refused
	}
	m.reactions = nil
	a.showReactions(m)
	return noContent, nil
}

func (a *API) deleteReactionsOf(r *http.Request, _ *Call) (apiReply, *Refusal) {
	_, m, emoji, refused := a.reacting(r, discord.PermissionManageMessages)
	if refused != nil {
		return apiReply{}, refused
	}
	m.reactions = slices.DeleteFunc(m.reactions, func(one *reaction) bool { return sameEmoji(one.emoji, emoji) })
	a.showReactions(m)
	return noContent, nil
}

// React adds the person's reaction to a message: an emoji or "name:id". The client refuses a
// message or an emoji that does not exist, and a message in a channel that the person does not see.
// It refuses a new emoji if the person lacks ADD_REACTIONS.
func (p *Person) React(id discord.Snowflake, emoji string) error {
	a := p.discord.API
	sent, known := a.Message(id)
	parsed, valid := parseEmoji(emoji)
	if !known || !valid {
		return unknownError(codeUnknownEmoji, "message, or no emoji")
	}
	there, err := p.inChannel(sent.ChannelID)
	if err != nil {
		return fmt.Errorf("discordtest: reaction %s: %w", emoji, err)
	}
	if c := there.current(); c.Thread != nil && c.Thread.Archived {
		return fmt.Errorf("discordtest: reaction %s: the thread is archived", emoji)
	}
	may := !there.inGuild() || there.may().Allows(discord.PermissionAddReactions)
	a.mu.Lock()
	defer a.mu.Unlock()
	m := a.stored(id)
	if m == nil {
		return unknownError(codeUnknownEmoji, "message, or no emoji")
	}
	found := m.reactionWith(parsed)
	if found == nil && !may {
		return fmt.Errorf("discordtest: reaction %s: the person lacks ADD_REACTIONS there", emoji)
	}
	if found == nil {
		found = &reaction{emoji: parsed}
		m.reactions = append(m.reactions, found)
	}
	if !slices.Contains(found.users, p.user.ID) {
		found.users = append(found.users, p.user.ID)
		a.showReactions(m)
	}
	return nil
}
