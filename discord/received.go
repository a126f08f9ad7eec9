package discord

import "time"

// Locale is a language that Discord speaks, like "en-US".
type Locale string

// InteractionContext is where an interaction came from, or where a command may be used.
type InteractionContext int

// The interaction contexts.
const (
	ContextGuild          InteractionContext = 0
	ContextBotDM          InteractionContext = 1
	ContextPrivateChannel InteractionContext = 2
)

// IntegrationType is a way to install an app.
type IntegrationType int

// The integration types.
const (
	IntegrationGuild IntegrationType = 0
	IntegrationUser  IntegrationType = 1
)

// User is a person or a bot.
type User struct {
	ID            Snowflake `json:"id"`
	Username      string    `json:"username"`
	Discriminator string    `json:"discriminator,omitzero"`
	GlobalName    string    `json:"global_name,omitzero"`
	Avatar        string    `json:"avatar,omitzero"`
	Bot           bool      `json:"bot,omitzero"`
}

// Member is a user in a guild.
type Member struct {
	User        *User       `json:"user,omitzero"`
	Nick        string      `json:"nick,omitzero"`
	Roles       []Snowflake `json:"roles,omitzero"`
	JoinedAt    time.Time   `json:"joined_at,omitzero"`
	Permissions Permissions `json:"permissions,omitzero"`
}

// PartialGuild is what an interaction says of its guild.
type PartialGuild struct {
	ID       Snowflake `json:"id"`
	Locale   Locale    `json:"locale,omitzero"`
	Features []string  `json:"features,omitzero"`
}

// ChannelType is the kind of a channel.
type ChannelType int

// Channel is a channel or a thread.
type Channel struct {
	ID          Snowflake   `json:"id"`
	Type        ChannelType `json:"type"`
	Name        string      `json:"name,omitzero"`
	Permissions Permissions `json:"permissions,omitzero"`
}

// Role is a role of a guild.
type Role struct {
	ID   Snowflake `json:"id"`
	Name string    `json:"name"`
}

// Attachment is a file that Discord stores.
type Attachment struct {
	ID          Snowflake `json:"id"`
	Filename    string    `json:"filename"`
	ContentType string    `json:"content_type,omitzero"`
	Size        int64     `json:"size"`
	URL         string    `json:"url"`
}

// Entitlement is something a person has bought of the app.
type Entitlement struct {
	ID Snowflake `json:"id"`
}

// ReceivedMessage is a message as Discord sends it. What an app sends is a [Message].
type ReceivedMessage struct {
	ID      Snowflake `json:"id"`
	Content string    `json:"content"`
}

// Permissions is a set of permissions, one per bit.
type Permissions uint64

// MarshalText writes the decimal form, which Discord uses for bits beyond 53.
func (p Permissions) MarshalText() ([]byte, error) { return Snowflake(p).MarshalText() }

// UnmarshalJSON reads a string, a number or null.
func (p *Permissions) UnmarshalJSON(value []byte) error { return (*Snowflake)(p).UnmarshalJSON(value) }

// Resolved holds the whole of what options and values name only by ID.
type Resolved struct {
	Users       map[Snowflake]User            `json:"users,omitzero"`
	Members     map[Snowflake]Member          `json:"members,omitzero"`
	Roles       map[Snowflake]Role            `json:"roles,omitzero"`
	Channels    map[Snowflake]Channel         `json:"channels,omitzero"`
	Messages    map[Snowflake]ReceivedMessage `json:"messages,omitzero"`
	Attachments map[Snowflake]Attachment      `json:"attachments,omitzero"`
}
