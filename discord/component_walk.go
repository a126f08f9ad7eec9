package discord

import (
	"iter"
)

// All returns the components of the list and all that they hold, at every depth, each before what it holds.
// What a [RawComponent] holds under "component", "components" and "accessory" is decoded and returned too.
func (c Components[C]) All() iter.Seq[Component] {
	return func(yield func(Component) bool) {
		walkList(c, 0, yield)
	}
}

// deepest is how deep a walk goes. Discord nests components three deep; what is deeper than this is no message.
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
	switch c := c.(type) {
	case ActionRow:
		return walkList(c.Components, depth, yield)
	case TextInputRow:
		return walkList(c.Components, depth, yield)
	case Container:
		return walkList(c.Components, depth, yield)
	case Section:
		return walkList(c.Components, depth, yield) && walk(c.Accessory, depth, yield)
	case Label:
		return walk(c.Component, depth, yield)
	case RawComponent:
		var holds rawHolder
		if decode(c, readRawHolder, &holds) != nil {
			return true
		}
		return walk(holds.Component.is, depth, yield) && walkList(holds.Components, depth, yield) &&
			walk(holds.Accessory.is, depth, yield)
	}
	return true
}

// componentCustomID returns the custom ID of a component that has one.
func componentCustomID(c Component) (id string, ok bool) {
	switch c := c.(type) {
	case Button:
		return c.CustomID, c.CustomID != ""
	case StringSelect:
		return c.CustomID, true
	case UserSelect:
		return c.CustomID, true
	case RoleSelect:
		return c.CustomID, true
	case MentionableSelect:
		return c.CustomID, true
	case ChannelSelect:
		return c.CustomID, true
	case TextInput:
		return c.CustomID, true
	case FileUpload:
		return c.CustomID, true
	case RadioGroup:
		return c.CustomID, true
	case CheckboxGroup:
		return c.CustomID, true
	case Checkbox:
		return c.CustomID, true
	case RawComponent:
		var has rawCustomID
		if decode(c, readRawCustomID, &has) == nil && has.CustomID != nil {
			return *has.CustomID, true
		}
	}
	return "", false
}

// ForMessage returns those of the components that may stand at the top of a message, to send a received message's
// components again.
func (c Components[C]) ForMessage() []MessageComponent {
	list := make([]MessageComponent, 0, len(c))
	for _, c := range c {
		if m, ok := any(c).(MessageComponent); ok {
			list = append(list, m)
		}
	}
	return list
}

// rawHolder is what a component that nobody knows may hold.
type rawHolder struct {
	Component  oneComponent[Component] `json:"component"`
	Components Components[Component]   `json:"components"`
	Accessory  oneComponent[Component] `json:"accessory"`
}

type rawCustomID struct {
	CustomID *string `json:"custom_id"`
}
