package discord

import (
	"github.com/go-json-experiment/json/jsontext"
)

func (Message) CallbackType() CallbackType { return CallbackMessage }
func (m Message) files() []File            { return m.Files }
func (Message) answersCommand()            {}
func (Message) answersComponent()          {}
func (Message) answersModal()              {}

// DeferredMessage shows that the app is thinking; the message comes later, as an edit of the original answer.
type DeferredMessage struct {
	// Flags may hold Ephemeral and nothing else.
	Flags MessageFlags `json:"flags,omitzero"`
}

func (DeferredMessage) CallbackType() CallbackType { return CallbackDeferredMessage }
func (d DeferredMessage) data() any {
	if d.Flags == 0 {
		return nil
	}
	return d
}
func (DeferredMessage) files() []File     { return nil }
func (DeferredMessage) answersCommand()   {}
func (DeferredMessage) answersComponent() {}
func (DeferredMessage) answersModal()     {}

func (Update) CallbackType() CallbackType { return CallbackUpdate }
func (u Update) files() []File            { return u.Files }
func (Update) answersComponent()          {}
func (Update) answersModal()              {}

// DeferredUpdate acknowledges a component and shows nothing; the message may be edited later.
type DeferredUpdate struct{}

func (DeferredUpdate) CallbackType() CallbackType { return CallbackDeferredUpdate }
func (DeferredUpdate) data() any                  { return nil }
func (DeferredUpdate) files() []File              { return nil }
func (DeferredUpdate) answersComponent()          {}
func (DeferredUpdate) answersModal()              {}

// Choices answers autocomplete: at most 25 of them.
type Choices []Choice

func (Choices) CallbackType() CallbackType { return CallbackChoices }
func (c Choices) data() any {
	if c == nil {
		c = Choices{}
	}
	return struct {
		Choices []Choice `json:"choices"`
	}{c}
}
func (Choices) files() []File        { return nil }
func (Choices) answersAutocomplete() {}

// Choice is one value that a person may pick for an option.
type Choice struct {
	// Name is what the person reads: 1 to 100 characters.
	Name              string            `json:"name"`
	NameLocalizations map[Locale]string `json:"name_localizations,omitzero"`
	// Value is what the app receives. Its type is that of the option.
	Value ChoiceValue `json:"value"`
}

// ChoiceValue is the value of a choice: a [String] of at most 100 characters, an [Integer] or a [Number].
type ChoiceValue interface{ choiceValue() }

// The values a choice may have.
type (
	String  string
	Integer int64
	Number  float64
)

func (String) choiceValue()  {}
func (Integer) choiceValue() {}
func (Number) choiceValue()  {}

// Modal opens a form.
type Modal struct {
	// CustomID comes back when the modal is submitted: 1 to 100 characters.
	CustomID string `json:"custom_id"`
	// Title has at most 45 characters.
	Title string `json:"title"`
	// Components are 1 to 5 labels or texts.
	Components Components[ModalComponent] `json:"components"`
}

func (Modal) CallbackType() CallbackType { return CallbackModal }
func (m Modal) data() any                { return m }
func (Modal) files() []File              { return nil }
func (Modal) answersCommand()            {}
func (Modal) answersComponent()          {}

// LaunchActivity opens the app's Activity.
type LaunchActivity struct{}

func (LaunchActivity) CallbackType() CallbackType { return CallbackLaunchActivity }
func (LaunchActivity) data() any                  { return nil }
func (LaunchActivity) files() []File              { return nil }
func (LaunchActivity) answersCommand()            {}
func (LaunchActivity) answersComponent()          {}
func (LaunchActivity) answersModal()              {}

// RawAnswer is a whole answer as JSON of the caller's own making: {"type":4,"data":{…}}. It fits every interaction,
// so that answers can be built with another library's types. It goes out as it stands: nothing of it is checked
// but that it is a JSON object with an integer type. What Discord's limits on it are, and that [Ephemeral] or
// "allowed_mentions" are set, is the caller's business.
type RawAnswer jsontext.Value

// CallbackType reads the type from the JSON; it is zero where there is none.
func (r RawAnswer) CallbackType() CallbackType { return CallbackType(objectType(r)) }

func (r RawAnswer) valid() bool {
	return r.CallbackType() != 0 && jsontext.Value(r).IsValid(lenient)
}

// MarshalJSONTo writes the JSON as it stands.
func (r RawAnswer) MarshalJSONTo(enc *jsontext.Encoder) error {
	return enc.WriteValue(jsontext.Value(r))
}

// MarshalJSON returns the JSON as it stands.
func (r RawAnswer) MarshalJSON() ([]byte, error) { return r, nil }

func (RawAnswer) data() any            { return nil }
func (RawAnswer) files() []File        { return nil }
func (RawAnswer) answersCommand()      {}
func (RawAnswer) answersAutocomplete() {}
func (RawAnswer) answersComponent()    {}
func (RawAnswer) answersModal()        {}
