package rest

import (
	"context"
	"net/http"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

const banRoute = "/guilds/{guild.id}/bans/{user.id}"

// deletion says which messages of a banned user are deleted.
type deletion struct {
	Seconds int `json:"delete_message_seconds,omitzero"`
}

// BanMember bans a user from a guild, even a user who is not in it. It deletes the user's messages
// of the last deleteMessages: at most 7 days, and none if it is zero. It needs BAN_MEMBERS.
//
// See https://docs.discord.com/developers/resources/guild#create-guild-ban.
func (a API) BanMember(ctx context.Context, guild, user discord.Snowflake, deleteMessages time.Duration) error {
	return a.put(ctx, Path(banRoute, guild, user), deletion{int(deleteMessages.Seconds())})
}

// UnbanMember ends a ban. It needs BAN_MEMBERS. Further codes: [ErrUnknownBan].
//
// See https://docs.discord.com/developers/resources/guild#remove-guild-ban.
func (a API) UnbanMember(ctx context.Context, guild, user discord.Snowflake) error {
	return a.delete(ctx, Path(banRoute, guild, user))
}

// GetBan returns a ban. It needs BAN_MEMBERS. Further codes: [ErrUnknownBan].
//
// See https://docs.discord.com/developers/resources/guild#get-guild-ban.
func (a API) GetBan(ctx context.Context, guild, user discord.Snowflake) (*discord.Ban, error) {
	return get[discord.Ban](ctx, a, Path(banRoute, guild, user))
}

// ListBans returns bans of a guild in the order of the users' IDs. The default and the largest
// limit is 1000. It needs BAN_MEMBERS.
//
// See https://docs.discord.com/developers/resources/guild#get-guild-bans.
func (a API) ListBans(ctx context.Context, guild discord.Snowflake, page Page) ([]discord.Ban, error) {
	return listAt[discord.Ban](ctx, a, withQuery(Path("/guilds/{guild.id}/bans", guild), page.query()))
}

// BulkBan is the result of a bulk ban.
//
// See https://docs.discord.com/developers/resources/guild#bulk-guild-ban-bulk-ban-response.
type BulkBan struct {
	Banned []discord.Snowflake `json:"banned_users"`
	// Failed are the users who were not banned, such as those banned already.
	Failed []discord.Snowflake `json:"failed_users"`
}

// BulkBanMembers bans at most 200 users at once. It needs BAN_MEMBERS and MANAGE_GUILD.
// deleteMessages is that of [API.BanMember].
//
// See https://docs.discord.com/developers/resources/guild#bulk-guild-ban.
func (a API) BulkBanMembers(ctx context.Context, guild discord.Snowflake, users []discord.Snowflake, deleteMessages time.Duration) (*BulkBan, error) {
	body := struct {
		Users   []discord.Snowflake `json:"user_ids"`
		Seconds int                 `json:"delete_message_seconds,omitzero"`
	}{users, int(deleteMessages.Seconds())}
	return send[BulkBan](ctx, a, http.MethodPost, Path("/guilds/{guild.id}/bulk-ban", guild), body)
}
