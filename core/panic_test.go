package core

import (
	"context"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

func TestPanicErrorTellsWhatMayBeTold(t *testing.T) {
	x := &exchange{Context: t.Context(), server: quietServer(), interaction: slash("x")}
	for name, c := range map[string]struct {
		do         Handler
		want, hide string
	}{
		"a value": {func(context.Context, discord.Interaction) (discord.Answer, error) { panic("secret") }, "panic with a string", "secret"},
		"a runtime error": {func(context.Context, discord.Interaction) (discord.Answer, error) {
			return discord.Message{Content: []string{}[len(x.tasks)]}, nil
		}, "index out of range", "string"},
		"After with another context": {func(context.Context, discord.Interaction) (discord.Answer, error) {
			After(context.Background(), nil)
			return nil, nil
		}, "core.After: the context is not one", "string"},
		"Param of no part": {func(ctx context.Context, _ discord.Interaction) (discord.Answer, error) {
			Param(ctx, "poll")
			return nil, nil
		}, "no part {poll}", "string"},
	} {
		_, err := safely(x, c.do, x.interaction)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), c.hide) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
