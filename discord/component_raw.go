package discord

import (
	"encoding/json"
	"fmt"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// RawComponent is a component as JSON. A received RawComponent is one whose type this package does
// not know, or whose place or fields do not fit. A RawComponent may be sent in any place, and its
// JSON is sent unchanged. The only check is that it is a JSON object with an integer type. In an
// [ActionRow] it counts by its type; a type that this package does not know does not count.
type RawComponent json.RawMessage

// ComponentType returns the type in the JSON, or zero if there is none.
func (r RawComponent) ComponentType() ComponentType {
	return ComponentType(wire.IntMember(r, "type"))
}

// MarshalJSON returns the JSON unchanged.
func (r RawComponent) MarshalJSON() ([]byte, error) { return r, nil }

// UnmarshalJSON keeps a copy of the JSON.
func (r *RawComponent) UnmarshalJSON(value []byte) error {
	*r = append((*r)[:0], value...)
	return nil
}

// String returns only the type, because the rest may be a user's text.
func (r RawComponent) String() string { return fmt.Sprintf("component of type %d", r.ComponentType()) }

func (r RawComponent) component() Component { return r }
