package discord

// MessageFlags change how a message is shown. They are combined as bits: Ephemeral|SuppressEmbeds.
//
// See https://docs.discord.com/developers/resources/message#message-object-message-flags.
type MessageFlags int

// The message flags that an app may set: all of them in a [Message], SuppressEmbeds and
// ComponentsV2 in an [Update], only Ephemeral in a [DeferredMessage].
const (
	// SuppressEmbeds hides all embeds, including those of links.
	SuppressEmbeds MessageFlags = 1 << 2
	// Ephemeral shows the message only to the user who acted. It cannot be changed later.
	Ephemeral MessageFlags = 1 << 6
	// SuppressNotifications sends no push notification.
	SuppressNotifications MessageFlags = 1 << 12
	// VoiceMessage makes a message with one audio file a voice message.
	VoiceMessage MessageFlags = 1 << 13
	// ComponentsV2 makes a message of components only. Encoding sets it if a component needs it. It
	// cannot be cleared.
	ComponentsV2 MessageFlags = 1 << 15
)

// The message flags that only Discord sets.
//
// See https://docs.discord.com/developers/resources/message#message-object-message-flags.
const (
	// Crossposted marks a message that was published to the channels that follow its own.
	Crossposted MessageFlags = 1 << 0
	// IsCrosspost marks a message that was published from another channel.
	IsCrosspost MessageFlags = 1 << 1
	// SourceMessageDeleted marks a published message whose source was deleted.
	SourceMessageDeleted MessageFlags = 1 << 3
	// Urgent marks an urgent message from Discord.
	Urgent MessageFlags = 1 << 4
	// HasThread marks a message from which a thread was started. The thread has the ID of the
	// message.
	HasThread MessageFlags = 1 << 5
	// Loading marks a deferred answer that is still to come.
	Loading MessageFlags = 1 << 7
	// FailedToMentionSomeRolesInThread marks a message of which some mentioned roles could not be
	// added to the thread.
	FailedToMentionSomeRolesInThread MessageFlags = 1 << 8
	// HasSnapshot marks a forwarded message: see [ReceivedMessage.Snapshots].
	HasSnapshot MessageFlags = 1 << 14
)

// Has reports whether all of the wanted flags are set.
func (f MessageFlags) Has(want MessageFlags) bool { return f&want == want }

const (
	sendableFlags  = SuppressEmbeds | Ephemeral | SuppressNotifications | VoiceMessage | ComponentsV2
	updatableFlags = SuppressEmbeds | ComponentsV2
)
