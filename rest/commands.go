package rest

import (
	"context"
	"fmt"
	"hash/maphash"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// CommandScope selects commands: those of an app, global or in one guild. The zero value selects
// the global commands of the app that the client's credential belongs to.
//
// See https://docs.discord.com/developers/interactions/application-commands#registering-a-command.
type CommandScope struct {
	// ApplicationID is the app. If it is zero, the client asks Discord for it once.
	ApplicationID discord.Snowflake
	// GuildID is the guild; zero selects the global commands.
	GuildID discord.Snowflake
}

// String returns the scope as text: "global", or "guild 123".
func (s CommandScope) String() string {
	if s.GuildID == 0 {
		return "global"
	}
	return "guild " + s.GuildID.String()
}

// Commands returns the commands that are registered in the scope, with their localizations. The
// error is [ErrNoCredentials], or an [*Error], with [ErrMissingAccess] if the app is not authorised
// in the guild.
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

// OverwriteCommands replaces all commands of the scope, and returns the new commands as Discord
// stores them. It replaces either all commands or none. It does not check them. Use
// [Client.Register] to see the changes first, and to keep the entry-point command: Discord refuses
// a list without it ([ErrEntryPointMissing]).
//
// Each new command counts towards a limit of 200 a day ([ErrTooManyCreates]). If a command breaks a
// rule, the error is an [*Error] with [ErrInvalidFormBody]. The paths of its fields begin with the
// command's index.
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

// outgoing removes the fields that only Discord sets. It keeps an ID, because Discord then renames
// the command instead of creating one. The result is never nil, because nil would be sent as null.
func outgoing(commands []discord.Command) []discord.Command {
	list := append([]discord.Command{}, commands...)
	for i := range list {
		list[i].ApplicationID, list[i].GuildID, list[i].Version = 0, 0, 0
	}
	return list
}

func (c *Client) commandCall(ctx context.Context, method string, scope CommandScope) (*apiCall, error) {
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
		return scope, fmt.Errorf("rest: asking for the application's ID: Discord's answer has none")
	}
	scope.ApplicationID = app.ID
	return scope, nil
}
