package core

import (
	"context"
	"fmt"

	"github.com/hotaru-go/hotaru/discord"
)

// Param returns a named part of the custom ID that led to this listener: for "page:3", routed by
// "page:{number}", Param(ctx, "number") is "3". ctx is the listener's context or is derived from
// it. Param panics if the route's pattern has no such part, because that is a mistake in the
// program.
func Param(ctx context.Context, part string) string {
	x := exchangeOf(ctx)
	if x == nil || x.matched == nil || !x.matched.has(part) {
		panic(misuse(fmt.Sprintf("core.Param: the route of this interaction has no part {%s}", part)))
	}
	return x.matched.value(customIDOf(x.interaction), part)
}

func customIDOf(i discord.Interaction) string {
	switch i := i.(type) {
	case *discord.ComponentInteraction:
		return i.Data.CustomID
	case *discord.ModalInteraction:
		return i.Data.CustomID
	}
	return ""
}
