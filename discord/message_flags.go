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

// The message flags that only Discord sets.
//
// See https://docs.discord.com/developers/resources/message#message-object-message-flags.
const (
	// Crossposted tells a message that was published to the channels that follow its own.
	Crossposted MessageFlags = 1 << 0
	// IsCrosspost tells a message that was published from another channel.
	IsCrosspost MessageFlags = 1 << 1
	// SourceMessageDeleted tells a published message whose source is gone.
	SourceMessageDeleted MessageFlags = 1 << 3
	// Urgent tells a message of Discord's own.
	Urgent MessageFlags = 1 << 4
	// HasThread tells that a thread was started from the message. It has the message's ID.
	HasThread MessageFlags = 1 << 5
	// Loading tells a deferred answer that is not there yet.
	Loading MessageFlags = 1 << 7
	// FailedToMentionSomeRolesInThread tells that some of the mentioned roles could not be added to the thread.
	FailedToMentionSomeRolesInThread MessageFlags = 1 << 8
	// HasSnapshot tells a forwarded message: see [ReceivedMessage.Snapshots].
	HasSnapshot MessageFlags = 1 << 14
)

// Has reports whether all of the wanted flags are set.
func (f MessageFlags) Has(want MessageFlags) bool { return f&want == want }

const (
	sendableFlags  = SuppressEmbeds | Ephemeral | SuppressNotifications | VoiceMessage | ComponentsV2
	updatableFlags = SuppressEmbeds | ComponentsV2
)
