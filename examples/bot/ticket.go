package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// Rights are the permissions that the bot needs in a guild for /ticket, besides those that every
// member has.
const Rights = discord.PermissionManageRoles | discord.PermissionManageThreads | discord.PermissionCreatePrivateThreads

// ticketRole is the role that a person has while a ticket is open.
const ticketRole = "Ticket"

// ticket is the state of a ticket's buttons: who opened it, and the role that closing it removes.
type ticket struct{ By, Role discord.Snowflake }

var (
	claim  = core.NewCustomID[ticket]("claim:{by}:{role}")
	closed = core.NewCustomID[ticket]("close:{by}:{role}")
)

// openTicket asks what the ticket is about.
func openTicket(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
	return discord.Modal{CustomID: "ticket", Title: "Open a ticket", Components: []discord.ModalComponent{
		discord.Label{Label: "What is it about?", Component: discord.TextInput{
			CustomID: "subject", Style: discord.TextInputShort, MaxLength: 80,
		}},
	}}, nil
}

// takeTicket opens a thread, posts in it, gives the person a role and sends a direct message. That
// takes at least six calls, so the route has AutoDefer.
func takeTicket(ctx context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
	api, by, subject := core.REST(ctx), i.Invoker(), i.Data.Text("subject")
	role, err := roleNamed(ctx, api, i.GuildID, ticketRole)
	if err != nil {
		return nil, err
	}
	thread, err := api.StartThread(ctx, i.ChannelID, rest.ThreadCreate{Name: subject, Type: discord.ChannelPrivateThread})
	if err != nil {
		return nil, fmt.Errorf("opening the thread: %w", err)
	}
	if err := errors.Join(
		api.AddThreadMember(ctx, thread.ID, by.ID),
		api.AddMemberRole(ctx, i.GuildID, by.ID, role),
	); err != nil {
		return nil, err
	}
	if _, err := api.SendMessage(ctx, thread.ID, ticketMessage(fmt.Sprintf("%s asks for help.", by.Mention()), ticket{by.ID, role})); err != nil {
		return nil, fmt.Errorf("posting in the thread: %w", err)
	}
	tell(ctx, api, by.ID, "Your ticket is open: "+thread.Mention())
	return discord.Message{Content: "Your ticket: " + thread.Mention(), Flags: discord.Ephemeral}, nil
}

func ticketMessage(text string, t ticket) discord.Message {
	return discord.Message{Content: text, Components: []discord.MessageComponent{discord.ActionRow{Components: []discord.RowComponent{
		discord.Button{Style: discord.ButtonPrimary, Label: "Claim", CustomID: claim.ID(t)},
		discord.Button{Style: discord.ButtonSecondary, Label: "Close", CustomID: closed.ID(t)},
	}}}}
}

// claimTicket says who takes care of the ticket.
func claimTicket(_ context.Context, i *discord.ComponentInteraction, t ticket) (discord.ComponentAnswer, error) {
	by := i.Invoker()
	m := ticketMessage(fmt.Sprintf("%s takes care of %s.", by.Mention(), discord.MentionUser(t.By)), t)
	return m.Update(), nil
}

// closeTicket removes the role and archives the thread after Discord has its answer.
func closeTicket(ctx context.Context, i *discord.ComponentInteraction, t ticket) (discord.ComponentAnswer, error) {
	api := core.REST(ctx)
	core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
		// The answer has been sent, but other calls can overtake it, and Discord refuses it in an
		// archived thread. This call succeeds only when Discord has processed the answer.
		if _, err := followUp.Original(ctx); err != nil {
			return fmt.Errorf("waiting for the answer: %w", err)
		}
		tell(ctx, api, t.By, "Your ticket is closed.")
		return errors.Join(
			api.RemoveMemberRole(ctx, i.GuildID, t.By, t.Role),
			api.ArchiveThread(ctx, i.ChannelID),
		)
	})
	return discord.Update{Content: new("This ticket is closed."), Components: []discord.MessageComponent{}}, nil
}

// roleNamed finds a role of the guild, or makes it.
func roleNamed(ctx context.Context, api rest.API, guild discord.Snowflake, name string) (discord.Snowflake, error) {
	roles, err := api.ListRoles(ctx, guild)
	if err != nil {
		return 0, err
	}
	for _, role := range roles {
		if role.Name == name {
			return role.ID, nil
		}
	}
	made, err := api.CreateRole(ctx, guild, rest.RoleCreate{Name: name})
	if err != nil {
		return 0, fmt.Errorf("making the role: %w", err)
	}
	return made.ID, nil
}

// tell sends a direct message. A person who accepts none still gets the ticket.
func tell(ctx context.Context, api rest.API, user discord.Snowflake, text string) {
	if _, err := api.SendDM(ctx, user, discord.Message{Content: text}); err != nil {
		slog.WarnContext(ctx, "direct message not sent", "error", err)
	}
}
