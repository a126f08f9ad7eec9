package discordtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
)

// Reply is what a person sees after acting, at the time of the answer. [Discord.Look] and
// [Discord.Wait] return later ones.
type Reply struct {
	// Exchange is the request to the endpoint and its response.
	Exchange *Exchange
	// Interaction is the ID of the interaction.
	Interaction discord.Snowflake
	// Type is the kind of answer, or zero if there was none.
	Type discord.CallbackType
	// Message is the message that the answer made or changed. A deferred message shows that the app
	// is thinking. Message is nil if the answer was not a message, or if the message was deleted.
	Message *discord.ReceivedMessage
	// MessageJSON is the message's JSON.
	MessageJSON []byte
	// Files are the message's files with their contents.
	Files []File
	// Modal is the form that opened, or nil.
	Modal *Modal
	// Choices are the choices of autocomplete.
	Choices []discord.Choice
	// Ephemeral is true if only the person sees the message.
	Ephemeral bool
	// Deferred is true while the message, or the update, is still to come: see [Discord.Wait].
	Deferred bool
	// Deleted is true if the message was deleted.
	Deleted bool
	// Took is how long the person waited for the answer.
	Took time.Duration
}

// act sends an interaction and returns what the person sees. If it fails, the Reply has the
// Exchange, if there was one.
func (p *Person) act(ctx context.Context, what string, kind discord.InteractionType, data, more object) (*Reply, error) {
	err := p.present()
	if err == nil && kind != discord.InteractionAutocomplete {
		err = p.unarchive()
	}
	if err != nil {
		return nil, fmt.Errorf("discordtest: %s: %w", what, err)
	}
	start := time.Now()
	x, err := p.discord.Send(ctx, p.finish(kind, data, more))
	took := time.Since(start)
	if err != nil {
		return &Reply{Exchange: x, Took: took}, fmt.Errorf("discordtest: %s: %w%s", what, err, p.discord.API.curesAfter(x))
	}
	reply := p.discord.API.first(x.Interaction)
	reply.Exchange, reply.Took = x, took
	return &reply, nil
}

// first returns what the person saw when the answer came, even if it has changed since.
func (a *API) first(id discord.Snowflake) Reply {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.interactions[id].first
}

// reply returns what the person sees of an interaction now. The lock is held.
func (i *interaction) reply() *Reply {
	r := &Reply{Interaction: i.id}
	r.Type, r.Deferred = i.answer, i.deferred()
	switch i.answer {
	case discord.CallbackModal:
		r.Modal = newModal(i)
	case discord.CallbackChoices:
		var data struct {
			Choices []discord.Choice `json:"choices"`
		}
		_ = json.Unmarshal(i.data, &data)
		r.Choices = data.Choices
	}
	m := i.original
	if m == nil {
		return r
	}
	r.Ephemeral = m.flags().Has(discord.Ephemeral)
	if m.gone {
		r.Deleted = true
		return r
	}
	r.MessageJSON = encoded(m.object)
	r.Message = received(r.MessageJSON)
	for _, f := range m.files {
		r.Files = append(r.Files, f.file)
	}
	return r
}

// deferred reports whether the answer, or the update, is still to come.
func (i *interaction) deferred() bool {
	switch {
	case i.original == nil || i.original.gone:
		return false
	case i.answer == discord.CallbackDeferredUpdate:
		return i.edits == 0
	}
	return i.loading
}

// thinking returns the names of the interactions whose deferred message has not come, each name
// once.
func (a *API) thinking() (names []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(a.interactions)) {
		i := a.interactions[id]
		if i.state != answered || i.answer != discord.CallbackDeferredMessage || !i.deferred() {
			continue
		}
		if name := i.name(); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// name returns the command's name or the custom ID.
func (i *interaction) name() string {
	data, _ := i.raw["data"].(map[string]any)
	if id, ok := data["custom_id"].(string); ok {
		return strconv.Quote(id)
	}
	name, _ := data["name"].(string)
	if kind := discord.CommandType(numberOf(data["type"])); kind == discord.CommandChatInput {
		name = "/" + name
	}
	return name
}

func countGone(list []*storedMessage) (n int) {
	for _, m := range list {
		if m.gone {
			n++
		}
	}
	return n
}

// look calls a function that reports something about an interaction. It returns true for an unknown
// interaction, because nothing will happen to it.
func (a *API) look(id discord.Snowflake, ask func(*interaction) bool) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := a.interactions[id]
	return i == nil || ask(i)
}

// Look returns what the person sees of an interaction now: its edited or deleted message.
func (d *Discord) Look(r *Reply) *Reply {
	now := &Reply{Interaction: r.Interaction}
	d.API.look(r.Interaction, func(i *interaction) bool {
		i.looked = true
		now = i.reply()
		return true
	})
	now.Exchange, now.Took = r.Exchange, r.Took
	return now
}

// Wait waits until a deferred answer has come or was deleted, and returns it. For any other answer
// it returns at once. It returns an error if the context ends, if the Discord is closed, or if the
// app's work is over without that answer. The last is known only for an endpoint in this process.
// With an error, the Reply is what the person sees then.
func (d *Discord) Wait(ctx context.Context, r *Reply) (*Reply, error) {
	err := d.until(ctx, r, func(i *interaction) bool { return !i.deferred() })
	now := d.Look(r)
	if err != nil {
		return now, fmt.Errorf("discordtest: the answer is still deferred: the person sees the app thinking: %w%s", err, d.API.cures(r.Interaction))
	}
	return now, nil
}

// FollowUps returns an interaction's follow-ups that are not deleted, in the order of sending.
func (d *Discord) FollowUps(r *Reply) []*discord.ReceivedMessage {
	d.API.mu.Lock()
	defer d.API.mu.Unlock()
	var list []*discord.ReceivedMessage
	i := d.API.interactions[r.Interaction]
	if i == nil {
		return nil
	}
	for _, m := range i.followUps {
		if !m.gone {
			list = append(list, received(encoded(m.object)))
		}
	}
	return list
}

// WaitFollowUps waits for n follow-ups and returns the follow-ups. The errors are those of
// [Discord.Wait], and come with the follow-ups so far.
func (d *Discord) WaitFollowUps(ctx context.Context, r *Reply, n int) ([]*discord.ReceivedMessage, error) {
	err := d.until(ctx, r, func(i *interaction) bool {
		return len(i.followUps)-countGone(i.followUps) >= n
	})
	list := d.FollowUps(r)
	if err != nil {
		return list, fmt.Errorf("discordtest: %d follow-ups have come, not %d: %w%s", len(list), n, err, d.API.cures(r.Interaction))
	}
	return list, nil
}

var (
	errClosed = errors.New("discordtest: Discord is closed")
	errOver   = errors.New("the app's work on the interaction is over")
)

// until waits for a condition that an event makes true.
func (d *Discord) until(ctx context.Context, r *Reply, done func(*interaction) bool) error {
	for {
		// Subscribe before looking at the state, so that no event between the two is missed.
		_, _, more, closed := d.API.events.after(1 << 62)
		over := r.Exchange.over()
		switch {
		case d.API.look(r.Interaction, done):
			return nil
		case over:
			if logged := d.log.of(r.Interaction); logged != "" {
				return fmt.Errorf("%w; its log says: %s", errOver, logged)
			}
			return errOver
		case closed:
			return errClosed
		}
		select {
		case <-more:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}
