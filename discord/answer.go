package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// CallbackType is the number by which Discord knows a kind of answer.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type.
type CallbackType int

// The callback types.
const (
	// CallbackPong answers a PING. Package core does so by itself.
	CallbackPong CallbackType = 1
	// CallbackMessage is that of a [Message].
	CallbackMessage CallbackType = 4
	// CallbackDeferredMessage is that of a [DeferredMessage].
	CallbackDeferredMessage CallbackType = 5
	// CallbackDeferredUpdate is that of a [DeferredUpdate].
	CallbackDeferredUpdate CallbackType = 6
	// CallbackUpdate is that of an [Update].
	CallbackUpdate CallbackType = 7
	// CallbackChoices is that of [Choices].
	CallbackChoices CallbackType = 8
	// CallbackModal is that of a [Modal].
	CallbackModal CallbackType = 9
	// CallbackLaunchActivity is that of a [LaunchActivity].
	CallbackLaunchActivity CallbackType = 12
)

// Answer is what an app may answer to some interaction. Which answer fits which interaction is the compiler's
// business: a listener returns a [CommandAnswer], an [AutocompleteAnswer], a [ComponentAnswer] or a [ModalAnswer].
type Answer interface {
	// CallbackType is the number Discord knows the answer by; of a RawAnswer, the one its JSON holds.
	CallbackType() CallbackType
	// writeData writes what stands under "data" in the answer; nothing where there is none.
	writeData(w *wire.Writer)
	files() []File
}

// CommandAnswer is an answer to a command: [Message], [DeferredMessage], [Modal], [LaunchActivity] or [RawAnswer].
type CommandAnswer interface {
	Answer
	answersCommand()
}

// AutocompleteAnswer is an answer to an autocomplete interaction: [Choices] or [RawAnswer].
type AutocompleteAnswer interface {
	Answer
	answersAutocomplete()
}

// ComponentAnswer is an answer to a component: [Message], [DeferredMessage], [Update], [DeferredUpdate], [Modal],
// [LaunchActivity] or [RawAnswer].
type ComponentAnswer interface {
	Answer
	answersComponent()
}

// ModalAnswer is an answer to a submitted modal: [Message], [DeferredMessage], [Update], [DeferredUpdate],
// [LaunchActivity] or [RawAnswer]. Update and DeferredUpdate need a modal that a component opened; of another,
// sending them is an error.
type ModalAnswer interface {
	Answer
	answersModal()
}
