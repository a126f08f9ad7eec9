package discord

import (
	"errors"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// UnmarshalJSON reads a choice of a command that Discord gives back. A number without fraction or exponent becomes an
// [Integer], another a [Number].
func (c *Choice) UnmarshalJSON(value []byte) error {
	return json.Unmarshal(value, c, lenient)
}

// UnmarshalJSONFrom reads a choice of a command that Discord gives back.
func (c *Choice) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var raw struct {
		Name              string            `json:"name"`
		NameLocalizations map[Locale]string `json:"name_localizations"`
		Value             jsontext.Value    `json:"value"`
	}
	if err := json.UnmarshalDecode(dec, &raw); err != nil {
		return err
	}
	value, err := choiceValue(raw.Value)
	*c = Choice{Name: raw.Name, NameLocalizations: raw.NameLocalizations, Value: value}
	return err
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
