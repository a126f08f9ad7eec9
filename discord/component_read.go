package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// readComponents reads a list of components, each by its type. It fails on JSON that is no list, and on nothing else:
// a component that does not fit becomes a [RawComponent].
func readComponents[C Component](r *wire.Reader, v *Components[C]) {
	if r.Null() {
		*v = nil
		return
	}
	list := Components[C]{}
	for r.Open('['); r.More(']'); {
		if cap(list) == 0 {
			list = make(Components[C], 0, 5) // a row of buttons, or as many rows
		}
		list = append(list, decodeIn[C](r))
	}
	*v = list
}

// UnmarshalJSON reads a list of components, as UnmarshalJSONFrom does.
func (c *Components[C]) UnmarshalJSON(value []byte) error {
	return decode(value, readComponents, c)
}

// readIn reads a component where a C may be. Null is none. Nothing is dropped: what does not fit is kept raw.
func readIn[C Component](r *wire.Reader) (c C) {
	if r.Null() {
		return c
	}
	return decodeIn[C](r)
}

// decodeIn decodes a component that stands where a C may. Nothing is dropped: what does not fit is kept raw.
func decodeIn[C Component](r *wire.Reader) C {
	decoded := decodeComponent(r, func(pointer any) bool {
		_, ok := pointer.(C)
		return ok
	})
	// A RawComponent may stand anywhere, so this cannot fail.
	return decoded.(C)
}

// decodeComponent decodes a component by its type, if fits says of a pointer to that type that it may stand here.
// It asks before it decodes: were a container in a container decoded first and thrown away then, deep nesting would
// cost the square of its depth.
func decodeComponent(r *wire.Reader, fits func(pointer any) bool) Component {
	start := r.Mark()
	c := decodeAs(r, fits, newComponent(ComponentType(r.IntAhead("type"))))
	if row, ok := c.(ActionRow); ok && len(row.Components) > 0 && row.Components[0].ComponentType() == ComponentTextInput {
		// One of the rows of text inputs that modals used to have.
		r.Back(start)
		return decodeAs(r, fits, new(TextInputRow))
	}
	return c
}

// decodeAs decodes what a pointer points to; a nil pointer stands for a component that nobody knows.
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
