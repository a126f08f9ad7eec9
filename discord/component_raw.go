package discord

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// RawComponent is a component as JSON: a received one whose type this package does not know, or whose place or fields
// do not fit; or one to send that this package has no type for yet. It may stand anywhere, goes out as it stands, and
// is checked only for being a JSON object with an integer type; in an [ActionRow] it counts as what its type says, and
// a type that this package does not know counts as nothing.
type RawComponent jsontext.Value

// ComponentType reads the type from the JSON; it is zero where there is none.
func (r RawComponent) ComponentType() ComponentType {
	return ComponentType(objectType(jsontext.Value(r)))
}

// MarshalJSONTo writes the JSON as it stands.
func (r RawComponent) MarshalJSONTo(enc *jsontext.Encoder) error {
	return enc.WriteValue(jsontext.Value(r))
}

// MarshalJSON returns the JSON as it stands.
func (r RawComponent) MarshalJSON() ([]byte, error) { return r, nil }

// UnmarshalJSONFrom keeps a copy of the JSON.
func (r *RawComponent) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	value, err := dec.ReadValue()
	*r = append((*r)[:0], value...)
	return err
}

// UnmarshalJSON keeps a copy of the JSON.
func (r *RawComponent) UnmarshalJSON(value []byte) error {
	*r = append((*r)[:0], value...)
	return nil
}

// String returns the type alone: the rest may be a person's.
func (r RawComponent) String() string { return fmt.Sprintf("component of type %d", r.ComponentType()) }
