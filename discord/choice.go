package discord

import (
	"encoding/json"
	"errors"
	"strconv"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// Choices is an answer to autocomplete with at most 25 choices. An empty or nil list tells the user
// that nothing matches.
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

// Choice is one value that a user may pick for an option, in autocomplete or in the declaration of
// a command.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure.
type Choice struct {
	// Name is the text that the user sees: 1 to 100 characters.
	Name string `json:"name"`
	// NameLocalizations are the names in other languages, with the limits of Name.
	NameLocalizations map[Locale]string `json:"name_localizations,omitzero"`
	// Value is what the app receives. It has the type of the option. A number option also accepts
	// an Integer, and an integer option a whole Number.
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

// choiceIn is a choice as it is read. Its value is of an interface type, which the generated code
// cannot read.
type choiceIn struct {
	Name              string            `json:"name"`
	NameLocalizations map[Locale]string `json:"name_localizations"`
	Value             json.RawMessage   `json:"value"`
}

func readChoice(r *reader, v *Choice) {
	start := r.Offset()
	var in choiceIn
	readChoiceIn(r, &in)
	value, err := choiceValue(in.Value)
	if err != nil {
		r.FailAt(start)
	}
	*v = Choice{Name: in.Name, NameLocalizations: in.NameLocalizations, Value: value}
}

func writeChoiceValue(w *wire.Writer, v *ChoiceValue) {
	switch value := (*v).(type) {
	case String:
		w.Text(string(value))
	case Integer:
		w.Int(int64(value))
	case Number:
		w.Float64(float64(value))
	default:
		w.Null()
	}
}

// UnmarshalJSON reads a choice of a command that Discord returns. A number without fraction or
// exponent becomes an [Integer]; any other number becomes a [Number].
func (c *Choice) UnmarshalJSON(value []byte) error { return decode(value, readChoice, c) }

var errChoiceValue = errors.New("a choice's value is a string or a number")

func choiceValue(raw json.RawMessage) (ChoiceValue, error) {
	switch wire.Kind(raw) {
	case '"':
		return String(wire.Unquote(raw)), nil
	case 'n', 0:
		return nil, nil
	case '{', '[', 't', 'f':
		return nil, errChoiceValue
	}
	if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
		return Integer(n), nil
	}
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		return nil, errChoiceValue
	}
	return Number(f), nil
}
