package discord

// Application is what Discord says of an application inside other objects: in a message with a Rich Presence invite, or
// in an attachment that is a clip. It is a part of the whole application object.
//
// See https://docs.discord.com/developers/resources/application#application-object.
type Application struct {
	ID          Snowflake `json:"id"`
	Name        string    `json:"name"`
	Description string    `json:"description,omitzero"`
	// Icon and CoverImage are hashes.
	Icon         string    `json:"icon,omitzero"`
	CoverImage   string    `json:"cover_image,omitzero"`
	Type         *int      `json:"type,omitzero"`
	PrimarySKUID Snowflake `json:"primary_sku_id,omitzero"`
	Slug         string    `json:"slug,omitzero"`
	GuildID      Snowflake `json:"guild_id,omitzero"`
	Bot          *User     `json:"bot,omitzero"`
	Flags        int       `json:"flags,omitzero"`
	Tags         []string  `json:"tags,omitzero"`
	// VerifyKey is the public key that the application's interactions are signed under, as 64 hex digits.
	VerifyKey         string   `json:"verify_key,omitzero"`
	TermsOfServiceURL string   `json:"terms_of_service_url,omitzero"`
	PrivacyPolicyURL  string   `json:"privacy_policy_url,omitzero"`
	RPCOrigins        []string `json:"rpc_origins,omitzero"`
}
