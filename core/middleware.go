package core

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Log is middleware that writes a line for each interaction: its ID, type and route, how long the
// listener took and how it ended. callback is the type of the returned answer, and error is the
// listener's error. After [Answer] there may be neither. The line is at INFO even for a failure,
// because the server logs the failure at ERROR. A nil logger is slog's default. Log never writes a
// token or text from a user. It writes the text of the listener's own error unchanged.
func Log(logger *slog.Logger) Middleware {
	return func(next Handler) Handler {
		return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			to := logger
			if to == nil {
				to = slog.Default()
			}
			began := time.Now()
			answer, err := safely(ctx, next, i)
			attrs := append(interactionAttrs(i), slog.Duration("took", time.Since(began)))
			switch {
			case err != nil:
				attrs = append(attrs, errorAttr(err))
			case answer != nil:
				attrs = append(attrs, slog.Int("callback", int(answer.CallbackType())))
			}
			to.LogAttrs(ctx, slog.LevelInfo, "interaction", attrs...)
			return answer, err
		}
	}
}

// Apologise is middleware that answers a failure, or a panic, with an ephemeral message: text, and
// an ID that is logged with the error. Autocomplete gets no choices. [ErrNoListener] passes through
// and still gives status 501.
func Apologise(text string) Middleware {
	return func(next Handler) Handler {
		return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			answer, err := safely(ctx, next, i)
			if err == nil || errors.Is(err, ErrNoListener) {
				return answer, err
			}
			id := rand.Text()[:8]
			if x := exchangeOf(ctx); x != nil {
				x.told = true
				x.log(ctx, lineFailed, append(failureAttrs(err), slog.String("apology_id", id))...)
			}
			return privateMessage(i, fmt.Sprintf("%s (%s)", text, id)), nil
		}
	}
}

func safely(ctx context.Context, next Handler, i discord.Interaction) (answer discord.Answer, err error) {
	defer recovered(&err)
	answer, err = next(ctx, i)
	return orNone(ctx, answer, err)
}

// privateMessage returns an ephemeral answer of a kind that the interaction accepts.
func privateMessage(i discord.Interaction, text string) discord.Answer {
	if _, ok := i.(*discord.AutocompleteInteraction); ok {
		return discord.Choices{}
	}
	return discord.Message{Content: text, Flags: discord.Ephemeral}
}

// GuildOnly is middleware that refuses, with text, interactions from outside a guild. If you
// declare the command for guilds only (see [Route.Declare] and Contexts), Discord does not offer it
// elsewhere. GuildOnly works for components too.
func GuildOnly(text string) Middleware {
	return guard(func(i discord.Interaction) string {
		if i.Common().GuildID == 0 {
			return text
		}
		return ""
	})
}

// RequirePermissions is middleware that refuses, with text, a user who lacks any of the permissions
// in the channel, as Discord reports them. Administrators have every permission. Outside a guild,
// users have no permissions.
func RequirePermissions(all discord.Permissions, text string) Middleware {
	return guard(func(i discord.Interaction) string {
		if member := i.Common().Member; member != nil && member.Permissions.Allows(all) {
			return ""
		}
		return text
	})
}

// CoolDown is middleware that lets each user through once in every d. It refuses, with text, the
// interactions in between. Autocomplete does not count. The times are kept in this process, so a
// platform that runs several instances lets a user through once on each. That is enough to slow a
// user down, but not to ration something of value. For that, see [CoolDownShared].
func CoolDown(d time.Duration, text string) Middleware {
	c := coolDown{d: d, until: map[discord.Snowflake]time.Time{}}
	return guard(func(i discord.Interaction) string {
		if _, ok := i.(*discord.AutocompleteInteraction); ok || c.pass(i.Common().Invoker().ID, time.Now()) {
			return ""
		}
		return text
	})
}

type coolDown struct {
	d     time.Duration
	mu    sync.Mutex
	until map[discord.Snowflake]time.Time
	swept time.Time
}

func (c *coolDown) pass(user discord.Snowflake, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	// Without the sweep the map would grow by every user ever seen.
	if now.Sub(c.swept) > c.d {
		for id, until := range c.until {
			if !now.Before(until) {
				delete(c.until, id)
			}
		}
		c.swept = now
	}
	if now.Before(c.until[user]) {
		return false
	}
	c.until[user] = now.Add(c.d)
	return true
}

// guard returns middleware that refuses an interaction if check returns a text for it.
func guard(check func(discord.Interaction) string) Middleware {
	return func(next Handler) Handler {
		return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			if text := check(i); text != "" {
				return privateMessage(i, text), nil
			}
			return next(ctx, i)
		}
	}
}
