package discord

// Command is an application command, as an app registers it and as Discord returns it. A command
// that a user runs arrives as [CommandData].
//
// Name is required, and so is Description in a chat input command. Every other field may be zero.
// [Command.Check] reports what Discord would reject.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object.
type Command struct {
	// Type is the kind of command. Zero means chat input.
	Type CommandType `json:"type,omitzero"`
	// Name is 1 to 32 characters. For chat input it is in lower case without spaces. It must be
	// unique among the app's commands of one type, either global or in one guild.
	Name string `json:"name"`
	// NameLocalizations are names in other languages, of the same form.
	NameLocalizations map[Locale]string `json:"name_localizations,omitzero"`
	// Description is 1 to 100 characters for chat input; user and message commands have none.
	Description string `json:"description,omitzero"`
	// DescriptionLocalizations are descriptions in other languages, of the same length.
	DescriptionLocalizations map[Locale]string `json:"description_localizations,omitzero"`
	// Options are the parameters of a chat input command, or its subcommands and groups: at most 25.
	Options []CommandOption `json:"options,omitzero"`
	// DefaultMemberPermissions are the permissions that a member needs to use the command, unless
	// the guild changes that. Nil means everyone; new(discord.Permissions(0)) means administrators
	// only.
	DefaultMemberPermissions *Permissions `json:"default_member_permissions,omitzero"`
	// IntegrationTypes are the ways to install the app that include this command. Nil means the
	// types that the app is configured for. Only global commands have them.
	IntegrationTypes []IntegrationType `json:"integration_types,omitzero"`
	// Contexts are the places where the command can be used. Nil means every place that the
	// integration types allow. Only global commands have them.
	Contexts []InteractionContext `json:"contexts,omitzero"`
	// NSFW marks an age-restricted command.
	NSFW bool `json:"nsfw,omitzero"`
	// Handler says who answers an entry point command. It is not used for other types.
	Handler EntryPointHandler `json:"handler,omitzero"`

	// ID, ApplicationID, GuildID and Version are set by Discord. GuildID is zero for a global
	// command. In a bulk overwrite, set the ID to rename a command and keep its identity.
	ID            Snowflake `json:"id,omitzero"`
	ApplicationID Snowflake `json:"application_id,omitzero"`
	GuildID       Snowflake `json:"guild_id,omitzero"`
	Version       Snowflake `json:"version,omitzero"`

	// DMPermission and DefaultPermission are deprecated by Discord: use Contexts and
	// DefaultMemberPermissions.
	DMPermission      *bool `json:"dm_permission,omitzero"`
	DefaultPermission *bool `json:"default_permission,omitzero"`
}

// Mention returns the markdown that links to the command: "</name:ID>". It needs the ID that
// Discord gave.
func (c *Command) Mention() string { return MentionCommand(c.Name, c.ID) }

// EntryPointHandler says who answers an entry point command.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-entry-point-command-handler-types.
type EntryPointHandler int

// The entry point handlers.
const (
	// HandlerApp leaves the interaction to the app.
	HandlerApp EntryPointHandler = 1
	// HandlerLaunchActivity makes Discord launch the Activity and post a message. The app gets no
	// interaction.
	HandlerLaunchActivity EntryPointHandler = 2
)
