package rest

import (
	"context"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// UserEdit changes the bot's user. Nil leaves what is there; see [API] for how to clear.
//
// See https://docs.discord.com/developers/resources/user#modify-current-user.
type UserEdit struct {
	Username string `json:"username"`
	// Avatar and Banner are pictures by [Image].
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

// GetOwnUser returns the bot's user, or that of the bearer token, which needs the scope identify.
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

// LeaveGuild has the bot leave a guild.
//
// See https://docs.discord.com/developers/resources/user#leave-guild.
func (a API) LeaveGuild(ctx context.Context, guild discord.Snowflake) error {
	return a.delete(ctx, Path("/users/@me/guilds/{guild.id}", guild))
}

// CreateDM opens the direct messages with a user, or returns them if they are open already. Open
// them in answer to what a person did: Discord limits bots that open many.
//
// See https://docs.discord.com/developers/resources/user#create-dm.
func (a API) CreateDM(ctx context.Context, user discord.Snowflake) (*discord.Channel, error) {
	body := struct {
		Recipient discord.Snowflake `json:"recipient_id"`
	}{user}
	return send[discord.Channel](ctx, a, http.MethodPost, "/users/@me/channels", body)
}

// SendDM sends a user a direct message: it is [API.CreateDM], then [API.SendMessage]. Files are
// closed in every case. Further codes: [ErrCannotSendToUser] if the user does not accept it.
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
