package discordtest

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// Slash uses a slash command. The name includes the group and the subcommand: "config set", or
// "/config set". If the command is registered, the values are checked against its declaration, as
// Discord's client does. If no command is registered at all, the options' types come from the
// values.
//
// The client refuses a command that is not registered, or not available in this channel or to this
// person. It refuses an unknown subcommand, a missing required option, an undeclared option, and a
// value that has the wrong type or is out of bounds.
func (p *Person) Slash(ctx context.Context, path string, values ...Values) (*Reply, error) {
	path = strings.TrimPrefix(path, "/")
	data, err := p.commandData(path, mergeValues(values), "")
	if err != nil {
		return nil, fmt.Errorf("discordtest: /%s: %w", path, err)
	}
	return p.act(ctx, "/"+path, discord.InteractionCommand, data, nil)
}

// Type types part of an option's value and returns the choices that the app offers. values are the
// other options, which can be incomplete. The errors are those of [Person.Complete].
func (p *Person) Type(ctx context.Context, path, option, typed string, values ...Values) ([]discord.Choice, error) {
	reply, err := p.Complete(ctx, path, option, typed, values...)
	if err != nil {
		return nil, err
	}
	return reply.Choices, nil
}

// Complete is like Type, but returns the whole Reply. The client refuses what it refuses in
// [Person.Slash], and an option without autocomplete. Required options can be missing.
func (p *Person) Complete(ctx context.Context, path, option, typed string, values ...Values) (*Reply, error) {
	path = strings.TrimPrefix(path, "/")
	all := mergeValues(values)
	all[option] = typed
	data, err := p.commandData(path, all, option)
	if err != nil {
		return nil, fmt.Errorf("discordtest: /%s: %w", path, err)
	}
	return p.act(ctx, "/"+path, discord.InteractionAutocomplete, data, nil)
}

// UserCommand uses a user command on a user. The client refuses a command that is not registered,
// or not available in this channel or to this person. If no command is registered at all, it
// accepts every name.
func (p *Person) UserCommand(ctx context.Context, name string, on discord.User) (*Reply, error) {
	r := p.resolver()
	r.user(&on)
	return p.contextMenu(ctx, name, discord.CommandUser, on.ID, r)
}

// MessageCommand uses a message command on any message, in the message's channel. It panics if the
// message is nil. The client refuses what it refuses in [Person.UserCommand], and a message in a
// channel that the person does not see.
func (p *Person) MessageCommand(ctx context.Context, name string, on *discord.ReceivedMessage) (*Reply, error) {
	text, known := p.discord.API.MessageJSON(on.ID)
	if !known {
		text = encoded(on)
	}
	var message object
	if refused := decodeJSON(text, &message); refused != nil {
		return nil, refused
	}
	there, err := p.atMessage(message)
	if err != nil {
		return nil, fmt.Errorf("discordtest: %s: %w", name, err)
	}
	r := there.resolver()
	r.put("messages", on.ID, message)
	return there.contextMenu(ctx, name, discord.CommandMessage, on.ID, r)
}

func (p *Person) contextMenu(ctx context.Context, name string, kind discord.CommandType, target discord.Snowflake, r *resolver) (*Reply, error) {
	command, err := p.find(kind, name)
	if err != nil {
		return nil, fmt.Errorf("discordtest: %s: %w", name, err)
	}
	data := object{"id": command.ID.String(), "name": name, "type": int(kind), "target_id": target.String()}
	r.into(data)
	return p.act(ctx, name, discord.InteractionCommand, data, nil)
}

// Launch uses the entry point command, which opens an app's Activity. The client refuses what it
// refuses in [Person.UserCommand]. It is also an error if the command's handler is Discord, because
// then no interaction is sent.
func (p *Person) Launch(ctx context.Context, name string) (*Reply, error) {
	command, err := p.find(discord.CommandEntryPoint, name)
	if err == nil && command.Handler == discord.HandlerLaunchActivity {
		err = fmt.Errorf("its handler is Discord, which launches the Activity and sends no interaction")
	}
	if err != nil {
		return nil, fmt.Errorf("discordtest: %s: %w", name, err)
	}
	data := object{"id": command.ID.String(), "name": name, "type": int(discord.CommandEntryPoint)}
	return p.act(ctx, name, discord.InteractionCommand, data, nil)
}

