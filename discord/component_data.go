package discord

// ComponentData says which component was used, and what was chosen in it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-message-component-data-structure.
type ComponentData struct {
	CustomID      string        `json:"custom_id"`
	ComponentType ComponentType `json:"component_type"`
	ID            int           `json:"id,omitzero"`
	// Values is what a select holds: values of a string select, IDs of the others. Of a button it is nil.
	Values   []string  `json:"values,omitzero"`
	Resolved *Resolved `json:"resolved,omitzero"`
}
