package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/declared"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

func registerCommand() command {
	return command{
		name:  "register",
		short: "register the bot's commands with Discord",
		long: `
Register registers the bot's commands with Discord: it creates, changes and removes commands until Discord has those that
the bot declares. The bot is the one in this folder, whose cmd/register prints its commands with -dry-run. A bot in any
language can give its commands in a JSON file.

	DISCORD_BOT_TOKEN=… hotaru register              the global commands
	DISCORD_BOT_TOKEN=… hotaru register -guild ID    the commands of one guild
	hotaru register -commands commands.json          the commands in a file

It shows what changes, and asks before it removes a command. Without a terminal it refuses to remove commands, unless
-yes is given. You can set DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET instead of the token. DISCORD_APPLICATION_ID saves
one call. DISCORD_API_URL is the base URL of an API other than Discord's.`,
		setup: func(flags *flag.FlagSet) runner {
			var o registering
			flags.BoolVar(&o.dryRun, "dry-run", false, "show what would change, and change nothing")
			flags.BoolVar(&o.yes, "yes", false, "remove commands without asking")
			flags.StringVar(&o.guild, "guild", "", "register in the guild with this `ID`, not globally")
			flags.StringVar(&o.file, "commands", "", "read the commands from this JSON `file`")
			return o.run
		},
	}
}

type registering struct {
	dryRun, yes bool
	guild, file string
}

func (o *registering) run(ctx context.Context, c *console, args []string) error {
	if len(args) != 0 {
		return usagef("it takes no arguments, got %q", args)
	}
	scope, err := scopeOf(o.guild, c.env("DISCORD_APPLICATION_ID"))
	if err != nil {
		return err
	}
	commands, err := declared.Commands(ctx, ".", o.file)
	if err != nil {
		return err
	}
	client := newClient(c)
	defer client.CloseIdleConnections()
	changes, err := client.Register(ctx, rest.Registration{
		CommandScope: scope, Commands: commands, DryRun: o.dryRun,
		Report: func(changes *rest.Changes) error {
			fmt.Fprintf(c.out, "%s commands: %s", scope, changes)
			if o.dryRun {
				return nil
			}
			return o.agree(c, len(changes.Removed))
		},
	})
	switch {
	case errors.Is(err, rest.ErrNoCredentials):
		return errNoCredentials
	case err != nil:
		return err
	case changes.Any() && !o.dryRun:
		fmt.Fprintln(c.out, "Registered.")
	}
	return nil
}

// errNoCredentials names the variables that this command reads. Package rest's own error names the
// fields of its options.
var errNoCredentials = errors.New("no credentials: set DISCORD_BOT_TOKEN (Developer Portal, Bot, Reset Token), " +
	"or DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET (OAuth2)")

var errRemoves = errors.New("it would remove commands, and nobody confirmed it; -yes removes them without asking")

// agree asks the person before commands are removed.
func (o *registering) agree(c *console, removed int) error {
	if removed == 0 || o.yes {
		return nil
	}
	if !c.terminal || !c.ask(fmt.Sprintf("Remove %d of the registered commands?", removed)) {
		return errRemoves
	}
	return nil
}

// newClient makes a client with the credentials in the environment.
func newClient(c *console) *rest.Client {
	return rest.New(rest.Options{
		BotToken: c.env("DISCORD_BOT_TOKEN"), ClientID: c.env("DISCORD_CLIENT_ID"),
		ClientSecret: c.env("DISCORD_CLIENT_SECRET"), BaseURL: c.env("DISCORD_API_URL"),
	})
}

// scopeOf parses the IDs, which may be empty.
func scopeOf(guild, application string) (scope rest.CommandScope, err error) {
	if guild != "" {
		if scope.GuildID, err = discord.ParseSnowflake(guild); err != nil {
			return scope, usagef("-guild: %v", err)
		}
	}
	if application != "" {
		if scope.ApplicationID, err = discord.ParseSnowflake(application); err != nil {
			return scope, fmt.Errorf("DISCORD_APPLICATION_ID: %w", err)
		}
	}
	return scope, nil
}
