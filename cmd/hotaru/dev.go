package main

import (
	"context"
	"flag"
	"net"
	"os"
	"strings"

	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/dev"
)

func devCommand() command {
	return command{
		name:  "dev",
		short: "run the bot in this folder with a Discord to try it in, and start it again at every save",
		long: `
Dev runs the bot in this folder, on this machine, with a Discord to try it in: a page in the browser, whose address it
prints. At every save it builds the bot and starts it again. The page keeps its messages, and shows what the compiler
says where the bot does not build, and why the bot has ended where it did. The key pair is kept in .hotaru/seed.

A bot in Go is built from cmd/local, which listens where its flag -addr says, and declares its commands by cmd/register:
see 'hotaru new'. A bot in another language is started by -run, and listens on the port that PORT says. Its commands are
read from -commands, or it registers them itself with the API that DISCORD_API_URL names:

	hotaru dev -run "npm start" -commands commands.json

The bot finds DISCORD_PUBLIC_KEY, DISCORD_BOT_TOKEN, DISCORD_APPLICATION_ID and DISCORD_API_URL in its environment; those
of this terminal do not reach it.`,
		setup: func(flags *flag.FlagSet) runner {
			var o developing
			flags.StringVar(&o.address, "addr", "127.0.0.1:8642", "serve the page at this address of this machine")
			flags.StringVar(&o.endpoint, "endpoint", "http://127.0.0.1:8080/interactions", "where the bot takes interactions: the `URL` has the host and the port that it is told")
			flags.StringVar(&o.run, "run", "", "start the bot by this command `line`")
			flags.StringVar(&o.commands, "commands", "", "read the bot's commands from this JSON `file`")
			flags.StringVar(&o.watch, "watch", "", "start the bot again when a file whose name ends so is saved: a `list` like .py,.html")
			return o.start
		},
	}
}

type developing struct{ address, endpoint, run, commands, watch string }

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
	return dev.Play(ctx, options, o.address)
}
