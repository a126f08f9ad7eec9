package discord

import (
	"encoding/json"
	"fmt"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// RawComponent is a component as JSON: a received one whose type this package does not know, or whose place or fields
// do not fit; or one to send that this package has no type for yet. It may stand anywhere, goes out as it stands, and
// is checked only for being a JSON object with an integer type; in an [ActionRow] it counts as what its type says, and
// a type that this package does not know counts as nothing.
type RawComponent json.RawMessage

// ComponentType reads the type from the JSON; it is zero where there is none.
func (r RawComponent) ComponentType() ComponentType {
	return ComponentType(wire.IntMember(r, "type"))
}

// MarshalJSON returns the JSON as it stands.
func (r RawComponent) MarshalJSON() ([]byte, error) { return r, nil }

// UnmarshalJSON keeps a copy of the JSON.
func (r *RawComponent) UnmarshalJSON(value []byte) error {
	*r = append((*r)[:0], value...)
	return nil
}

// String returns the type alone: the rest may be a person's.
func (r RawComponent) String() string { return fmt.Sprintf("component of type %d", r.ComponentType()) }

func (r RawComponent) component() Component { return r }
