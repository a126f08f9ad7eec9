package core

import (
	"context"
	"errors"
	"fmt"

	"github.com/hotaru-go/hotaru/discord"
)

// Route is one thing that a bot answers: a command, a component or a modal. It declares which
// listener gets the interaction, which types the options have, and what is registered with Discord.
//
// Routes are values. Make them with the functions of this package, change them with the methods,
// and pass them to [Server.Handle], [Handle] or [NewRouter], which report a mistake with the
// route's name.
type Route struct {
	kind     routeKind
	name     string
	declared discord.Command
	pattern  *idPattern
	handler  Handler
	// children are a group's routes, or those that Use wraps.
	children    []Route
	completions []completion
	middleware  []Middleware
	err         error
}

// completion is the autocomplete listener of an option.
type completion struct {
	option   string
	listener AutocompleteListener
}

type routeKind int

const (
	commandKind routeKind = iota
	groupKind
	componentKind
	modalKind
	fallbackKind
	bundleKind
)

// Command routes a slash command without options, or with the options that [Route.Options] adds. In
// a [Group] it is a subcommand.
//
// See https://docs.discord.com/developers/interactions/application-commands#slash-commands.
func Command(name, description string, listener CommandListener) Route {
	r := commandRoute(discord.CommandChatInput, name, listener)
	r.declared.Description = description
	return r
}

// CommandWith routes a slash command whose options are the fields of a struct O. The listener gets
// the struct filled in.
//
//	type SearchOptions struct {
//		Card  string `description:"Name of the card" option:",required,autocomplete" max:"50"`
//		Count int    `description:"How many" min:"1" max:"10"`
//		Color string `description:"Only this color" choices:"Red=r,Blue=b"`
//	}
//
// A field's option has the field's name in snake case, unless the option tag begins with another
// name. The tags are:
//
//   - description: the text that the user reads, 1 to 100 characters. It is required.
//   - option: the name, followed by "required" and "autocomplete".
//   - min and max: the range of a number, or of the length of a string.
//   - choices: a comma-separated list of name=value, or of values that are also the names.
//   - channels: a comma-separated list of the types that a channel may have: text, voice, category,
//     announcement, announcement_thread, thread, private_thread, stage, forum, media, dm, group_dm.
//
// A field's type is string, bool, any integer or float, [discord.User], [discord.Member],
// [discord.Channel], [discord.Role], [discord.Attachment] or [discord.Mentionable], or a pointer to
// one of these types. Discord's integers lie within ±2^53, so an integer cannot hold an ID. Use the
// type that the ID refers to, such as [discord.User]. If an option is left out, its field is zero;
// a pointer is nil.
//
// The range of an integer type is declared too, so Discord refuses a number that the field cannot
// hold. In the option of a [discord.Member], a user can name someone who is not in the guild. The
// user then gets a message that says so, and the listener is not called. If the field is a pointer
// to a [discord.Member], the listener is called and the pointer is nil.
//
// A value of the wrong type, from a command that was registered from another declaration, is an
// [*OptionError]. It is handled like any other error of a listener.
func CommandWith[O any](name, description string, listener func(ctx context.Context, i *discord.CommandInteraction, options O) (discord.CommandAnswer, error)) Route {
	plan, err := planOptions[O]()
	if err != nil {
		return Route{name: name, err: fmt.Errorf("core: command %q: %w", name, err)}
	}
	if listener == nil {
		return Command(name, description, nil)
	}
	r := Command(name, description, func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		var options O
		if err := plan.fill(&options, &i.Data); err != nil {
			if message, ok := explain(err); ok {
				return message, nil
			}
			return nil, err
		}
		return listener(ctx, i, options)
	})
	r.declared.Options = plan.declared
	return r
}

