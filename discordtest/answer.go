package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// callbackPremium is the deprecated answer with an upgrade button. Discord still accepts it.
const callbackPremium discord.CallbackType = 10

// maxInline is the largest multipart inline answer that Discord accepts, in bytes. Others have
// measured it; Discord does not document it.
//
// See https://github.com/discord/discord-api-docs/issues/5250.
const maxInline = 150_000

// answers returns the callback types that answer an interaction.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type.
func (i *interaction) answers() []discord.CallbackType {
	switch i.kind {
	case discord.InteractionCommand:
		return []discord.CallbackType{discord.CallbackMessage, discord.CallbackDeferredMessage, discord.CallbackModal,
			callbackPremium, discord.CallbackLaunchActivity}
	case discord.InteractionAutocomplete:
		return []discord.CallbackType{discord.CallbackChoices}
	}
	types := []discord.CallbackType{discord.CallbackMessage, discord.CallbackDeferredMessage}
	if i.common.Message != nil {
		types = append(types, discord.CallbackDeferredUpdate, discord.CallbackUpdate)
	}
	if i.kind == discord.InteractionComponent {
		types = append(types, discord.CallbackModal)
	}
	return append(types, callbackPremium, discord.CallbackLaunchActivity)
}

// answer applies the answer to an interaction. The lock is held.
func (a *API) answer(i *interaction, f *callForm, inline bool) *Refusal {
	a.expire(i)
	switch {
	case i.state == answered, i.processing() && !inline:
		return acknowledged()
	case i.state == failed:
		return refuse(http.StatusNotFound, rest.ErrUnknownInteraction, "Unknown interaction",
			"the answer has to come within 3 seconds")
	}
	if inline && f.multipart && f.size > maxInline {
		return refuse(http.StatusBadRequest, 0, fmt.Sprintf("An inline answer with files of %d bytes", f.size),
			"Discord fails inline multipart answers above about 150 KB: send it through the callback endpoint")
	}
	var callback struct {
		Type *discord.CallbackType `json:"type"`
		Data json.RawMessage       `json:"data"`
	}
	if refused := f.decode(&callback); refused != nil {
		return refused
	}
	if callback.Type == nil {
		return invalidField("type", "BASE_TYPE_REQUIRED", "This field is required")
	}
	if types := i.answers(); !slices.Contains(types, *callback.Type) {
		r := invalidField("type", "BASE_TYPE_CHOICES", "Value must be one of (%s).", joinNumbers(types))
		r.Cure = fmt.Sprintf("callback type %d does not answer an interaction of type %d", *callback.Type, i.kind)
		return r
	}
	data := *f
	if data.json = callback.Data; len(data.json) == 0 || begins(data.json, 'n') {
		data.json = []byte("{}")
	}
	if refused := a.takeAnswer(i, *callback.Type, &data); refused != nil {
		return refused.under("data")
	}
	i.state, i.answer = answered, *callback.Type
	i.first = *i.reply()
	close(i.settled)
	a.publish(Event{Type: EventAnswered, Interaction: i.id, Answer: i.answer, Inline: inline})
	if m := i.original; m != nil {
		kind := EventMessage
		if i.answer == discord.CallbackUpdate {
			kind = EventEdited
		}
		if i.answer != discord.CallbackDeferredUpdate {
			a.publishMessage(kind, i, m)
		}
	}
	return nil
}

// acknowledged refuses a second answer.
func acknowledged() *Refusal {
	return refuse(http.StatusBadRequest, rest.ErrAlreadyAcknowledged, "Interaction has already been acknowledged.",
		"answer once: inline or by callback, not both")
}

func joinNumbers[N ~int](numbers []N) string {
	texts := make([]string, len(numbers))
	for n, number := range numbers {
		texts[n] = fmt.Sprint(int(number))
	}
	return strings.Join(texts, ", ")
}

// takeAnswer applies an answer, or refuses its data and changes nothing.
func (a *API) takeAnswer(i *interaction, kind discord.CallbackType, f *callForm) *Refusal {
	switch kind {
	case discord.CallbackMessage:
		m, refused := a.newMessage(a.answering(i), f)
		if refused != nil {
			return refused
		}
		i.original = m
	case discord.CallbackDeferredMessage:
		return a.takeDeferral(i, f)
	case discord.CallbackDeferredUpdate:
		i.original = a.messages[i.common.Message.ID]
	case discord.CallbackUpdate:
		m := a.messages[i.common.Message.ID]
		if refused := a.editMessage(a.answering(i), m, f); refused != nil {
			return refused
		}
		i.original = m
	case discord.CallbackChoices:
		i.data = f.json
		return checkChoices(i, f)
	case discord.CallbackModal:
		modal, refused := checkModal(f)
		if refused != nil {
			return refused
		}
		i.data = encoded(modal)
		a.modals[i.modalKey(modal)] = i.id
	}
	return nil
}

// takeDeferral creates the message that shows that the app is thinking.
func (a *API) takeDeferral(i *interaction, f *callForm) *Refusal {
	var data struct {
		Flags discord.MessageFlags `json:"flags"`
	}
	if refused := f.decode(&data); refused != nil {
		return refused
	}
	if data.Flags&^discord.Ephemeral != 0 {
		return invalidField("flags", "MESSAGE_FLAGS_INVALID", "A deferred message can only have the flag EPHEMERAL (64).")
	}
	if refused := a.mayAnswer(a.answering(i), f); refused != nil {
		return refused
	}
	empty := &callForm{json: encoded(object{"flags": int(data.Flags)})}
	i.original, i.loading = a.blankMessage(a.answering(i), empty), true
	i.original.object["flags"] = int(data.Flags | discord.Loading)
	return nil
}
