package discord

import "iter"

// All returns the components of the list and the components inside them, at every depth. Each
// component comes before those inside it. The components that a [RawComponent] holds under
// "component", "components" and "accessory" are decoded and returned too.
func (c Components[C]) All() iter.Seq[Component] {
	return func(yield func(Component) bool) {
		walkList(c, 0, yield)
	}
}

// deepest is the largest depth of a walk. Discord nests components three levels deep.
const deepest = 16

func walkList[C Component](list []C, depth int, yield func(Component) bool) bool {
	for _, c := range list {
		if !walk(c, depth, yield) {
			return false
		}
	}
	return true
}

func walk(c Component, depth int, yield func(Component) bool) bool {
	if c == nil || depth > deepest {
		return true
	}
	if !yield(c) {
		return false
	}
	depth++
	raw, ok := c.(RawComponent)
	if !ok {
		return walkHeld(c, depth, yield)
	}
	var holds rawHolder
	if decode(raw, readRawHolder, &holds) != nil {
		return true
	}
	return walk(holds.Component, depth, yield) && walkList(holds.Components, depth, yield) && walk(holds.Accessory, depth, yield)
}

// componentCustomID returns the custom ID of a component that has one.
func componentCustomID(c Component) (id string, ok bool) {
	raw, ok := c.(RawComponent)
	if !ok {
		return knownCustomID(c)
	}
	var has rawCustomID
	if decode(raw, readRawCustomID, &has) != nil || has.CustomID == nil {
		return "", false
	}
	return *has.CustomID, true
}

// ForMessage returns the components that may be at the top level of a message. Use it to send the
// components of a received message again.
func (c Components[C]) ForMessage() []MessageComponent {
	list := make([]MessageComponent, 0, len(c))
	for _, c := range c {
		if m, ok := any(c).(MessageComponent); ok {
			list = append(list, m)
		}
	}
	return list
}

// rawHolder holds the components in a component of an unknown type.
type rawHolder struct {
	Component  Component             `json:"component"`
	Components Components[Component] `json:"components"`
	Accessory  Component             `json:"accessory"`
}

type rawCustomID struct {
	CustomID *string `json:"custom_id"`
}
