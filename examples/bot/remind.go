package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/rest"
)

type remindOptions struct {
	About   string `description:"What about" option:",required" max:"200"`
	Minutes int    `description:"In how many minutes" option:",required" min:"1" max:"40000"`
}

// reminder holds the arguments of the job.
type reminder struct {
	Channel, User discord.Snowflake
	About         string
}

// remindJob is due at the time that the person chose. Jobs serves it.
var remindJob = jobs.New("remind", remindPerson)

// Jobs makes the bot's server serve its jobs with an engine.
func Jobs(server *core.Server, engine jobs.Engine, logger *slog.Logger) error {
	_, err := jobs.Serve(server, jobs.Options{Engine: engine, Logger: logger}, remindJob)
	return err
}

// remind sends the job with its answer, so a person who reads that there will be a reminder gets
// one.
func remind(ctx context.Context, i *discord.CommandInteraction, o remindOptions) (discord.CommandAnswer, error) {
	due := time.Duration(o.Minutes) * time.Minute
	err := remindJob.Send(ctx, reminder{i.ChannelID, i.Invoker().ID, o.About}, jobs.In(due))
	switch {
	case errors.Is(err, jobs.ErrNoQueue):
		return discord.Message{Content: "Nothing carries reminders here.", Flags: discord.Ephemeral}, nil
	case err != nil:
		return nil, err
	}
	return discord.Message{Content: fmt.Sprintf("In %v I will remind you.", due), Flags: discord.Ephemeral}, nil
}

// remindPerson sends the reminder. It sends a follow-up while the interaction's token is valid, and
// after that a message in the channel. A job may run twice. The nonce keeps Discord from posting a
// second message.
func remindPerson(ctx context.Context, r reminder, run *jobs.Run) error {
	text := fmt.Sprintf("<@%d>, you wanted to be reminded: %s", r.User, r.About)
	to := discord.Message{Content: text, AllowedMentions: &discord.AllowedMentions{Users: []discord.Snowflake{r.User}}}
	followUp, err := run.FollowUp()
	if err == nil {
		to.Flags = discord.Ephemeral
		_, err = followUp.FollowUp(ctx, to)
		return err
	}
	if !errors.Is(err, jobs.ErrTokenExpired) {
		return err
	}
	_, err = (rest.API{Client: run.REST()}).CreateMessage(ctx, r.Channel, rest.MessageCreate{Message: to, Nonce: run.ID[:25]})
	return err
}
