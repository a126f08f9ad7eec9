package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/dev"
	"github.com/hotaru-go/hotaru/rest"
)

func devCommand() command {
	return command{
		name:  "dev",
		short: "run the bot in this folder with a Discord to try it in, and start it again at every save",
		long: `
Dev runs the bot in this folder, on this machine, with a Discord to try it in. That Discord is a page in the browser. Dev
prints its address. At every save, dev builds the bot and starts it again. The page keeps its messages. It shows the
compiler's errors if the bot does not build, and the reason if the bot has ended. The key pair is kept in .hotaru/seed.

Dev builds a bot in Go from cmd/local, which listens at the address in its flag -addr. Its cmd/register declares its
commands; see 'hotaru new'. Dev starts a bot in another language with -run. Such a bot listens on the port in PORT. Dev
reads its commands from -commands, or the bot registers them itself with the API in DISCORD_API_URL:

	hotaru dev -run "npm start" -commands commands.json

Dev sets DISCORD_PUBLIC_KEY, DISCORD_BOT_TOKEN, DISCORD_APPLICATION_ID and DISCORD_API_URL in the bot's environment. It
does not pass on the values of this terminal. It sets HOTARU_JOBS_KEYS if this terminal has none, so that jobs outlive a
restart.

With -url, dev tries the bot in Discord itself, with the application that DISCORD_BOT_TOKEN belongs to. The URL belongs to
a tunnel to the bot's port. Another program keeps the tunnel open, such as cloudflared or ngrok. Dev tests the URL and
makes it the application's interactions endpoint. It restores the old endpoint when it ends, or when the bot has crashed.
If dev itself is killed, the next dev in this folder restores it. -guild registers the bot's commands in one guild at
every save, and -yes allows it to remove other commands there:

	hotaru dev -url https://example.trycloudflare.com -guild ID

Meanwhile, everybody who uses the application reaches your machine. Use an application that is for development.`,
		setup: func(flags *flag.FlagSet) runner {
			var o developing
			flags.StringVar(&o.address, "addr", "127.0.0.1:8642", "serve the page at this address on this machine")
			flags.StringVar(&o.endpoint, "endpoint", "http://127.0.0.1:8080/interactions", "the `URL` where the bot receives interactions; the bot listens at its host and port")
			flags.StringVar(&o.run, "run", "", "start the bot with this command `line`")
			flags.StringVar(&o.commands, "commands", "", "read the bot's commands from this JSON `file`")
			flags.StringVar(&o.watch, "watch", "", "start the bot again when a file with one of these suffixes is saved: a `list` such as .py,.html")
			flags.StringVar(&o.url, "url", "", "try the bot in Discord itself, through the tunnel at this https `URL`")
			flags.StringVar(&o.guild, "guild", "", "with -url, register the commands in the guild with this `ID`")
			flags.BoolVar(&o.yes, "yes", false, "with -guild, remove the application's other commands in the guild")
			return o.start
		},
	}
}

type developing struct {
	address, endpoint, run, commands, watch string
	url, guild                              string
	yes                                     bool
}

func (o *developing) start(ctx context.Context, c *console, args []string) error {
	if len(args) != 0 {
		return usagef("it takes no arguments, got %q", args)
	}
	endpoint, err := endpointURL(o.endpoint)
	if err != nil {
		return usagef("-endpoint: %v", err)
	}
	if endpoint.Port() == "" {
		endpoint.Host = net.JoinHostPort(endpoint.Hostname(), "80")
	}
	options := dev.Options{
		Bot: ".", Endpoint: endpoint, Run: o.run, Commands: o.commands, Environment: os.Environ(), Out: c.out, Notes: c.notes,
	}
	for end := range strings.SplitSeq(o.watch, ",") {
		if end = strings.TrimPrefix(strings.TrimSpace(end), "*"); end != "" {
			options.Watch = append(options.Watch, end)
		}
	}
	if o.url == "" && (o.guild != "" || o.yes) {
		return usagef("-guild and -yes need -url; the playground reads the commands by itself")
	}
	if o.url == "" {
		return dev.Play(ctx, options, o.address)
	}
	return o.expose(ctx, c, options)
}

// expose runs the bot with Discord itself.
func (o *developing) expose(ctx context.Context, c *console, options dev.Options) error {
	address, err := endpointURL(o.url)
	if err != nil {
		return err
	}
	if address.Scheme != "https" {
		return usagef("-url %s: Discord accepts only https URLs", address)
	}
	scope, err := scopeOf(o.guild, "")
	if err != nil {
		return err
	}
	if c.env("DISCORD_BOT_TOKEN") == "" {
		return errors.New("-url needs the application's bot token: set DISCORD_BOT_TOKEN (Developer Portal, Bot, Reset Token)")
	}
	client := newClient(c)
	defer client.CloseIdleConnections()
	return dev.Expose(ctx, options, dev.Application{
		Client: client, URL: address, Guild: scope.GuildID,
		Report: func(changes *rest.Changes) error {
			if len(changes.Removed) > 0 && !o.yes {
				return fmt.Errorf("%d commands of the guild are not the bot's, and -yes is not given:\n%s", len(changes.Removed), changes)
			}
			return nil
		},
	})
}
