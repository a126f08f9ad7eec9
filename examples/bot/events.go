package bot

import (
	"context"
	"log/slog"

	"github.com/hotaru-go/hotaru/discord"
)

// heard is the listener for webhook events. It logs where the bot was installed. Choose the webhook
// events in the Developer Portal, under Webhooks.
func heard(ctx context.Context, e *discord.Event) error {
	if installed, ok := e.Data.(*discord.ApplicationAuthorized); ok && installed.Guild != nil {
		slog.InfoContext(ctx, "installed", "guild", installed.Guild.ID)
	}
	return nil
}
