package discordtest

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// messageIn finds the message of the path. It does not find ephemeral messages, which only their
// person sees.
func (a *API) messageIn(r *http.Request, c *discord.Channel) (*storedMessage, *Refusal) {
	m := a.stored(pathID(r, "message"))
	if m == nil || m.channel != c.ID || m.flags().Has(discord.Ephemeral) {
		return nil, unknownError(rest.ErrUnknownMessage, "Message")
	}
	return m, nil
}

// listed returns the messages of a channel that everybody sees, newest first.
func (a *API) listed(channel discord.Snowflake) (list []*storedMessage) {
	for _, m := range a.timelines[channel] {
		if !m.gone && !m.flags().Has(discord.Ephemeral) {
			list = append(list, m)
		}
	}
	slices.SortStableFunc(list, func(x, y *storedMessage) int { return cmp.Compare(y.id, x.id) })
	return list
}

func (a *API) getChannelMessages(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	limit := 50
	if text := call.Query.Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 100 {
			return apiReply{}, invalidField("limit", "NUMBER_TYPE_RANGE", "Value must be between 1 and 100.")
		}
		limit = n
	}
	list := a.listed(c.ID)
	// Without the right to read the history Discord returns nothing, and no error.
	if c.GuildID != 0 && a.mayIn(c, discord.PermissionReadMessageHistory) != nil {
		list = nil
	}
	if before := snowflakeOf(call.Query.Get("before")); before != 0 {
		list = slices.DeleteFunc(list, func(m *storedMessage) bool { return m.id >= before })
	}
	if after := snowflakeOf(call.Query.Get("after")); after != 0 {
		list = slices.DeleteFunc(list, func(m *storedMessage) bool { return m.id <= after })
		list = list[max(len(list)-limit, 0):]
	}
	if around := snowflakeOf(call.Query.Get("around")); around != 0 {
		at := slices.IndexFunc(list, func(m *storedMessage) bool { return m.id <= around })
		list = list[max(max(at, 0)-limit/2, 0):]
	}
	objects := []any{}
	for _, m := range list[:min(limit, len(list))] {
		objects = append(objects, m.object)
	}
	return okReply(encoded(objects)), nil
}

func (a *API) getChannelMessage(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionReadMessageHistory)
	if refused != nil {
		return apiReply{}, refused
	}
	m, refused := a.messageIn(r, c)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(m.object)), nil
}
