// Register prints the changes, and registers the example bot's commands with Discord.
//
//	go run ./examples/register -dry-run                       what would change; without a token, everything is new
//	DISCORD_BOT_TOKEN=… go run ./examples/register            the global commands
//	DISCORD_BOT_TOKEN=… go run ./examples/register -guild ID  those of one guild, which suits trying things out
//
// A dry run writes what would change to standard error, and the declared commands as JSON to
// standard output.
//
// DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET can replace the token. DISCORD_APPLICATION_ID saves
// one call. DISCORD_API_URL replaces Discord's API.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/rest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	if err := register(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// errNoCredentials names this program's variables. The error of package rest names its options.
var errNoCredentials = errors.New("no credentials: export DISCORD_BOT_TOKEN (Developer Portal, Bot, Reset Token), " +
	"or DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET (OAuth2); -dry-run needs none")

func register(ctx context.Context, args []string, env func(string) string, out, notes io.Writer) error {
	flags := flag.NewFlagSet("register", flag.ContinueOnError)
	dryRun := flags.Bool("dry-run", false, "say what would change, and change nothing")
	guild := flags.String("guild", "", "the `ID` of the guild to register in; globally without it")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	scope, err := scopeOf(*guild, env("DISCORD_APPLICATION_ID"))
	if err != nil {
		return err
	}
	commands, err := bot.Commands()
	if err != nil {
		return err
	}
	client := rest.New(rest.Options{
		BotToken: env("DISCORD_BOT_TOKEN"), ClientID: env("DISCORD_CLIENT_ID"), ClientSecret: env("DISCORD_CLIENT_SECRET"),
		BaseURL: env("DISCORD_API_URL"),
	})
	defer client.CloseIdleConnections()
	summary := out
	if *dryRun {
		summary = notes // only JSON goes to out
	}
	changes, err := client.Register(ctx, rest.Registration{
		CommandScope: scope, Commands: commands, DryRun: *dryRun,
		Report: func(changes *rest.Changes) error {
			_, err := fmt.Fprintf(summary, "%s commands: %s", scope, changes)
			return err
		},
	})
	switch {
	case errors.Is(err, rest.ErrNoCredentials):
		return errNoCredentials
	case err != nil:
		return err
	case *dryRun:
		text, err := json.MarshalIndent(commands, "", "  ")
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s\n", text)
		return err
	case changes.Any():
		_, err = fmt.Fprintln(out, "Registered.")
	}
	return err
}

// scopeOf parses the IDs, which can be empty.
func scopeOf(guild, application string) (scope rest.CommandScope, err error) {
	if guild != "" {
		if scope.GuildID, err = discord.ParseSnowflake(guild); err != nil {
			return scope, fmt.Errorf("-guild: %w", err)
		}
	}
	if application != "" {
		if scope.ApplicationID, err = discord.ParseSnowflake(application); err != nil {
			return scope, fmt.Errorf("DISCORD_APPLICATION_ID: %w", err)
		}
	}
	return scope, nil
}
