package discord

// ComponentType is the type of a component: what stands under "type" in its JSON.
//
// See https://docs.discord.com/developers/components/reference#component-object-component-types.
type ComponentType int

// Component is any component, sent or received: a value of one of the types of this package, told apart by a type
// switch. One that this package does not know, or that does not fit where it stands, is a [RawComponent].
//
// See https://docs.discord.com/developers/components/reference.
type Component interface {
	// ComponentType is the number by which Discord knows the component.
	ComponentType() ComponentType
	// component returns the component as a value, also where a pointer was given.
	component() Component
}

// The places where components may be. internal/jsongen declares an interface for each, with the component types whose
// structs name the place by its key.
//
//jsongen:place message MessageComponent at the top level of a message
//jsongen:place container ContainerComponent in a [Container]
//jsongen:place row RowComponent in an [ActionRow]
//jsongen:place section SectionComponent in a [Section]
//jsongen:place accessory SectionAccessory beside the text of a [Section]
//jsongen:place modal ModalComponent at the top level of a [Modal]
//jsongen:place label LabelComponent in a [Label]

// Components is a list of components. A plain slice may be assigned to it, and it to a plain slice:
//
//	message.Components = []discord.MessageComponent{discord.TextDisplay{Content: "Hello"}}
//
// The type is there because a list of an interface type cannot be decoded without help.
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

// typeOf returns the type of a component, and zero for nil and a nil pointer. Unlike pointedTo it copies nothing.
func typeOf(component Component) ComponentType {
	defer func() { _ = recover() }()
	return component.ComponentType()
}
