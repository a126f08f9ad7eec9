package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

type waitOptions struct {
	Seconds int `description:"How long" option:",required" min:"1" max:"20"`
}

// wait takes longer than 3 seconds. AutoDefer, around it, defers it.
func wait(ctx context.Context, _ *discord.CommandInteraction, o waitOptions) (discord.CommandAnswer, error) {
	select {
	case <-time.After(time.Duration(o.Seconds) * time.Second):
		return discord.Message{Content: fmt.Sprintf("That took %d seconds. Discord waits three.", o.Seconds)}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
