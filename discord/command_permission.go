package discord

// CommandPermissions are the permissions of a command in one guild.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-permissions-object.
type CommandPermissions struct {
	// ID is the command's ID. For permissions that apply to all commands without their own
	// permissions, it is the application's ID.
	ID            Snowflake           `json:"id"`
	ApplicationID Snowflake           `json:"application_id"`
	GuildID       Snowflake           `json:"guild_id"`
	Permissions   []CommandPermission `json:"permissions"`
}

// CommandPermission allows or denies a command to a role, to a user or in a channel.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-permissions-object-application-command-permissions-structure.
type CommandPermission struct {
	// ID is the ID of the role, the user or the channel. The guild's ID means everyone; the guild's
	// ID less 1 means all channels.
	ID         Snowflake             `json:"id"`
	Type       CommandPermissionType `json:"type"`
	Permission bool                  `json:"permission"`
}

// CommandPermissionType says what kind of object the ID of a [CommandPermission] refers to.
type CommandPermissionType int

// The command permission types.
const (
	CommandPermissionRole    CommandPermissionType = 1
	CommandPermissionUser    CommandPermissionType = 2
	CommandPermissionChannel CommandPermissionType = 3
)
