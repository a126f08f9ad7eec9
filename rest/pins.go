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

// UnpinMessage takes a pin off. It needs PIN_MESSAGES.
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

// ListPins returns the pinned messages of a channel, the last pinned first: 50, or limit if it is
// not zero, 50 at most. before is a time: only what was pinned earlier is returned; the zero time
// is now. It needs VIEW_CHANNEL; without READ_MESSAGE_HISTORY the list is empty.
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
