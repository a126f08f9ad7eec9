package discord

// ComponentType is the type number of a component: "type" in its JSON.
//
// See https://docs.discord.com/developers/components/reference#component-object-component-types.
type ComponentType int

// Component is any component, sent or received. Use a type switch to find out which. A component
// that this package does not know, or that does not fit its place, is a [RawComponent].
//
// See https://docs.discord.com/developers/components/reference.
type Component interface {
	// ComponentType returns the type number of the component.
	ComponentType() ComponentType
	// component returns the component as a value, even if it is called on a pointer.
	component() Component
}

// The places where components may be. internal/jsongen declares an interface for each, with the
// component types whose structs name the place by its key.
//
//jsongen:place message MessageComponent at the top level of a message
//jsongen:place container ContainerComponent in a [Container]
//jsongen:place row RowComponent in an [ActionRow]
//jsongen:place section SectionComponent in a [Section]
//jsongen:place accessory SectionAccessory beside the text of a [Section]
//jsongen:place modal ModalComponent at the top level of a [Modal]
//jsongen:place label LabelComponent in a [Label]

// Components is a list of components. It can be assigned from and to a plain slice:
//
//	message.Components = []discord.MessageComponent{discord.TextDisplay{Content: "Hello"}}
//
// The type exists because encoding/json cannot decode a list of an interface type.
type Components[C Component] []C

// pointedTo returns the component that a pointer points to, or nil for a nil pointer.
func pointedTo(pointer Component) (c Component) {
	defer func() {
		if recover() != nil {
			c = nil
		}
	}()
	return pointer.component()
}

// typeOf returns the type of a component, or zero for nil and for a nil pointer. Unlike pointedTo
// it copies nothing.
func typeOf(component Component) ComponentType {
	defer func() { _ = recover() }()
	return component.ComponentType()
}
