package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// CallbackType is the type number of an answer.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type.
type CallbackType int

// The callback types.
const (
	// CallbackPong answers a PING. Package core does that.
	CallbackPong CallbackType = 1
	// CallbackMessage is the type of a [Message].
	CallbackMessage CallbackType = 4
	// CallbackDeferredMessage is the type of a [DeferredMessage].
	CallbackDeferredMessage CallbackType = 5
	// CallbackDeferredUpdate is the type of a [DeferredUpdate].
	CallbackDeferredUpdate CallbackType = 6
	// CallbackUpdate is the type of an [Update].
	CallbackUpdate CallbackType = 7
	// CallbackChoices is the type of [Choices].
	CallbackChoices CallbackType = 8
	// CallbackModal is the type of a [Modal].
	CallbackModal CallbackType = 9
	// CallbackLaunchActivity is the type of a [LaunchActivity].
	CallbackLaunchActivity CallbackType = 12
	// CallbackSKUEligibility answers an [InteractionSKUEligibility]. It appears only in Discord's
	// API description, so the answer is a [RawAnswer].
	CallbackSKUEligibility CallbackType = 13
)

// Answer is an answer to an interaction. The compiler checks which answer fits which interaction: a
// listener returns a [CommandAnswer], an [AutocompleteAnswer], a [ComponentAnswer] or a
// [ModalAnswer].
type Answer interface {
	// CallbackType returns the type number of the answer. For a RawAnswer it is the type in its
	// JSON.
	CallbackType() CallbackType
	// writeData writes the value of "data" in the answer, or nothing if it has none.
	writeData(w *wire.Writer)
	files() []File
}

// CommandAnswer is an answer to a command: [Message], [DeferredMessage], [Modal], [LaunchActivity]
// or [RawAnswer].
type CommandAnswer interface {
	Answer
	answersCommand()
}

// AutocompleteAnswer is an answer to an autocomplete interaction: [Choices] or [RawAnswer].
type AutocompleteAnswer interface {
	Answer
	answersAutocomplete()
}

// ComponentAnswer is an answer to a component: [Message], [DeferredMessage], [Update],
// [DeferredUpdate], [Modal], [LaunchActivity] or [RawAnswer].
type ComponentAnswer interface {
	Answer
	answersComponent()
}

// ModalAnswer is an answer to a submitted modal: [Message], [DeferredMessage], [Update],
// [DeferredUpdate], [LaunchActivity] or [RawAnswer]. Update and DeferredUpdate need a modal that a
// component opened. For any other modal they are an error.
type ModalAnswer interface {
	Answer
	answersModal()
}
