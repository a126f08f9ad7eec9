package discord

import (
	"slices"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// componentRoom is about how many bytes a component takes in memory.
const componentRoom = 200

// readComponents reads a list of components, each by its type. It fails on JSON that is no list,
// and on nothing else: a component that does not fit becomes a [RawComponent].
func readComponents[C Component](r *wire.Reader, v *Components[C]) {
	if r.Null() {
		*v = nil
		return
	}
	list := Components[C]{}
	for r.Open('['); r.More(']'); {
		if len(list) == cap(list) {
			list = slices.Grow(list, r.Room(len(list), 5, 16)) // a row of buttons, or as many rows
		}
		if r.Take(componentRoom); r.Failed() {
			return
		}
		list = append(list, decodeIn[C](r))
	}
	*v = list
}

// UnmarshalJSON reads a list of components, as UnmarshalJSONFrom does.
func (c *Components[C]) UnmarshalJSON(value []byte) error {
	return decode(value, readComponents, c)
}

// readIn reads a component where a C may be. Null is none. A component that does not fit is kept
// raw.
func readIn[C Component](r *wire.Reader) (c C) {
	if r.Null() {
		return c
	}
	return decodeIn[C](r)
}

// decodeIn reads a component where a C may be. A component that does not fit is kept raw.
func decodeIn[C Component](r *wire.Reader) C {
	decoded := decodeComponent(r, func(pointer any) bool {
		_, ok := pointer.(C)
		return ok
	})
	// A RawComponent may be anywhere, so this cannot fail.
	return decoded.(C)
}

// decodeComponent reads a component by its type, if fits reports that a pointer to that type may be
// here. It asks before it reads. Otherwise nested containers would be read and thrown away at each
// level, in time quadratic in the depth.
func decodeComponent(r *wire.Reader, fits func(pointer any) bool) Component {
	start := r.Mark()
	c := decodeAs(r, fits, newComponent(ComponentType(r.IntAhead("type"))))
	if row, ok := c.(ActionRow); ok && len(row.Components) > 0 && row.Components[0].ComponentType() == ComponentTextInput {
		// A row of text inputs, as modals had them before labels.
		r.Back(start)
		return decodeAs(r, fits, new(TextInputRow))
	}
	return c
}

// decodeAs reads into a pointer. It is nil for a component of an unknown type.
func decodeAs(r *wire.Reader, fits func(any) bool, pointer Component) Component {
	start := r.Mark()
	if pointer != nil && fits(pointer) {
		if readComponent(r, pointer); !r.Failed() {
			return pointer.component()
		}
		r.Back(start)
	}
	return RawComponent(r.RawCopy())
}
