package playground

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// action is what a person does on the page.
type action struct {
	Kind string `json:"kind"`

	// These fields say who acts, where and in which language. If Permissions is empty, the person
	// has their own permissions.
	UserID      discord.Snowflake `json:"user_id"`
	ChannelID   discord.Snowflake `json:"channel_id"`
	Locale      discord.Locale    `json:"locale"`
	Permissions string            `json:"permissions"`

	// Path is the name of a slash command with its group and subcommand.
	Path   string             `json:"path"`
	Values discordtest.Values `json:"values"`
	// Option and Typed are the option and its text for autocomplete.
	Option string `json:"option"`
	Typed  string `json:"typed"`
	// Name and TargetID are set for a user or message command.
	Name     string            `json:"name"`
	TargetID discord.Snowflake `json:"target_id"`
	// MessageID, CustomID and Chosen are set for a component. Chosen is nil for a button.
	MessageID discord.Snowflake `json:"message_id"`
	CustomID  string            `json:"custom_id"`
	Chosen    []any             `json:"chosen"`
	// Exchange is the exchange whose answer was the submitted modal.
	Exchange discord.Snowflake `json:"exchange"`

	// begun is the interaction that the action started.
	begun discord.Snowflake
}

// outcome is the answer to the page's request. Messages reach the page as events.
type outcome struct {
	Exchange discord.Snowflake `json:"exchange"`
	Choices  []discord.Choice  `json:"choices"`
	Modal    json.RawMessage   `json:"modal,omitzero"`
	Failure  *failure          `json:"failure"`
}

// maxBody bounds the body of a page's request, in bytes. Uploads have their own limit.
const maxBody = 1 << 20

