package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// Choices answers autocomplete: at most 25 of them. None, or nil, tells the person that nothing matches.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete.
type Choices []Choice

// CallbackType returns [CallbackChoices].
func (Choices) CallbackType() CallbackType { return CallbackChoices }
func (c Choices) writeData(w *wire.Writer) {
	list := []Choice(c)
	w.Open('{')
	w.Name(`"choices":`)
	writeChoiceList(w, &list)
	w.Close('}')
}
func (Choices) files() []File        { return nil }
func (Choices) answersAutocomplete() {}

// Choice is one value that a person may pick for an option, in autocomplete or in a command's declaration.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure.
type Choice struct {
	// Name is what the person reads: 1 to 100 characters.
	Name string `json:"name"`
	// NameLocalizations are names for people of other languages, with the limits of Name.
	NameLocalizations map[Locale]string `json:"name_localizations,omitzero"`
	// Value is what the app receives. Its type is that of the option; a number option takes an Integer too, and an
	// integer option a Number that is whole.
	Value ChoiceValue `json:"value"`
}

// ChoiceValue is the value of a choice: a [String], an [Integer] or a [Number].
type ChoiceValue interface{ choiceValue() }

// The values a choice may have.
type (
	// String is the value of a choice for a string option: at most 100 characters.
	String string
	// Integer is the value of a choice for an integer option: -2^53+1 to 2^53-1.
	Integer int64
	// Number is the value of a choice for a number option: -2^53 to 2^53, and finite.
	Number float64
)

func (String) choiceValue()  {}
func (Integer) choiceValue() {}
func (Number) choiceValue()  {}
