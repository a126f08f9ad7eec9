package discord

// spares are objects that nearly every interaction has. They are allocated together with the
// interaction, which is faster than allocating each one. The first value of a type that is read
// uses the spare object.
type spares struct {
	guild    *PartialGuild
	channel  *Channel
	member   *Member
	user     *User
	message  *ReceivedMessage
	metadata *InteractionMetadata
	// answered is the user of the metadata.
	answered *User
	context  *InteractionContext
	media    *EmbedMedia
	// rows is room for components of more rows.
	rows []RowComponent
}

// inGuild is an interaction together with the objects that an interaction in a guild has.
type inGuild[I any] struct {
	interaction I
	guild       PartialGuild
	channel     Channel
	member      Member
	user        User
	context     InteractionContext
}

// onMessage is a component interaction together with the objects that it has.
type onMessage struct {
	inGuild[ComponentInteraction]
	message  ReceivedMessage
	metadata InteractionMetadata
	answered User
}

// allocate does what newInteraction does, and keeps spares.
func (s *spares) allocate(kind InteractionType) Interaction {
	switch kind {
	case InteractionCommand:
		return keep(s, new(inGuild[CommandInteraction]))
	case InteractionAutocomplete:
		return keep(s, new(inGuild[AutocompleteInteraction]))
	case InteractionModal:
		return keep(s, new(inGuild[ModalInteraction]))
	case InteractionComponent:
		all := new(onMessage)
		s.message, s.metadata, s.answered = &all.message, &all.metadata, &all.answered
		return keep(s, &all.inGuild)
	}
	return nil
}

func keep[I any](s *spares, all *inGuild[I]) *I {
	s.guild, s.channel, s.member, s.user, s.context = &all.guild, &all.channel, &all.member, &all.user, &all.context
	return &all.interaction
}

// The generated functions call these where they would otherwise call new.

func newPartialGuild(r *reader) *PartialGuild { return spareOrNew(&r.guild) }

func newChannel(r *reader) *Channel { return spareOrNew(&r.channel) }

func newMember(r *reader) *Member { return spareOrNew(&r.member) }

func newReceivedMessage(r *reader) *ReceivedMessage { return spareOrNew(&r.message) }

func newInteractionMetadata(r *reader) *InteractionMetadata { return spareOrNew(&r.metadata) }

func newUser(r *reader) *User {
	if r.user == nil {
		return spareOrNew(&r.answered)
	}
	return spareOrNew(&r.user)
}

func newInteractionContext(r *reader) *InteractionContext { return spareOrNew(&r.context) }

// newEmbedFooter keeps a spare picture: most embeds with a footer have one.
func newEmbedFooter(r *reader) *EmbedFooter {
	all := new(struct {
		footer EmbedFooter
		media  EmbedMedia
	})
	r.media = &all.media
	return &all.footer
}

func newEmbedMedia(r *reader) *EmbedMedia { return spareOrNew(&r.media) }

func spareOrNew[T any](spare **T) *T {
	if v := *spare; v != nil {
		*spare = nil
		return v
	}
	return new(T)
}
