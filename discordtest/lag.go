package discordtest

import (
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// Lag sets how long the API takes to process an inline answer that it has received. It draws a
// random time between the two for each interaction that begins from now on. Until that time has
// passed, calls on the interaction's webhook get status 404 with code 10015, as they do at Discord.
// An answer that is received within 3 seconds is in time, regardless of the lag. An answer by
// callback has no lag. Until Lag is called, inline answers have no lag either. Lag panics if
// atLeast is negative or greater than atMost.
//
// Users have seen a lag of some seconds at Discord:
// https://github.com/discord/discord-api-docs/issues/7220.
func (a *API) Lag(atLeast, atMost time.Duration) {
	if atLeast < 0 || atLeast > atMost {
		panic("discordtest: API.Lag: atLeast is negative, or greater than atMost")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.lag = func() time.Duration { return atLeast + rand.N(atMost-atLeast+1) }
}

// Answered gives the API an inline answer: a response with status 200 to the request that brought the
// interaction. It returns when the API has processed the answer, after the time that [API.Lag] sets.
//
// The error is a [*Refusal] if Discord would not accept the answer. An interaction without an
// answer has then failed. The code is 10062 if no such interaction has begun.
func (a *API) Answered(id discord.Snowflake, contentType string, body []byte) error {
	form, refused := parseForm(contentType, body)
	i, again := a.receive(id)
	switch {
	case i == nil:
		return refuse(http.StatusNotFound, rest.ErrUnknownInteraction, "Unknown interaction", "")
	case again:
		return acknowledged()
	}
	time.Sleep(i.lag)
	a.mu.Lock()
	defer a.mu.Unlock()
	if refused == nil {
		refused = a.answer(i, form, true)
	}
	if refused == nil {
		return nil
	}
	a.fail(i, refused)
	return refused
}

// receive records that an inline answer has come, which stops the interaction's 3 seconds. again
// reports that the API is still processing an earlier answer. The interaction is nil if none has
// this ID.
func (a *API) receive(id discord.Snowflake) (i *interaction, again bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if i = a.interactions[id]; i == nil {
		return nil, false
	}
	a.expire(i)
	again = i.processing()
	i.received = true
	return i, again
}

// processing reports whether the API has received an inline answer that it has not processed yet.
func (i *interaction) processing() bool { return i.received && i.state == waiting }
