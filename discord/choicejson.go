package discord

import (
	"errors"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// choiceIn is a choice as it is read; its value, which is of an interface type, needs help.
type choiceIn struct {
	Name              string            `json:"name"`
	NameLocalizations map[Locale]string `json:"name_localizations"`
	Value             jsontext.Value    `json:"value"`
}

func readChoice(r *reader, v *Choice) {
	start := r.at
	var in choiceIn
	readChoiceIn(r, &in)
	value, err := choiceValue(in.Value)
	if err != nil {
		r.failAt(start)
	}
	*v = Choice{Name: in.Name, NameLocalizations: in.NameLocalizations, Value: value}
}

func writeChoiceValue(w *writer, v *ChoiceValue) {
	switch value := (*v).(type) {
	case String:
		w.string(string(value))
	case Integer:
		w.int(int64(value))
	case Number:
		w.float64(float64(value))
	default:
		w.null()
	}
}

// UnmarshalJSON reads a choice of a command that Discord gives back. A number without fraction or exponent becomes an
// [Integer], another a [Number].
func (c *Choice) UnmarshalJSON(value []byte) error { return decode(value, readChoice, c) }

// UnmarshalJSONFrom reads a choice of a command that Discord gives back.
func (c *Choice) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	return decodeFrom(dec, readChoice, c)
}

var errChoiceValue = errors.New("a choice's value is a string or a number")

func choiceValue(raw jsontext.Value) (ChoiceValue, error) {
	switch raw.Kind() {
	case '"':
		return String(unquoted(raw)), nil
	case '0':
		if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
			return Integer(n), nil
		}
		f, err := strconv.ParseFloat(string(raw), 64)
		if err != nil {
			return nil, errChoiceValue
		}
		return Number(f), nil
	case 'n', 0:
		return nil, nil
	}
	return nil, errChoiceValue
}