func (p *Playground) postAct(w http.ResponseWriter, r *http.Request) {
	var a action
	if !readJSON(w, r, &a) {
		return
	}
	person, err := p.person(&a)
	if err == nil {
		err = p.uploads.resolve(a.Values)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	// The action continues if the person closes the page.
	ctx := context.WithoutCancel(r.Context())
	reply, err := p.act(ctx, person, &a)
	p.answerPage(w, a.begun, reply, err)
}

// person returns the person of an action.
func (p *Playground) person(a *action) (*discordtest.Person, error) {
	user, channel, found := p.of(a)
	if !found {
		return nil, fmt.Errorf("playground: there is no user %d or no channel %d", a.UserID, a.ChannelID)
	}
	person := p.discord.Person().As(user).In(channel)
	if channel.Type == discord.ChannelGroupDM {
		person = person.Installed(discord.IntegrationUser)
	}
	if a.Locale != "" {
		person = person.Speaking(a.Locale)
	}
	if a.Permissions != "" {
		bits, err := discord.ParseSnowflake(a.Permissions)
		if err != nil {
			return nil, fmt.Errorf("playground: %q are not permissions: %w", a.Permissions, err)
		}
		person = person.Allowed(discord.Permissions(bits))
	}
	return person.Changing(func(payload map[string]any) { p.begin(payload, a) }), nil
}

// of finds the user and the channel of an action.
func (p *Playground) of(a *action) (user discord.User, channel discord.Channel, found bool) {
	p.discord.See(func(w *discordtest.World) {
		u, c := w.User(a.UserID), w.Channel(a.ChannelID)
		if found = u != nil && c != nil; found {
			user, channel = *u, *c
		}
	})
	return user, channel, found
}

func (p *Playground) act(ctx context.Context, person *discordtest.Person, a *action) (*discordtest.Reply, error) {
	switch a.Kind {
	case "command":
		return person.Slash(ctx, a.Path, a.Values)
	case "autocomplete":
		return person.Complete(ctx, a.Path, a.Option, a.Typed, a.Values)
	case "user":
		user := discord.User{ID: a.TargetID, Username: p.discord.API.Options().Name, Bot: true}
		p.discord.See(func(w *discordtest.World) {
			if known := w.User(a.TargetID); known != nil {
				user = *known
			}
		})
		return person.UserCommand(ctx, a.Name, user)
	case "message":
		message, err := p.message(a.TargetID)
		if err != nil {
			return nil, err
		}
		return person.MessageCommand(ctx, a.Name, message)
	case "component":
		message, err := p.message(a.MessageID)
		if err != nil {
			return nil, err
		}
		if a.Chosen == nil {
			return person.Click(ctx, message, a.CustomID)
		}
		return person.Choose(ctx, message, a.CustomID, a.Chosen...)
	case "modal":
		opened := p.discord.Look(&discordtest.Reply{Interaction: a.Exchange})
		return person.Submit(ctx, opened.Modal, a.Values)
	}
	return nil, fmt.Errorf("playground: there is no action %q", a.Kind)
}

// message finds a message on the page.
func (p *Playground) message(id discord.Snowflake) (*discord.ReceivedMessage, error) {
	text := p.history.message(id)
	if text == nil {
		return nil, errors.New("playground: the message is not there any more")
	}
	message := new(discord.ReceivedMessage)
	return message, json.Unmarshal(text, message)
}

// begin adds the interaction to the history just before it is sent.
func (p *Playground) begin(payload map[string]any, did *action) {
	if body, err := encode(payload); err == nil {
		p.beginBody(body, did)
	}
}

// beginBody is like begin, for a body that did not come from an action. It returns the
// interaction's ID.
func (p *Playground) beginBody(body []byte, did *action) discord.Snowflake {
	x, err := newExchange(body, time.Now())
	if err != nil {
		return 0
	}
	if x.did = did; did != nil {
		did.begun = x.ID
	}
	x.Request = request{Method: http.MethodPost, URL: p.endpoint(), Headers: [][2]string{}, Body: string(body)}
	p.history.add(x)
	return x.ID
}

// answerPage records the outcome of an interaction and answers the page's request. begun is the
// interaction's ID, or zero if there is none; it may not have been sent.
func (p *Playground) answerPage(w http.ResponseWriter, begun discord.Snowflake, reply *discordtest.Reply, err error) {
	if reply == nil || reply.Exchange == nil {
		p.history.change(begun, func(x *exchange) { x.Pending, x.Failure = false, &failure{Reason: err.Error()} })
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	sent := reply.Exchange
	out := outcome{Exchange: sent.Interaction, Choices: append([]discord.Choice{}, reply.Choices...)}
	if reply.Modal != nil {
		out.Modal = reply.Modal.JSON
	}
	if err != nil {
		out.Failure = failureFor(err)
	}
	p.history.change(sent.Interaction, func(x *exchange) {
		x.Request = request{http.MethodPost, sent.URL, pairs(sent.RequestHeader), string(sent.RequestBody)}
		x.sent, x.Pending, x.Milliseconds = true, false, milliseconds(reply.Took)
		x.Failure = out.Failure
	})
	p.work.Go(func() { p.responded(sent) })
	writeJSON(w, out)
}

// responded records the HTTP response. If the bot answers by callback, the response comes later
// than the answer.
func (p *Playground) responded(sent *discordtest.Exchange) {
	select {
	case <-sent.Done():
	case <-p.ended.Done():
		return
	}
	p.history.change(sent.Interaction, func(x *exchange) {
		if sent.Status != 0 {
			x.Answer = newAnswer(sent)
		}
	})
}

func failureFor(err error) *failure {
	if refused, ok := errors.AsType[*discordtest.Refusal](err); ok {
		return failureOf(refused)
	}
	if errors.Is(err, discordtest.ErrNoAnswer) {
		return failureOf(nil)
	}
	return &failure{Reason: err.Error()}
}

// readJSON decodes the body of a page's request. If it cannot, it answers 400 and returns false.
func readJSON(w http.ResponseWriter, r *http.Request, into any) bool {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		err = json.Unmarshal(body, into)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	return err == nil
}
