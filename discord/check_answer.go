package discord

import "strings"

// checkAnswer checks an answer against Discord's limits and against the interaction it is for.
func checkAnswer(to Interaction, answer Answer) error {
	var c checker
	common := to.Common()
	c.file = common.AttachmentSizeLimit
	c.in("data")
	switch answer := answer.(type) {
	case Message:
		c.message(&answer)
	case DeferredMessage:
		c.absent("flags", answer.Flags&^Ephemeral != 0, "a deferred message can have only the flag Ephemeral: set others when you edit it")
	case Update:
		c.opened(to)
		c.absent("poll", answer.Poll != nil, "a poll can be added only by editing a deferred answer")
		c.update(&answer, common.Message)
	case DeferredUpdate:
		c.opened(to)
	case Choices:
		c.choices(answer, focusedType(to))
	case Modal:
		c.modal(&answer)
	}
	return c.err()
}

// opened refuses an update of a message if a command opened the modal, because then there is no
// message.
func (c *checker) opened(to Interaction) {
	if modal, ok := to.(*ModalInteraction); ok && modal.Message == nil {
		c.depth = 0
		c.refuse("type", "no component opened this modal, so there is no message to update: answer with a Message")
		c.in("data")
	}
}

const maxContent = 2000

// focusedType returns the type of the option that the user is typing, or zero if it is not known.
func focusedType(to Interaction) OptionType {
	if i, ok := to.(*AutocompleteInteraction); ok {
		if focused := i.Data.Focused(); focused != nil {
			return focused.Type
		}
	}
	return 0
}

// checkMessage checks a message that is not the answer to an interaction, such as a follow-up.
func checkMessage(m *Message) error {
	var c checker
	c.message(m)
	return c.err()
}

// checkUpdate checks an edit of a message that is not known.
func checkUpdate(u *Update) error {
	var c checker
	c.update(u, nil)
	return c.err()
}

func (c *checker) message(m *Message) {
	c.uploads, c.closed = m.Files, true
	v2 := m.Flags.Has(ComponentsV2) || needsV2(m.Components)
	c.text("content", m.Content, 0, maxContent)
	c.embeds(m.Embeds)
	c.messageComponents(m.Components, v2)
	c.files(0, m.Files)
	c.mentions(m.AllowedMentions)
	if m.Poll != nil {
		c.poll(m.Poll)
	}
	c.absent("flags", m.Flags&^sendableFlags != 0, "has a flag that only Discord sets")
	if v2 {
		c.onlyComponents(m.Content != "", len(m.Embeds) > 0, m.Poll != nil)
	}
	if m.Flags.Has(VoiceMessage) {
		c.voice(m)
	}
	if !shown(m.Embeds) && len(m.Components)+len(m.Files) == 0 && m.Poll == nil && strings.TrimSpace(m.Content) == "" {
		c.refuse("", "an empty message: content, embeds, components, files or a poll are needed")
	}
}

// onlyComponents refuses the fields that a Components V2 message cannot have.
func (c *checker) onlyComponents(content, embeds, poll bool) {
	c.absent("content", content, "a message of components V2 has none: use a TextDisplay")
	c.absent("embeds", embeds, "a message of components V2 has none: use a Container")
	c.absent("poll", poll, "a message of components V2 has none")
}

// update checks an edit of a message. The message is nil if it is not known.
func (c *checker) update(u *Update, message *ReceivedMessage) {
	becomes := needsV2(u.Components) || u.Flags != nil && u.Flags.Has(ComponentsV2)
	is := message != nil && message.Flags.Has(ComponentsV2)
	c.uploads, c.closed = u.Files, u.keepsNone(message)
	if u.Content != nil {
		c.text("content", *u.Content, 0, maxContent)
	}
	c.embeds(u.Embeds)
	c.messageComponents(u.Components, becomes || is)
	c.kept(u.Attachments)
	c.files(len(u.Attachments), u.Files)
	c.mentions(u.AllowedMentions)
	if u.Poll != nil {
		c.poll(u.Poll)
	}
	c.absent("flags", u.Flags != nil && *u.Flags&^updatableFlags != 0, "an update can change only SuppressEmbeds and ComponentsV2")
	if becomes || is {
		c.onlyComponents(u.Content != nil && *u.Content != "", len(u.Embeds) > 0, u.Poll != nil)
	}
	if becomes && !is && message != nil {
		c.absent("content", u.Content == nil && message.Content != "", "to become one of components V2, the message needs its content cleared: set it to an empty text")
		c.absent("embeds", u.Embeds == nil && len(message.Embeds) > 0, "to become one of components V2, the message needs its embeds cleared: set them to an empty list")
	}
}

// keepsNone reports whether the edited message has no files except those that the update uploads.
func (u *Update) keepsNone(message *ReceivedMessage) bool {
	return len(u.Attachments) == 0 && (u.Attachments != nil || len(u.Files) > 0 && message == nil)
}
