package discord

// ComponentType is the type of a component: what stands under "type" in its JSON.
//
// See https://docs.discord.com/developers/components/reference#component-object-component-types.
type ComponentType int

// The component types.
const (
	ComponentActionRow         ComponentType = 1
	ComponentButton            ComponentType = 2
	ComponentStringSelect      ComponentType = 3
	ComponentTextInput         ComponentType = 4
	ComponentUserSelect        ComponentType = 5
	ComponentRoleSelect        ComponentType = 6
	ComponentMentionableSelect ComponentType = 7
	ComponentChannelSelect     ComponentType = 8
	ComponentSection           ComponentType = 9
	ComponentTextDisplay       ComponentType = 10
	ComponentThumbnail         ComponentType = 11
	ComponentMediaGallery      ComponentType = 12
	ComponentFile              ComponentType = 13
	ComponentSeparator         ComponentType = 14
	ComponentContainer         ComponentType = 17
	ComponentLabel             ComponentType = 18
	ComponentFileUpload        ComponentType = 19
	ComponentRadioGroup        ComponentType = 21
	ComponentCheckboxGroup     ComponentType = 22
	ComponentCheckbox          ComponentType = 23
)

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

// MessageComponent is a component that may stand at the top of a message: [ActionRow], [Section], [TextDisplay],
// [MediaGallery], [FileComponent], [Separator], [Container] or [RawComponent].
type MessageComponent interface {
	Component
	messageComponent()
}

// ContainerComponent is a component that may stand in a [Container]: [ActionRow], [Section], [TextDisplay],
// [MediaGallery], [FileComponent], [Separator] or [RawComponent].
type ContainerComponent interface {
	Component
	containerComponent()
}

// RowComponent is a component that may stand in an [ActionRow]: [Button], [StringSelect], [UserSelect],
// [RoleSelect], [MentionableSelect], [ChannelSelect] or [RawComponent].
type RowComponent interface {
	Component
	rowComponent()
}

// SectionComponent is a component that may stand in a [Section]: [TextDisplay] or [RawComponent].
type SectionComponent interface {
	Component
	sectionComponent()
}

// SectionAccessory is a component that may stand beside the text of a [Section]: [Button], [Thumbnail] or
// [RawComponent].
type SectionAccessory interface {
	Component
	sectionAccessory()
}

// ModalComponent is a component that may stand at the top of a [Modal]: [Label], [TextDisplay] or [RawComponent].
type ModalComponent interface {
	Component
	modalComponent()
}

// LabelComponent is a component that may stand in a [Label]: [TextInput], [StringSelect], [UserSelect], [RoleSelect],
// [MentionableSelect], [ChannelSelect], [FileUpload], [RadioGroup], [CheckboxGroup], [Checkbox] or [RawComponent].
type LabelComponent interface {
	Component
	labelComponent()
}

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
