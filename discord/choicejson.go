package discord

import (
	"encoding/json"
	"errors"
	"strconv"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// choiceIn is a choice as it is read; its value, which is of an interface type, needs help.
type choiceIn struct {
	Name              string            `json:"name"`
	NameLocalizations map[Locale]string `json:"name_localizations"`
	Value             json.RawMessage   `json:"value"`
}

func readChoice(r *wire.Reader, v *Choice) {
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

// UnmarshalJSON reads a choice of a command that Discord gives back. A number without fraction or exponent becomes an
// [Integer], another a [Number].
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
