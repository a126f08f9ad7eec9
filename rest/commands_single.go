package rest

import (
	"context"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// path returns the path of the scope's commands. If the scope has no application ID, it asks
// Discord for it.
func (s CommandScope) path(ctx context.Context, a API, route string, values ...any) (string, error) {
	s, err := a.resolve(ctx, s)
	if s.GuildID == 0 {
		return Path("/applications/{application.id}/commands"+route, append([]any{s.ApplicationID}, values...)...), err
	}
	return Path("/applications/{application.id}/guilds/{guild.id}/commands"+route, append([]any{s.ApplicationID, s.GuildID}, values...)...), err
}

// command makes a call that returns a command.
func (a API) command(ctx context.Context, s CommandScope, method, route string, body any, values ...any) (*discord.Command, error) {
	path, err := s.path(ctx, a, route, values...)
	if err != nil {
		return nil, err
	}
	return send[discord.Command](ctx, a, method, path, body)
}

// GetCommand returns a command. It needs no bot token if the client has client credentials. Further
// codes: [ErrUnknownCommand].
//
// See https://docs.discord.com/developers/interactions/application-commands#get-global-application-command.
func (a API) GetCommand(ctx context.Context, s CommandScope, id discord.Snowflake) (*discord.Command, error) {
	return a.command(ctx, s, http.MethodGet, "/{command.id}", nil, id)
}

// CreateCommand registers one command, or replaces the command with the same type and name. A
// command that breaks a rule is not sent; the error is then a [*discord.CheckError]. Further codes:
// [ErrTooManyCommands], [ErrTooManyCreates]. Use [Client.Register] to register all commands of a
// scope.
//
// See https://docs.discord.com/developers/interactions/application-commands#create-global-application-command.
func (a API) CreateCommand(ctx context.Context, s CommandScope, c discord.Command) (*discord.Command, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	return a.command(ctx, s, http.MethodPost, "", outgoing([]discord.Command{c})[0])
}

// CommandEdit changes a command. A nil field is not changed; an empty map or list clears it. It
// cannot set DefaultMemberPermissions back to nil, which [Client.Register] and [API.CreateCommand]
// can.
//
// See https://docs.discord.com/developers/interactions/application-commands#edit-global-application-command.
type CommandEdit struct {
	Name                     string                    `json:"name"`
	NameLocalizations        map[discord.Locale]string `json:"name_localizations"`
	Description              string                    `json:"description"`
	DescriptionLocalizations map[discord.Locale]string `json:"description_localizations"`
	Options                  []discord.CommandOption   `json:"options"`
	// DefaultMemberPermissions are the permissions that a member needs to use the command. Zero
	// means administrators only.
	DefaultMemberPermissions *discord.Permissions `json:"default_member_permissions"`
	// IntegrationTypes and Contexts are only for global commands. An empty list sets Discord's
	// default.
	IntegrationTypes []discord.IntegrationType    `json:"integration_types" empty:"null"`
	Contexts         []discord.InteractionContext `json:"contexts" empty:"null"`
	// NSFW marks an age-restricted command.
	NSFW *bool `json:"nsfw"`
	// Handler is only for an entry point command.
	Handler discord.EntryPointHandler `json:"handler"`
}

// MarshalJSON writes the fields that are set.
func (e CommandEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

// EditCommand changes a command. Further codes: [ErrUnknownCommand].
//
// See https://docs.discord.com/developers/interactions/application-commands#edit-global-application-command.
func (a API) EditCommand(ctx context.Context, s CommandScope, id discord.Snowflake, e CommandEdit) (*discord.Command, error) {
	return a.command(ctx, s, http.MethodPatch, "/{command.id}", e, id)
}

// DeleteCommand deletes a command. Further codes: [ErrUnknownCommand].
//
// See https://docs.discord.com/developers/interactions/application-commands#delete-global-application-command.
func (a API) DeleteCommand(ctx context.Context, s CommandScope, id discord.Snowflake) error {
	path, err := s.path(ctx, a, "/{command.id}", id)
	if err != nil {
		return err
	}
	return a.delete(ctx, path)
}

// ListCommandPermissions returns the permissions of all commands that have any in the scope's guild.
//
// See https://docs.discord.com/developers/interactions/application-commands#get-guild-application-command-permissions.
func (a API) ListCommandPermissions(ctx context.Context, s CommandScope) ([]discord.CommandPermissions, error) {
	path, err := s.path(ctx, a, "/permissions")
	if err != nil {
		return nil, err
	}
	return listAt[discord.CommandPermissions](ctx, a, path)
}

// GetCommandPermissions returns the permissions of a command in the scope's guild. Further codes:
// [ErrUnknownCommandPermissions].
//
// See https://docs.discord.com/developers/interactions/application-commands#get-application-command-permissions.
func (a API) GetCommandPermissions(ctx context.Context, s CommandScope, id discord.Snowflake) (*discord.CommandPermissions, error) {
	path, err := s.path(ctx, a, "/{command.id}/permissions", id)
	if err != nil {
		return nil, err
	}
	return get[discord.CommandPermissions](ctx, a, path)
}

// SetCommandPermissions replaces the permissions of a command in the scope's guild: at most 100.
// Discord refuses a bot token for this call. The client needs a bearer token of a user who may
// manage the guild, with the scope applications.commands.permissions.update.
//
// See https://docs.discord.com/developers/interactions/application-commands#edit-application-command-permissions.
func (a API) SetCommandPermissions(ctx context.Context, s CommandScope, id discord.Snowflake, p []discord.CommandPermission) (*discord.CommandPermissions, error) {
	path, err := s.path(ctx, a, "/{command.id}/permissions", id)
	if err != nil {
		return nil, err
	}
	body := struct {
		Permissions []discord.CommandPermission `json:"permissions"`
	}{append([]discord.CommandPermission{}, p...)}
	return send[discord.CommandPermissions](ctx, a, http.MethodPut, path, body)
}