// Group holds slash commands as subcommands: Group("config", …, Command("set", …)) answers /config
// set. A group in a group is a subcommand group. Discord allows no deeper nesting.
func Group(name, description string, routes ...Route) Route {
	return Route{
		kind: groupKind, name: name, children: routes,
		declared: discord.Command{Type: discord.CommandChatInput, Name: name, Description: description},
	}
}

// UserCommand routes a command in a user's context menu. The interaction has the user as its
// target.
func UserCommand(name string, listener CommandListener) Route {
	return commandRoute(discord.CommandUser, name, listener)
}

// MessageCommand routes a command in a message's context menu. The interaction has the message as
// its target.
func MessageCommand(name string, listener CommandListener) Route {
	return commandRoute(discord.CommandMessage, name, listener)
}

// EntryPoint routes the command that opens the app's Activity, for an app that answers this command
// itself.
func EntryPoint(name, description string, listener CommandListener) Route {
	r := commandRoute(discord.CommandEntryPoint, name, listener)
	r.declared.Description = description
	r.declared.Handler = discord.HandlerApp
	return r
}

func commandRoute(kind discord.CommandType, name string, listener CommandListener) Route {
	r := Route{kind: commandKind, name: name, declared: discord.Command{Type: kind, Name: name}}
	if listener == nil {
		r.err = fmt.Errorf("core: command %q has no listener", name)
		return r
	}
	r.handler = func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
		return asAnswer(listener(ctx, i.(*discord.CommandInteraction)))
	}
	return r
}

// Component routes the buttons and selects whose custom ID matches the pattern, such as "confirm"
// or "page:{number}". The listener reads the parts with [Param]; a [CustomID] gives them as a
// struct, and builds the IDs.
func Component(pattern string, listener ComponentListener) Route {
	p, err := parsePattern(pattern)
	if err != nil {
		return Route{kind: componentKind, name: pattern, err: err}
	}
	return componentRoute(p, listener)
}

func componentRoute(p *idPattern, listener ComponentListener) Route {
	r := Route{kind: componentKind, name: p.text, pattern: p}
	if listener == nil {
		r.err = fmt.Errorf("core: component %q has no listener", p.text)
		return r
	}
	r.handler = func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
		return asAnswer(listener(ctx, i.(*discord.ComponentInteraction)))
	}
	return r
}

// Modal routes the submitted modals whose custom ID matches the pattern, as Component does for
// components.
func Modal(pattern string, listener ModalListener) Route {
	p, err := parsePattern(pattern)
	if err != nil {
		return Route{kind: modalKind, name: pattern, err: err}
	}
	return modalRoute(p, listener)
}

func modalRoute(p *idPattern, listener ModalListener) Route {
	r := Route{kind: modalKind, name: p.text, pattern: p}
	if listener == nil {
		r.err = fmt.Errorf("core: modal %q has no listener", p.text)
		return r
	}
	r.handler = func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
		return asAnswer(listener(ctx, i.(*discord.ModalInteraction)))
	}
	return r
}

// Fallback answers interactions that no other route matches. Without a fallback the answer is
// status 501, which Discord shows as a failure.
func Fallback(handler Handler) Route {
	r := Route{kind: fallbackKind, name: "fallback", handler: handler}
	if handler == nil {
		r.err = errors.New("core: the fallback has no handler")
	}
	return r
}

// Use wraps routes in middleware: all of a bot's routes or some of them. If several middleware wrap
// a route, the outermost runs first.
func Use(m Middleware, routes ...Route) Route {
	r := Route{kind: bundleKind, children: routes, middleware: []Middleware{m}}
	if m == nil {
		r.err = errors.New("core: Use has no middleware")
	}
	return r
}

func (r *Route) describe() string {
	switch r.kind {
	case groupKind:
		return fmt.Sprintf("the group %q", r.name)
	case componentKind:
		return fmt.Sprintf("the component %q", r.name)
	case modalKind:
		return fmt.Sprintf("the modal %q", r.name)
	case fallbackKind:
		return "the fallback"
	}
	return "what Use returns"
}
