package discord

// componentRoom is about how many bytes a component takes in memory.
const componentRoom = 200

// readComponents reads a list of components, each by its type. It fails only if the JSON is not a
// list. A component that does not fit becomes a [RawComponent].
func readComponents[C Component](r *reader, v *Components[C]) {
	if r.Null() {
		*v = nil
		return
	}
	list := Components[C]{}
	if r.Open('['); r.More(']') {
		var few [5]C // a row of buttons, or as many rows
		n := 0
		for more := true; more; more = r.More(']') {
			if r.Take(componentRoom); r.Failed() {
				return
			}
			c := decodeIn[C](r)
			if n < len(few) {
				few[n] = c
			} else if list = longer(r, list, few[:], 16); r.Failed() {
				return
			} else {
				list[n] = c
			}
			n++
		}
		if n <= len(few) {
			list = shortList(r, few[:n])
		}
	}
	*v = list
}

// shortList returns a list of a few components. The rows of a message share the memory for their
// lists, except for the first row, which is often the only one.
func shortList[C Component](r *reader, few []C) []C {
	rows, ok := any(&r.rows).(*[]C)
	if !ok {
		return alone(r, few, 16)
	}
	r.Take(len(few) * 16)
	if len(few) > cap(*rows)-len(*rows) {
		room := len(few)
		if *rows != nil {
			room = (maxRows - 1) * maxButtons
		}
		*rows = make([]C, 0, room)
	}
	n := len(*rows)
	*rows = append(*rows, few...)
	return (*rows)[n:len(*rows):len(*rows)]
}

// UnmarshalJSON reads a list of components. A component that does not fit becomes a [RawComponent].
func (c *Components[C]) UnmarshalJSON(value []byte) error {
	return decode(value, readComponents, c)
}

// readIn reads a component in a place for a C. Null means no component. A component that does not
// fit is kept raw.
func readIn[C Component](r *reader) (c C) {
	if r.Null() {
		return c
	}
	return decodeIn[C](r)
}

// decodeIn reads a component in a place for a C. A component that does not fit is kept raw.
func decodeIn[C Component](r *reader) C {
	decoded := decodeComponent(r, func(c Component) bool {
		_, ok := c.(C)
		return ok
	})
	// A RawComponent is allowed in every place, so this cannot fail.
	return decoded.(C)
}

// decodeComponent reads a component by its type, if fits reports that such a component is allowed
// here. Discord sends the type first. If the type is elsewhere, or if another type follows it,
// decodeComponent searches the component for its type before reading it.
func decodeComponent(r *reader, fits func(Component) bool) Component {
	start, outer := r.Mark(), r.otherType
	defer func() { r.otherType = outer }()
	if kind, ok := r.IntAfter(`{"type":`); ok {
		r.otherType = false
		c := decodeAs(r, fits, ComponentType(kind))
		if c != nil && !r.otherType {
			return c
		}
		r.Back(start)
	}
	c := decodeAs(r, fits, ComponentType(r.IntAhead("type")))
	if c == nil {
		r.Back(start)
		c = RawComponent(r.RawCopy())
	}
	return c
}

// decodeAs reads a component of a type. It returns nil if the component does not fit. It calls fits
// before it reads. Otherwise it would read and discard nested containers at each level, in time
// quadratic in the depth.
func decodeAs(r *reader, fits func(Component) bool, kind ComponentType) Component {
	start, like := r.Mark(), blankComponent(kind)
	if like == nil || !fits(like) {
		return nil
	}
	c := readComponent(r, kind)
	if row, ok := c.(ActionRow); ok && len(row.Components) > 0 && row.Components[0].ComponentType() == ComponentTextInput && !r.Failed() {
		// A row of text inputs, as modals had them before labels.
		if !fits(TextInputRow{}) {
			return nil
		}
		r.Back(start)
		var old TextInputRow
		readTextInputRow(r, &old)
		c = old
	}
	if r.Failed() {
		return nil
	}
	return c
}

// readType reads the type of a component that is read as a component of the given type.
func readType(r *reader, kind ComponentType) {
	if ComponentType(r.SmallInt()) != kind {
		r.otherType = true
	}
}
