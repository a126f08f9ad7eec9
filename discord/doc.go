// Package discord has the types of Discord's interactions and webhook events: what Discord sends to
// an app, and what an app answers, as plain data with JSON. It does no I/O.
//
// A listener takes an interaction and returns an answer, which is a struct literal:
//
//	func ping(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
//		who, ok := i.Data.User("who")
//		if !ok {
//			who = *i.Invoker()
//		}
//		return discord.Message{Content: "Hello, " + who.Mention()}, nil
//	}
//
// # Receiving
//
// [Interaction] is one of [*CommandInteraction], [*AutocompleteInteraction],
// [*ComponentInteraction] and [*ModalInteraction]. [Envelope] has their common fields. The methods
// of [CommandData], [ComponentData] and [ModalData] read options, chosen values and fields by name.
//
// Decoding is lenient: it accepts missing and unknown keys, new enum values, numbers for IDs, and
// nulls. A component of an unknown type is kept as a [RawComponent], and [Envelope.Raw] returns the
// JSON of an interaction.
//
// # Sending
//
// The compiler checks which answer fits which interaction, and which component may be where: see
// [CommandAnswer], [AutocompleteAnswer], [ComponentAnswer] and [ModalAnswer], and
// [MessageComponent], [RowComponent], [ModalComponent] and so on. [EncodeAnswer] refuses an answer
// that breaks one of Discord's documented limits, with a [CheckError] that lists all violations.
// Discord would only tell the user that the interaction failed. A message notifies nobody unless
// its [AllowedMentions] allow it.
//
// # Limits
//
// What only Discord knows is not checked: permissions, whether an ID exists, whether a URL can be
// reached. The types of channels, guilds and users are for reading what an interaction has; package
// rest calls Discord's API. For features newer than this package there are [RawAnswer],
// [RawComponent] and [Envelope.Raw].
package discord
