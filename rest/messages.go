package rest

import (
	"context"
	"crypto/rand"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// MessageCreate is a message for a channel, with the fields that only messages in channels have.
//
// See https://docs.discord.com/developers/resources/message#create-message.
type MessageCreate struct {
	discord.Message
	// Reference makes the message a reply, or a forward of another message.
	Reference *discord.MessageReference
	// StickerIDs are stickers of the guild: at most 3.
	StickerIDs []discord.Snowflake
	// Nonce is a text of at most 25 characters. A second message with the same nonce, within a few
	// minutes, is not created: Discord returns the first. If it is empty, a random nonce is sent,
	// so a retry never posts twice.
	Nonce string
}

func (m MessageCreate) payload() (discord.Payload, error) {
	nonce := m.Nonce
	if nonce == "" {
		nonce = rand.Text()[:25]
	}
	return encodeWith(m.Message, struct {
		Reference    *discord.MessageReference `json:"message_reference,omitzero"`
		StickerIDs   []discord.Snowflake       `json:"sticker_ids,omitzero"`
		Nonce        string                    `json:"nonce"`
		EnforceNonce bool                      `json:"enforce_nonce"`
	}{m.Reference, m.StickerIDs, nonce, true}, m.Reference != nil || len(m.StickerIDs) > 0)
}

// SendMessage posts a message in a channel, a thread or a direct message, and returns it. The bot
// needs VIEW_CHANNEL and SEND_MESSAGES, or SEND_MESSAGES_IN_THREADS in a thread. Embeds need
// EMBED_LINKS, and files need ATTACH_FILES. A message that breaks a rule is not sent; the error is
// then a [*discord.CheckError]. Further codes: [ErrCannotSendToUser] in a direct message.
//
// See https://docs.discord.com/developers/resources/message#create-message.
func (a API) SendMessage(ctx context.Context, channel discord.Snowflake, m discord.Message) (*discord.ReceivedMessage, error) {
	return a.CreateMessage(ctx, channel, MessageCreate{Message: m})
}

// Reply posts a message as a reply to another in the same channel. It needs READ_MESSAGE_HISTORY in
// addition to the permissions of [API.SendMessage]. The author is notified only if
// AllowedMentions.RepliedUser is set.
//
// See https://docs.discord.com/developers/resources/message#message-reference-types.
func (a API) Reply(ctx context.Context, channel, message discord.Snowflake, m discord.Message) (*discord.ReceivedMessage, error) {
	return a.CreateMessage(ctx, channel, MessageCreate{Message: m, Reference: &discord.MessageReference{MessageID: message}})
}

// CreateMessage is [API.SendMessage] with a reference, stickers or a nonce.
//
// See https://docs.discord.com/developers/resources/message#create-message.
func (a API) CreateMessage(ctx context.Context, channel discord.Snowflake, m MessageCreate) (*discord.ReceivedMessage, error) {
	payload, err := m.payload()
	if err != nil {
		return nil, err
	}
	call, err := newRequest(http.MethodPost, Path("/channels/{channel.id}/messages", channel))
	if err != nil {
		_ = payload.Close()
		return nil, err
	}
	// Discord creates one message for the nonce, however often the call arrives.
	call.payload(payload).repeat = repeatHarmless
	into := new(discord.ReceivedMessage)
	if err := a.finish(ctx, call, into); err != nil {
		return nil, err
	}
	return into, nil
}

// GetMessage returns a message. It needs VIEW_CHANNEL and READ_MESSAGE_HISTORY. Further codes:
// [ErrUnknownMessage].
//
// See https://docs.discord.com/developers/resources/message#get-channel-message.
func (a API) GetMessage(ctx context.Context, channel, message discord.Snowflake) (*discord.ReceivedMessage, error) {
	return get[discord.ReceivedMessage](ctx, a, Path("/channels/{channel.id}/messages/{message.id}", channel, message))
}

// ListMessages returns messages of a channel, newest first. The default limit is 50, and the
// largest is 100. It needs VIEW_CHANNEL; without READ_MESSAGE_HISTORY the list is empty.
//
// See https://docs.discord.com/developers/resources/message#get-channel-messages.
func (a API) ListMessages(ctx context.Context, channel discord.Snowflake, page Page) ([]discord.ReceivedMessage, error) {
	return listAt[discord.ReceivedMessage](ctx, a, withQuery(Path("/channels/{channel.id}/messages", channel), page.query()))
}

// EditMessage changes a message of the bot. In a message of another user it can only suppress the
// embeds, and needs MANAGE_MESSAGES; set only the update's Flags. If the update has Files, its
// Attachments must list the message's attachments that stay. Files are closed in every case.
// Further codes: [ErrUnknownMessage], [ErrNotTheAuthor].
//
// See https://docs.discord.com/developers/resources/message#edit-message.
func (a API) EditMessage(ctx context.Context, channel, message discord.Snowflake, u discord.Update) (*discord.ReceivedMessage, error) {
	return send[discord.ReceivedMessage](ctx, a, http.MethodPatch, Path("/channels/{channel.id}/messages/{message.id}", channel, message), u)
}

// DeleteMessage deletes a message. It needs MANAGE_MESSAGES for another user's message. Further
// codes: [ErrUnknownMessage].
//
// See https://docs.discord.com/developers/resources/message#delete-message.
func (a API) DeleteMessage(ctx context.Context, channel, message discord.Snowflake) error {
	return a.delete(ctx, Path("/channels/{channel.id}/messages/{message.id}", channel, message))
}

// BulkDeleteMessages deletes 2 to 100 different messages of a guild's channel at once. It needs
// MANAGE_MESSAGES. Discord refuses the call, with [ErrMessageTooOld], if one of them is older than
// two weeks.
//
// See https://docs.discord.com/developers/resources/message#bulk-delete-messages.
func (a API) BulkDeleteMessages(ctx context.Context, channel discord.Snowflake, messages []discord.Snowflake) error {
	body := struct {
		Messages []discord.Snowflake `json:"messages"`
	}{messages}
	return a.Do(ctx, http.MethodPost, Path("/channels/{channel.id}/messages/bulk-delete", channel), body, nil)
}

// CrosspostMessage publishes a message of an announcement channel to the channels that follow it.
// It needs SEND_MESSAGES, and MANAGE_MESSAGES for another user's message. Further codes:
// [ErrAlreadyCrossposted].
//
// See https://docs.discord.com/developers/resources/message#crosspost-message.
func (a API) CrosspostMessage(ctx context.Context, channel, message discord.Snowflake) (*discord.ReceivedMessage, error) {
	return send[discord.ReceivedMessage](ctx, a, http.MethodPost, Path("/channels/{channel.id}/messages/{message.id}/crosspost", channel, message), nil)
}

// TriggerTyping shows for 10 seconds that the bot is typing. It needs VIEW_CHANNEL and SEND_MESSAGES.
//
// See https://docs.discord.com/developers/resources/channel#trigger-typing-indicator.
func (a API) TriggerTyping(ctx context.Context, channel discord.Snowflake) error {
	return a.Do(ctx, http.MethodPost, Path("/channels/{channel.id}/typing", channel), nil, nil)
}