// find finds a command. It prefers the guild's command to the global one. If no command is
// registered at all, every name is a command.
func (p *Person) find(kind discord.CommandType, name string) (*discord.Command, error) {
	api := p.discord.API
	guild, global := []discord.Command(nil), api.Commands(0)
	if p.inGuild() {
		guild = api.Commands(p.channel.GuildID)
	}
	for _, c := range slices.Concat(guild, global) {
		if c.Name != name || c.Type != kind {
			continue
		}
		if p.unchecked {
			return &c, nil
		}
		return &c, p.mayUse(&c)
	}
	if len(guild)+len(global) > 0 {
		return nil, fmt.Errorf("there is no such command registered; there is %s", namesIn(slices.Concat(guild, global)))
	}
	sum := fnv.New64a()
	_, _ = fmt.Fprintf(sum, "%d/%s", kind, name)
	return &discord.Command{ID: 1310000000000000000 + discord.Snowflake(sum.Sum64()%1e12), Name: name, Type: kind}, nil
}

func namesIn(commands []discord.Command) string {
	list := make([]string, len(commands))
	for n, c := range commands {
		list[n] = fmt.Sprintf("%q", c.Name)
	}
	return strings.Join(list, ", ")
}

// mayUse returns why Discord's client would not show a command, or nil.
func (p *Person) mayUse(c *discord.Command) error {
	here := discord.ContextGuild
	switch {
	case p.channel.Type == discord.ChannelDM:
		here = discord.ContextBotDM
	case !p.inGuild():
		here = discord.ContextPrivateChannel
	}
	switch need := c.DefaultMemberPermissions; {
	case c.Contexts != nil && !slices.Contains(c.Contexts, here):
		return fmt.Errorf("the command cannot be used here: its contexts are %v", c.Contexts)
	case c.NSFW && p.inGuild() && !p.channel.NSFW:
		return fmt.Errorf("the command is age-restricted, and this channel is not")
	case need != nil && p.inGuild() && !p.may().Has(discord.PermissionAdministrator) && (*need == 0 || !p.may().Allows(*need)):
		return fmt.Errorf("the person lacks the command's default member permissions: %s", need)
	}
	return nil
}

// commandData returns the data of a slash command or, if an option is focused, of its autocomplete.
func (p *Person) commandData(path string, values Values, focused string) (object, error) {
	steps := strings.Fields(path)
	if len(steps) == 0 || len(steps) > 3 {
		return nil, fmt.Errorf("a command's path is its name, and perhaps a group's and a subcommand's")
	}
	command, err := p.find(discord.CommandChatInput, steps[0])
	if err != nil {
		return nil, err
	}
	declared, known := command.Options, command.ApplicationID != 0
	for n, step := range steps[1:] {
		at := slices.IndexFunc(declared, func(o discord.CommandOption) bool { return o.Name == step })
		switch {
		case !known:
		case at < 0 || declared[at].Type > discord.OptionSubcommandGroup:
			return nil, fmt.Errorf("%q has no subcommand %q", strings.Join(steps[:n+1], " "), step)
		default:
			declared = declared[at].Options
		}
	}
	if known && len(declared) > 0 && declared[0].Type <= discord.OptionSubcommandGroup {
		return nil, fmt.Errorf("it has subcommands: name one, as in %q", path+" "+declared[0].Name)
	}
	r := p.resolver()
	var options []any
	if known {
		options, err = r.declaredOptions(declared, values, focused)
	} else {
		options, err = r.guessedOptions(values, focused)
	}
	if err != nil {
		return nil, err
	}
	for n := len(steps) - 1; n > 0; n-- {
		kind := discord.OptionSubcommand
		if n < len(steps)-1 {
			kind = discord.OptionSubcommandGroup
		}
		option := object{"name": steps[n], "type": int(kind), "options": options}
		if options == nil {
			option["options"] = []any{}
		}
		options = []any{option}
	}
	data := object{"id": command.ID.String(), "name": steps[0], "type": int(discord.CommandChatInput)}
	if command.GuildID != 0 {
		data["guild_id"] = command.GuildID.String()
	}
	if options != nil {
		data["options"] = options
	}
	r.into(data)
	return data, nil
}

func (r *resolver) guessedOptions(values Values, focused string) (options []any, err error) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		o := discord.CommandOption{Name: name, Type: r.typeOf(values[name])}
		option, err := r.option(&o, values[name], name == focused)
		if err != nil {
			return nil, err
		}
		options = append(options, option)
	}
	return options, nil
}
