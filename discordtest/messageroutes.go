package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/discord"
)

// messageRoutes send, read, change and delete messages in channels.
//
// See https://docs.discord.com/developers/resources/message.
func (a *API) messageRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /channels/{channel}/messages":                      a.getChannelMessages,
		"POST /channels/{channel}/messages":                     a.postChannelMessage,
		"GET /channels/{channel}/messages/{message}":            a.getChannelMessage,
		"PATCH /channels/{channel}/messages/{message}":          a.patchChannelMessage,
		"DELETE /channels/{channel}/messages/{message}":         a.deleteChannelMessage,
		"POST /channels/{channel}/messages/bulk-delete":         a.postBulkDelete,
		"POST /channels/{channel}/messages/{message}/crosspost": a.postCrosspost,
		"POST /channels/{channel}/typing":                       a.postTyping,
	})
}

// botOrigin is the origin of the bot's own messages.
func (a *API) botOrigin(c *discord.Channel) origin {
	return origin{channel: c.ID, author: a.botUser(), sizeLimit: defaultSizeLimit}
}

// isText reports whether a channel can contain messages.
func isText(t discord.ChannelType) bool {
	return t != discord.ChannelGuildCategory && t != discord.ChannelGuildDirectory && !isForum(t)
}

// maySend refuses a message that the bot may not send because of the channel, its permissions, or
// the person.
func (a *API) maySend(c *discord.Channel, f *callForm) *Refusal {
	if !isText(c.Type) {
		return refuse(http.StatusBadRequest, codeWrongChannel, "Cannot execute action on this channel type", "")
	}
	if c.GuildID == 0 {
		return a.mayMessage(c)
	}
	need := discord.PermissionSendMessages
	if c.Type.IsThread() {
		need = discord.PermissionSendMessagesInThreads
		if refused := a.mayWrite(c); refused != nil {
			return refused
		}
	}
	if len(f.files) > 0 {
		need |= discord.PermissionAttachFiles
	}
	var body struct {
		TTS       bool `json:"tts"`
		Reference *struct {
			MessageID discord.Snowflake `json:"message_id"`
		} `json:"message_reference"`
		Poll *struct{} `json:"poll"`
	}
	if refused := f.decode(&body); refused != nil {
		return refused
	}
	if body.TTS {
		need |= discord.PermissionSendTTSMessages
	}
	if body.Reference != nil {
		need |= discord.PermissionReadMessageHistory
	}
	if body.Poll != nil {
		need |= discord.PermissionSendPolls
	}
	return a.mayIn(c, need)
}

// mayMessage refuses a direct message to a user who accepts none.
func (a *API) mayMessage(c *discord.Channel) *Refusal {
	for _, u := range c.Recipients {
		if slices.Contains(a.world.ClosedDMs, u.ID) {
			return refuse(http.StatusForbidden, codeCannotDM, "Cannot send messages to this user", "the person takes no direct messages from the bot")
		}
		if a.world.Member(u.ID) == nil {
			return refuse(http.StatusForbidden, codeNoMutualGuild, "Cannot send messages to this user due to having no mutual guilds", "")
		}
	}
	return nil
}

// posted makes a message from a body and sends it to a channel.
func (a *API) posted(c *discord.Channel, f *callForm) (*storedMessage, *Refusal) {
	if refused := a.maySend(c, f); refused != nil {
		return nil, refused
	}
	var body struct {
		Reference *discord.MessageReference `json:"message_reference"`
		Nonce     any                       `json:"nonce"`
		Enforce   bool                      `json:"enforce_nonce"`
	}
	if refused := f.decode(&body); refused != nil {
		return nil, refused
	}
	nonce := fmt.Sprint(body.Nonce)
	if body.Nonce != nil && utf8.RuneCountInString(nonce) > 25 {
		return nil, invalidField("nonce", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
	}
	if first := a.withNonce(c.ID, nonce); first != nil && body.Enforce && body.Nonce != nil {
		return first, nil
	}
	var of *storedMessage
	if body.Reference != nil && body.Reference.Type == 0 {
		of = a.stored(body.Reference.MessageID)
		missing := body.Reference.FailIfNotExists == nil || *body.Reference.FailIfNotExists
		if (of == nil || of.channel != c.ID) && missing {
			return nil, invalidField("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
		}
	}
	m, refused := a.newMessage(a.botOrigin(c), f)
	if refused != nil {
		return nil, refused
	}
	if body.Nonce != nil {
		m.object["nonce"] = body.Nonce
	}
	if of != nil && of.channel == c.ID {
		m.refersTo(of, c.GuildID)
		m.object["referenced_message"] = of.object
	}
	a.sentTo(c, m)
	return m, nil
}

// nonceTime is how long Discord remembers a nonce. Its documentation says a few minutes.
const nonceTime = 5 * time.Minute

// withNonce finds the bot's message with this nonce, if Discord still remembers the nonce.
func (a *API) withNonce(channel discord.Snowflake, nonce string) *storedMessage {
	for _, m := range slices.Backward(a.timelines[channel]) {
		if a.now().Sub(m.id.Time()) > nonceTime {
			break
		}
		if m.object["nonce"] != nil && fmt.Sprint(m.object["nonce"]) == nonce && a.isBots(m) {
			return m
		}
	}
	return nil
}

// sentTo makes a message the newest of its channel. If the channel is a thread, it takes the thread
// out of the archive.
func (a *API) sentTo(c *discord.Channel, m *storedMessage) {
	c.LastMessageID = m.id
	if c.Thread != nil {
		c.MessageCount++
		c.TotalMessageSent++
		a.wake(c)
	}
	a.publishMessage(EventMessage, nil, m)
}

func (a *API) postChannelMessage(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	f, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	m, refused := a.posted(c, f)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(m.object)), nil
}
