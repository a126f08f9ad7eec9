package discord

// ModalData is what a person put into a modal. Its methods read a field by its custom ID, wherever it is nested.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure.
type ModalData struct {
	CustomID   string                `json:"custom_id"`
	Components Components[Component] `json:"components,omitzero"`
	Resolved   *Resolved             `json:"resolved,omitzero"`
}
