package rest

import (
	"context"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// UserEdit changes the bot's user. A nil field is not changed; see [API] for how to clear a field.
//
// See https://docs.discord.com/developers/resources/user#modify-current-user.
type UserEdit struct {
	Username string `json:"username"`
	// Avatar and Banner are pictures made by [Image].
	Avatar *string `json:"avatar"`
	Banner *string `json:"banner"`
}

// MarshalJSON writes the fields that are set.
func (e UserEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

// GetUser returns a user. Further codes: [ErrUnknownUser].
//
// See https://docs.discord.com/developers/resources/user#get-user.
func (a API) GetUser(ctx context.Context, user discord.Snowflake) (*discord.User, error) {
	return get[discord.User](ctx, a, Path("/users/{user.id}", user))
}

// GetOwnUser returns the bot's user, or the user of the bearer token. A bearer token needs the
// scope identify.
//
// See https://docs.discord.com/developers/resources/user#get-current-user.
func (a API) GetOwnUser(ctx context.Context) (*discord.User, error) {
	return get[discord.User](ctx, a, "/users/@me")
}

// EditOwnUser changes the bot's user.
//
// See https://docs.discord.com/developers/resources/user#modify-current-user.
func (a API) EditOwnUser(ctx context.Context, e UserEdit) (*discord.User, error) {
	return send[discord.User](ctx, a, http.MethodPatch, "/users/@me", e)
}

// LeaveGuild makes the bot leave a guild.
//
// See https://docs.discord.com/developers/resources/user#leave-guild.
func (a API) LeaveGuild(ctx context.Context, guild discord.Snowflake) error {
	return a.delete(ctx, Path("/users/@me/guilds/{guild.id}", guild))
}

// CreateDM opens the direct message channel with a user, or returns it if it is open already. Open
// one only in response to a user's action, because Discord limits bots that open many.
//
// See https://docs.discord.com/developers/resources/user#create-dm.
func (a API) CreateDM(ctx context.Context, user discord.Snowflake) (*discord.Channel, error) {
	body := struct {
		Recipient discord.Snowflake `json:"recipient_id"`
	}{user}
	return send[discord.Channel](ctx, a, http.MethodPost, "/users/@me/channels", body)
}

// SendDM sends a user a direct message. It calls [API.CreateDM] and then [API.SendMessage]. Files
// are closed in every case. Further codes: [ErrCannotSendToUser] if the user does not accept the
// message.
//
// See https://docs.discord.com/developers/resources/user#create-dm.
func (a API) SendDM(ctx context.Context, user discord.Snowflake, m discord.Message) (*discord.ReceivedMessage, error) {
	channel, err := a.CreateDM(ctx, user)
	if err != nil {
		_ = discord.CloseFiles(m)
		return nil, err
	}
	return a.SendMessage(ctx, channel.ID, m)
}
