package discord

// MessageFlags change how a message is shown. They are combined as bits: Ephemeral|SuppressEmbeds.
//
// See https://docs.discord.com/developers/resources/message#message-object-message-flags.
type MessageFlags int

// The message flags that an app may set: all of them in a [Message], SuppressEmbeds and ComponentsV2 in an [Update],
// Ephemeral alone in a [DeferredMessage].
const (
	// SuppressEmbeds shows no embeds, also none for links.
	SuppressEmbeds MessageFlags = 1 << 2
	// Ephemeral shows the message to the person who acted and to nobody else. It cannot be changed later.
	Ephemeral MessageFlags = 1 << 6
	// SuppressNotifications sends no push notification.
	SuppressNotifications MessageFlags = 1 << 12
	// VoiceMessage makes the one file of a message, which is audio, a voice message.
	VoiceMessage MessageFlags = 1 << 13
	// ComponentsV2 makes components the whole of a message. It is set by itself where a message holds a component
	// that needs it, and cannot be taken back.
	ComponentsV2 MessageFlags = 1 << 15
)
