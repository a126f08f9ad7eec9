package rest

import (
	"context"
	"net/url"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// PinMessage pins a message. It needs PIN_MESSAGES. Further codes: [ErrTooManyPins],
// [ErrUnknownMessage].
//
// See https://docs.discord.com/developers/resources/message#pin-message.
func (a API) PinMessage(ctx context.Context, channel, message discord.Snowflake) error {
	return a.put(ctx, Path("/channels/{channel.id}/messages/pins/{message.id}", channel, message), nil)
}

// UnpinMessage unpins a message. It needs PIN_MESSAGES.
//
// See https://docs.discord.com/developers/resources/message#unpin-message.
func (a API) UnpinMessage(ctx context.Context, channel, message discord.Snowflake) error {
	return a.delete(ctx, Path("/channels/{channel.id}/messages/pins/{message.id}", channel, message))
}

// Pins is a part of a channel's pinned messages.
//
// See https://docs.discord.com/developers/resources/message#get-channel-pins.
type Pins struct {
	Items []discord.MessagePin `json:"items"`
	// HasMore is true if older pins follow.
	HasMore bool `json:"has_more"`
}

// ListPins returns the pinned messages of a channel, last pinned first. limit is at most 50; zero
// means 50. Only messages pinned earlier than before are returned; the zero time means now. It
// needs VIEW_CHANNEL; without READ_MESSAGE_HISTORY the list is empty.
//
// See https://docs.discord.com/developers/resources/message#get-channel-pins.
func (a API) ListPins(ctx context.Context, channel discord.Snowflake, before time.Time, limit int) (*Pins, error) {
	query := url.Values{}
	if !before.IsZero() {
		query.Set("before", before.UTC().Format(time.RFC3339Nano))
	}
	addInt(query, "limit", limit)
	return get[Pins](ctx, a, withQuery(Path("/channels/{channel.id}/messages/pins", channel), query))
}
