package rest

import (
	"context"
	"fmt"
	"hash/maphash"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// CommandScope says which commands are meant. The zero value is the global commands of the app that the client's
// credential belongs to.
//
// See https://docs.discord.com/developers/interactions/application-commands#registering-a-command.
type CommandScope struct {
	// ApplicationID is asked of Discord where it is zero.
	ApplicationID discord.Snowflake
	// GuildID is the guild whose commands are meant; zero is the global ones.
	GuildID discord.Snowflake
}

// String names the scope: "global", or "guild 123".
func (s CommandScope) String() string {
	if s.GuildID == 0 {
		return "global"
	}
	return "guild " + s.GuildID.String()
}

// Commands returns the commands that are registered in the scope, with all their localizations. The error is
// [ErrNoCredentials], or an [*Error]: with [ErrMissingAccess] for a guild in which the app is not authorised.
//
// See https://docs.discord.com/developers/interactions/application-commands#get-global-application-commands.
func (c *Client) Commands(ctx context.Context, scope CommandScope) ([]discord.Command, error) {
	call, err := c.commandCall(ctx, http.MethodGet, scope)
	if err != nil {
		return nil, err
	}
	call.query = "with_localizations=true"
	return doInto(ctx, c, call, discord.DecodeCommands)
}

// OverwriteCommands replaces all commands of the scope by those given, and returns them as Discord has them then. All
// are replaced or none. It sends what it is given: use [Client.Register] to see first what changes, and to keep the
// entry-point command, which Discord otherwise refuses to lose ([ErrEntryPointMissing]).
//
// A command that is new counts towards 200 a day ([ErrTooManyCreates]). What breaks a rule is an [*Error] with
// [ErrInvalidFormBody] and paths that begin with the command's index.
//
// See https://docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands.
func (c *Client) OverwriteCommands(ctx context.Context, scope CommandScope, commands []discord.Command) ([]discord.Command, error) {
	text, err := encodeJSON(outgoing(commands))
	if err != nil {
		return nil, fmt.Errorf("rest: encoding commands: %w", err)
	}
	call, err := c.commandCall(ctx, http.MethodPut, scope)
	if err != nil {
		return nil, err
	}
	call.payload(discord.Payload{JSON: text})
	return doInto(ctx, c, call, discord.DecodeCommands)
}

// outgoing takes off what is Discord's to say. An ID stays: it tells a rename from a new command. No commands are an
// empty list: nil would be sent as null.
func outgoing(commands []discord.Command) []discord.Command {
	list := append([]discord.Command{}, commands...)
	for i := range list {
		list[i].ApplicationID, list[i].GuildID, list[i].Version = 0, 0, 0
	}
	return list
}

func (c *Client) commandCall(ctx context.Context, method string, scope CommandScope) (*call, error) {
	authorization, err := c.authorize(ctx, "applications.commands.update")
	if err != nil {
		return nil, err
	}
	scope, err = c.resolve(ctx, scope)
	if err != nil {
		return nil, err
	}
	call := newCall(method, "/applications/{application.id}/commands", scope.ApplicationID.String())
	if guild := scope.GuildID.String(); scope.GuildID != 0 {
		call = newCall(method, "/applications/{application.id}/guilds/{guild.id}/commands", scope.ApplicationID.String(), guild)
		call.major = maphash.String(majorSeed, guild)
	}
	call.authorization = authorization
	return call, nil
}

// resolve fills in the application's ID.
func (c *Client) resolve(ctx context.Context, scope CommandScope) (CommandScope, error) {
	if scope.ApplicationID != 0 {
		return scope, nil
	}
	app, err := c.Application(ctx)
	if err != nil {
		return scope, fmt.Errorf("rest: asking for the application's ID: %w", err)
	}
	if app.ID == 0 {
		return scope, fmt.Errorf("rest: asking for the application's ID: Discord's answer holds none")
	}
	scope.ApplicationID = app.ID
	return scope, nil
}
