// Package bot is the example bot. examples/local, examples/lambda and examples/gcf run it,
// examples/register registers its commands, and its tests show how to test a bot.
//
// The bot knows a few fireflies. /firefly show looks one up, with autocomplete, and its buttons
// open a modal that reports a sighting. /firefly glow draws how one flashes. /firefly compare shows
// two side by side. /ticket open acts in the guild: submitting its modal opens a thread, gives a
// role and sends a direct message. A listener for webhook events logs where the bot is installed.
// Begin reading at Routes.
package bot

import (
	"context"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

// Routes returns everything that the bot answers.
func Routes() []core.Route {
	return []core.Route{
		core.Use(core.Apologise("Something went wrong; the number helps to find out what."),
			core.Command("ping", "Asks whether the bot is there", ping),
			core.Group("firefly", "What this bot knows of fireflies",
				core.CommandWith("show", "Shows a firefly", show).Autocomplete("species", completeSpecies),
				core.CommandWith("glow", "Draws how a firefly flashes", glow).Autocomplete("species", completeSpecies),
				core.Command("compare", "Compares two fireflies", compare),
			),
			core.Use(core.AutoDefer(2*time.Second),
				core.CommandWith("wait", "Answers later than Discord waits", wait),
			),
			core.Group("ticket", "Help from people", core.Command("open", "Opens a ticket", openTicket)),
			core.Use(core.AutoDeferEphemeral(time.Second), core.Modal("ticket", takeTicket)),
			claim.Component(claimTicket),
			closed.Component(closeTicket),
			core.CommandWith("remind", "Reminds you later", remind),
			core.UserCommand("Who is this", whoIsThis),
			core.MessageCommand("Count the words", countTheWords),
			core.Component("compare", compared),
			report.Component(openReport),
			reported.Modal(takeReport),
		),
	}
}

// New makes the bot's server.
func New(o core.Options) (*core.Server, error) {
	server, err := core.NewServer(o)
	if err != nil {
		return nil, err
	}
	if err := server.Events.Set(heard); err != nil {
		return nil, err
	}
	return server, server.Handle(Routes()...)
}

// Commands returns the commands to register with Discord.
func Commands() ([]discord.Command, error) {
	router, err := core.NewRouter(Routes()...)
	if err != nil {
		return nil, err
	}
	return router.Commands(), nil
}

func ping(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
	return discord.Message{Content: "pong"}, nil
}
