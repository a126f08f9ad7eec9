package discordtest

import (
	"fmt"
	"net/http"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// Discord's times.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback.
const (
	// AnswerTime is how long Discord waits for the answer to an interaction.
	AnswerTime = 3 * time.Second
	// TokenTime is how long an answered interaction's token is valid.
	TokenTime = 15 * time.Minute
)

// interaction is the API's record of an interaction.
type interaction struct {
	id     discord.Snowflake
	token  string
	kind   discord.InteractionType
	common *discord.Envelope
	raw    object
	begun  time.Time
	// lag is how long the API takes to process an inline answer. received is true once the answer
	// has come.
	lag      time.Duration
	received bool

	state interactionState
	// settled is closed when the state is no longer waiting.
	settled chan struct{}
	answer  discord.CallbackType
	refusal *Refusal
	// original is the message of @original. loading is true while it is deferred.
	original *storedMessage
	loading  bool
	// data is the answer's raw data, such as a modal or choices.
	data []byte
	// first is what the person saw when the answer came.
	first Reply
	// looked is true once the test has looked at what came after the answer.
	looked bool
	// edits counts the edits of the original. followUps counts the messages after it.
	edits     int
	followUps []*storedMessage
	// openedBy is the interaction whose answer was the modal that this interaction submits, or
	// zero.
	openedBy discord.Snowflake
}

type interactionState int

const (
	waiting interactionState = iota
	answered
	failed
)

// Begin starts an interaction when it is sent to the app. Its 3 seconds begin. The body is the
// whole payload. A PING needs no Begin.
//
// A call on the interaction's webhook before the answer is refused, even if the answer is on its
// way: see [API.Lag].
//
// It returns an error if the body is not an interaction, or if its id or token is missing or not
// new. The API is then unchanged.
func (a *API) Begin(body []byte) error {
	kind, err := discord.PeekType(body)
	if err != nil {
		return err
	}
	decoded, err := discord.DecodeInteraction(kind, body)
	if err != nil {
		return err
	}
	i := &interaction{kind: kind, common: decoded.Common(), settled: make(chan struct{})}
	i.id, i.token = i.common.ID, i.common.Token
	if i.id == 0 || i.token == "" {
		return fmt.Errorf("discordtest: an interaction without id or token")
	}
	if err := json.Unmarshal(body, &i.raw); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.interactions[i.id] != nil || a.byToken[i.token] != nil {
		return fmt.Errorf("discordtest: interaction %d, or its token, is not new", i.id)
	}
	i.begun, i.lag = a.now(), a.lag()
	if kind == discord.InteractionModal {
		i.openedBy = a.modals[i.modalKey(i.payload())]
	}
	a.interactions[i.id], a.byToken[i.token] = i, i
	if of := i.common.Message; of != nil && a.messages[of.ID] == nil {
		sent, _ := i.raw["message"].(map[string]any)
		a.keep(adopt(of.ID, sent))
	}
	a.publish(Event{Type: EventBegun, Interaction: i.id})
	return nil
}

// Failed ends an interaction whose response was not an answer. Its token is dead, unless a call to
// the callback endpoint has answered or an answer is being processed.
func (a *API) Failed(id discord.Snowflake, reason *Refusal) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if i := a.interactions[id]; i != nil && !i.processing() {
		a.fail(i, reason)
	}
}

func (a *API) fail(i *interaction, reason *Refusal) {
	if i.state != waiting {
		return
	}
	i.state, i.refusal = failed, reason
	close(i.settled)
	a.publish(Event{Type: EventFailed, Interaction: i.id, Refusal: reason})
}

// expire lets the 3 seconds end an interaction.
func (a *API) expire(i *interaction) {
	if i.state == waiting && !i.received && a.now().Sub(i.begun) > a.options.AnswerTime {
		a.fail(i, nil)
	}
}

// webhook finds the interaction whose token a call was made with, if the token is still valid for
// the call.
func (a *API) webhook(r *http.Request) (*interaction, *Refusal) {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := a.byToken[r.PathValue("token")]
	if i == nil || r.PathValue("application") != a.options.ApplicationID.String() {
		return nil, refuse(http.StatusNotFound, rest.ErrUnknownWebhook, "Unknown Webhook",
			"no interaction of this application has this token")
	}
	a.expire(i)
	switch {
	case a.now().Sub(i.begun) > TokenTime:
		return nil, refuse(http.StatusUnauthorized, rest.ErrInvalidWebhookToken, "Invalid Webhook Token",
			"an interaction's token is good for 15 minutes")
	case i.state == failed:
		return nil, refuse(http.StatusNotFound, rest.ErrUnknownWebhook, "Unknown Webhook",
			"the interaction was not answered within 3 seconds, or not acceptably; its token is dead")
	case i.processing():
		return nil, refuse(http.StatusNotFound, rest.ErrUnknownWebhook, "Unknown Webhook",
			"Discord has not processed the inline answer yet: make the call again a moment later")
	case i.state == waiting:
		return nil, refuse(http.StatusNotFound, rest.ErrUnknownWebhook, "Unknown Webhook",
			"answer the interaction before editing its answer or following up")
	case i.kind == discord.InteractionAutocomplete:
		return nil, refuse(http.StatusNotFound, rest.ErrUnknownWebhook, "Unknown Webhook",
			"autocomplete has no follow-ups")
	}
	return i, nil
}
