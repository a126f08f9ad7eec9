package discord

import (
	"encoding/json"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// CallbackType returns [CallbackMessage].
func (Message) CallbackType() CallbackType { return CallbackMessage }
func (m Message) writeData(w *wire.Writer) { writeMessage(w, &m) }
func (m Message) files() []File            { return m.Files }
func (Message) answersCommand()            {}
func (Message) answersComponent()          {}
func (Message) answersModal()              {}

// CallbackType returns [CallbackUpdate].
func (Update) CallbackType() CallbackType { return CallbackUpdate }
func (u Update) writeData(w *wire.Writer) { writeUpdate(w, &u) }
func (u Update) files() []File            { return u.Files }
func (Update) answersComponent()          {}
func (Update) answersModal()              {}

// DeferredMessage shows that the app is thinking. The message follows within 15 minutes, as an edit
// of the original answer. The zero value is visible to everyone.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object.
type DeferredMessage struct {
	// Flags may hold only Ephemeral. It also decides whether the message that follows is ephemeral.
	Flags MessageFlags `json:"flags,omitzero"`
}

// CallbackType returns [CallbackDeferredMessage].
func (DeferredMessage) CallbackType() CallbackType { return CallbackDeferredMessage }
func (d DeferredMessage) writeData(w *wire.Writer) {
	if d.Flags != 0 {
		writeDeferredMessage(w, &d)
	}
}
func (DeferredMessage) files() []File     { return nil }
func (DeferredMessage) answersCommand()   {}
func (DeferredMessage) answersComponent() {}
func (DeferredMessage) answersModal()     {}

// DeferredUpdate acknowledges a component and shows nothing. Its message may be edited within 15
// minutes.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object.
type DeferredUpdate struct{}

// CallbackType returns [CallbackDeferredUpdate].
func (DeferredUpdate) CallbackType() CallbackType { return CallbackDeferredUpdate }
func (DeferredUpdate) writeData(*wire.Writer)     {}
func (DeferredUpdate) files() []File              { return nil }
func (DeferredUpdate) answersComponent()          {}
func (DeferredUpdate) answersModal()              {}

// Modal opens a form.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal.
type Modal struct {
	// CustomID is sent back when the modal is submitted: 1 to 100 characters.
	CustomID string `json:"custom_id"`
	// Title has 1 to 45 characters.
	Title string `json:"title"`
	// Components are 1 to 5 labels, each with an input in it, or texts.
	Components Components[ModalComponent] `json:"components"`
}

// CallbackType returns [CallbackModal].
func (Modal) CallbackType() CallbackType { return CallbackModal }
func (m Modal) writeData(w *wire.Writer) { writeModal(w, &m) }
func (Modal) files() []File              { return nil }
func (Modal) answersCommand()            {}
func (Modal) answersComponent()          {}

// LaunchActivity opens the app's Activity. The app needs Activities enabled.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object.
type LaunchActivity struct{}

// CallbackType returns [CallbackLaunchActivity].
func (LaunchActivity) CallbackType() CallbackType { return CallbackLaunchActivity }
func (LaunchActivity) writeData(*wire.Writer)     {}
func (LaunchActivity) files() []File              { return nil }
func (LaunchActivity) answersCommand()            {}
func (LaunchActivity) answersComponent()          {}
func (LaunchActivity) answersModal()              {}

// RawAnswer is a whole answer as JSON: {"type":4,"data":{…}}. It fits every interaction, so answers
// can be built with the types of another library. It is sent unchanged. The only check is that it
// is a JSON object with an integer type. The caller must keep Discord's limits and set allowed
// mentions.
type RawAnswer json.RawMessage

// CallbackType returns the type in the JSON, or zero if there is none.
func (r RawAnswer) CallbackType() CallbackType { return CallbackType(wire.IntMember(r, "type")) }

func (r RawAnswer) valid() bool {
	return r.CallbackType() != 0 && wire.Valid(r)
}

// MarshalJSON returns the JSON unchanged.
func (r RawAnswer) MarshalJSON() ([]byte, error) { return r, nil }

func (RawAnswer) writeData(*wire.Writer) {}
func (RawAnswer) files() []File          { return nil }
func (RawAnswer) answersCommand()        {}
func (RawAnswer) answersAutocomplete()   {}
func (RawAnswer) answersComponent()      {}
func (RawAnswer) answersModal()          {}
