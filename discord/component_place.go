package discord

// Where each component may stand, as the component reference says under "Child Components".

func (ActionRow) messageComponent()   {}
func (ActionRow) containerComponent() {}

func (Button) rowComponent()     {}
func (Button) sectionAccessory() {}

func (StringSelect) rowComponent()   {}
func (StringSelect) labelComponent() {}

func (TextInput) labelComponent() {}

func (UserSelect) rowComponent()   {}
func (UserSelect) labelComponent() {}

func (RoleSelect) rowComponent()   {}
func (RoleSelect) labelComponent() {}

func (MentionableSelect) rowComponent()   {}
func (MentionableSelect) labelComponent() {}

func (ChannelSelect) rowComponent()   {}
func (ChannelSelect) labelComponent() {}

func (Section) messageComponent()   {}
func (Section) containerComponent() {}

func (TextDisplay) messageComponent()   {}
func (TextDisplay) containerComponent() {}
func (TextDisplay) sectionComponent()   {}
func (TextDisplay) modalComponent()     {}

func (Thumbnail) sectionAccessory() {}

func (MediaGallery) messageComponent()   {}
func (MediaGallery) containerComponent() {}

func (FileComponent) messageComponent()   {}
func (FileComponent) containerComponent() {}

func (Separator) messageComponent()   {}
func (Separator) containerComponent() {}

func (Container) messageComponent() {}

func (Label) modalComponent() {}

func (FileUpload) labelComponent() {}

func (RadioGroup) labelComponent() {}

func (CheckboxGroup) labelComponent() {}

func (Checkbox) labelComponent() {}

func (RawComponent) messageComponent()   {}
func (RawComponent) containerComponent() {}
func (RawComponent) rowComponent()       {}
func (RawComponent) sectionComponent()   {}
func (RawComponent) sectionAccessory()   {}
func (RawComponent) modalComponent()     {}
func (RawComponent) labelComponent()     {}

// The number of each component.

// ComponentType returns [ComponentActionRow].
func (ActionRow) ComponentType() ComponentType { return ComponentActionRow }

// ComponentType returns [ComponentButton].
func (Button) ComponentType() ComponentType { return ComponentButton }

// ComponentType returns [ComponentStringSelect].
func (StringSelect) ComponentType() ComponentType { return ComponentStringSelect }

// ComponentType returns [ComponentTextInput].
func (TextInput) ComponentType() ComponentType { return ComponentTextInput }

// ComponentType returns [ComponentUserSelect].
func (UserSelect) ComponentType() ComponentType { return ComponentUserSelect }

// ComponentType returns [ComponentRoleSelect].
func (RoleSelect) ComponentType() ComponentType { return ComponentRoleSelect }

// ComponentType returns [ComponentMentionableSelect].
func (MentionableSelect) ComponentType() ComponentType { return ComponentMentionableSelect }

// ComponentType returns [ComponentChannelSelect].
func (ChannelSelect) ComponentType() ComponentType { return ComponentChannelSelect }

// ComponentType returns [ComponentSection].
func (Section) ComponentType() ComponentType { return ComponentSection }

// ComponentType returns [ComponentTextDisplay].
func (TextDisplay) ComponentType() ComponentType { return ComponentTextDisplay }

// ComponentType returns [ComponentThumbnail].
func (Thumbnail) ComponentType() ComponentType { return ComponentThumbnail }

// ComponentType returns [ComponentMediaGallery].
func (MediaGallery) ComponentType() ComponentType { return ComponentMediaGallery }

// ComponentType returns [ComponentFile].
func (FileComponent) ComponentType() ComponentType { return ComponentFile }

// ComponentType returns [ComponentSeparator].
func (Separator) ComponentType() ComponentType { return ComponentSeparator }

// ComponentType returns [ComponentContainer].
func (Container) ComponentType() ComponentType { return ComponentContainer }

// ComponentType returns [ComponentLabel].
func (Label) ComponentType() ComponentType { return ComponentLabel }

// ComponentType returns [ComponentFileUpload].
func (FileUpload) ComponentType() ComponentType { return ComponentFileUpload }

// ComponentType returns [ComponentRadioGroup].
func (RadioGroup) ComponentType() ComponentType { return ComponentRadioGroup }

// ComponentType returns [ComponentCheckboxGroup].
func (CheckboxGroup) ComponentType() ComponentType { return ComponentCheckboxGroup }

// ComponentType returns [ComponentCheckbox].
func (Checkbox) ComponentType() ComponentType { return ComponentCheckbox }

// ComponentType returns [ComponentActionRow].
func (TextInputRow) ComponentType() ComponentType { return ComponentActionRow }

func (a ActionRow) component() Component         { return a }
func (b Button) component() Component            { return b }
func (s StringSelect) component() Component      { return s }
func (t TextInput) component() Component         { return t }
func (u UserSelect) component() Component        { return u }
func (r RoleSelect) component() Component        { return r }
func (m MentionableSelect) component() Component { return m }
func (c ChannelSelect) component() Component     { return c }
func (s Section) component() Component           { return s }
func (t TextDisplay) component() Component       { return t }
func (t Thumbnail) component() Component         { return t }
func (m MediaGallery) component() Component      { return m }
func (f FileComponent) component() Component     { return f }
func (s Separator) component() Component         { return s }
func (c Container) component() Component         { return c }
func (l Label) component() Component             { return l }
func (f FileUpload) component() Component        { return f }
func (r RadioGroup) component() Component        { return r }
func (c CheckboxGroup) component() Component     { return c }
func (c Checkbox) component() Component          { return c }
func (t TextInputRow) component() Component      { return t }
func (r RawComponent) component() Component      { return r }
