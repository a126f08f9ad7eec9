// Package discord defines the types of Discord's interactions and webhook events: the data that
// Discord sends to an app, and the answers of an app, as plain data with JSON. It does no I/O.
//
// A listener gets an interaction and returns an answer, usually as a struct literal:
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
// The compiler checks which answer fits which interaction, and where each component is allowed: see
// [CommandAnswer], [AutocompleteAnswer], [ComponentAnswer] and [ModalAnswer], and
// [MessageComponent], [RowComponent], [ModalComponent] and so on. [EncodeAnswer] refuses an answer
// that breaks one of Discord's documented limits, with a [CheckError] that lists all violations.
// Discord itself would only show the user that the interaction failed. A message notifies no one
// unless its [AllowedMentions] allow it.
//
// # Limits
//
// This package does not check what only Discord knows: permissions, whether an ID exists, whether a
// URL can be reached. The types of channels, guilds and users are for reading the data of an
// interaction; package rest calls Discord's API. For features newer than this package, use
// [RawAnswer], [RawComponent] and [Envelope.Raw].
package discord
