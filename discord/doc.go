// Package discord is the vocabulary of Discord's interactions and webhook events: what Discord sends to an app, and
// what an app may answer, as plain data with JSON. It does no I/O.
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
// # What is received
//
// [Interaction] is one of [*CommandInteraction], [*AutocompleteInteraction], [*ComponentInteraction] and
// [*ModalInteraction]. What they have in common stands in [Envelope]; the options of a command, the values of a select
// and the fields of a modal are read by name through [CommandData], [ComponentData] and [ModalData]. Decoding is
// lenient: missing and unknown keys, new enum values, numbers for IDs and nulls are all accepted, a component of an
// unknown type is kept as a [RawComponent], and an interaction keeps its JSON in [Envelope.Raw].
//
// # What is sent
//
// Which answer fits which interaction, and which component may stand where, is the compiler's business: see
// [CommandAnswer], [AutocompleteAnswer], [ComponentAnswer] and [ModalAnswer]; [MessageComponent], [RowComponent],
// [ModalComponent] and so on. An answer that would break one of Discord's documented limits is refused by
// [EncodeAnswer] with a [CheckError] that lists all of them: Discord itself would only tell the person that the
// interaction failed. A message notifies nobody unless its [AllowedMentions] say so.
//
// # Limits
//
// What Discord only knows at the time cannot be checked here: permissions, whether an ID exists, whether a URL can be
// reached. Channels, guilds and users can be read where an interaction carries them, and not asked for. Where Discord
// has something new, [RawAnswer], [RawComponent] and [Envelope.Raw] get by without a new version of this package.
package discord
