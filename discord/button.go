package discord

// Button is a button in an [ActionRow], or beside the texts of a [Section].
//
//   - Primary, secondary, success and danger buttons need a CustomID, and a Label or an Emoji.
//   - Link buttons need a URL and have no CustomID. Clicking them sends no interaction.
//   - Premium buttons need a SKUID and have neither CustomID, Label, URL nor Emoji. Clicking them sends no interaction.
//
// See https://docs.discord.com/developers/components/reference#button.
//
//jsongen:component 2 row accessory
type Button struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Style is required.
	Style ButtonStyle `json:"style"`
	// Label has at most 80 characters.
	Label string `json:"label,omitzero" check:"0-80"`
	// Emoji is shown before the label. Nil means none.
	Emoji *Emoji `json:"emoji,omitzero" check:"emoji"`
	// CustomID is sent back when the button is clicked: 1 to 100 characters, unique in the message.
	CustomID string `json:"custom_id,omitzero"`
	// SKUID is the SKU that a premium button sells.
	SKUID Snowflake `json:"sku_id,omitzero"`
	// URL is the address that a link button opens: at most 512 characters.
	URL string `json:"url,omitzero"`
	// Disabled greys the button out.
	Disabled bool `json:"disabled,omitzero"`
}

// ButtonStyle determines how a button looks and what it does.
type ButtonStyle int

// The button styles.
const (
	ButtonPrimary   ButtonStyle = 1
	ButtonSecondary ButtonStyle = 2
	ButtonSuccess   ButtonStyle = 3
	ButtonDanger    ButtonStyle = 4
	ButtonLink      ButtonStyle = 5
	ButtonPremium   ButtonStyle = 6
)
