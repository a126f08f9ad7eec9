package stress

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

const apology = "Something went wrong. Please try again later."

// kinds are the kinds of interactions, with the messages that the person must see for each in the
// end.
var kinds = []struct {
	name  string
	shows []string
	// mayFail allows an apology instead of the answer when the API fails.
	mayFail bool
}{
	{name: "work", shows: []string{"done", "more"}},
	{name: "slow", shows: []string{"done", "more"}},
	{name: "private", shows: []string{"done", "more"}},
	{name: "file", shows: []string{"done"}},
	// A file that can be read once cannot be sent again after a failure.
	{name: "stream", shows: []string{"done"}, mayFail: true},
	{name: "plain", shows: []string{"hello", "more"}},
	{name: "fails", shows: []string{apology}},
	{name: "press", shows: []string{"done", "more"}},
}

// bot does what the kinds say, and counts the runs.
type bot struct {
	mu    sync.Mutex
	heard map[discord.Snowflake]int
	did   map[discord.Snowflake]int
	// lines are the bot's log lines at level ERROR.
	lines []string
}

func (b *bot) count(of map[discord.Snowflake]int, id discord.Snowflake) {
	b.mu.Lock()
	defer b.mu.Unlock()
	of[id]++
}

// Write keeps a line of the log. The handler writes only lines of level ERROR.
func (b *bot) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines = append(b.lines, string(line))
	return len(line), nil
}

// take waits long enough to be deferred, or not at all.
func take(ctx context.Context) error {
	select {
	case <-time.After(rand.N(2 * time.Second)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// more sends a follow-up after the answer.
func (b *bot) more(ctx context.Context, id discord.Snowflake) {
	core.After(ctx, func(ctx context.Context, f *rest.Interaction) error {
		b.count(b.did, id)
		_, err := f.FollowUp(ctx, discord.Message{Content: "more"})
		return err
	})
}

// command makes a listener that does something before its answer.
func (b *bot) command(do func(context.Context, discord.Snowflake) (discord.CommandAnswer, error)) core.CommandListener {
	return func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		b.count(b.heard, i.ID)
		return do(ctx, i.ID)
	}
}

// later makes a listener that may be late, and has work after its answer.
func (b *bot) later(answer discord.Message) core.CommandListener {
	return b.command(func(ctx context.Context, id discord.Snowflake) (discord.CommandAnswer, error) {
		b.more(ctx, id)
		return answer, take(ctx)
	})
}

func (b *bot) work(ctx context.Context, id discord.Snowflake) (discord.CommandAnswer, error) {
	core.After(ctx, func(ctx context.Context, f *rest.Interaction) error {
		if _, err := f.EditOriginal(ctx, discord.Update{Content: new("done")}); err != nil {
			return err
		}
		if _, err := f.Original(ctx); err != nil {
			return err
		}
		return nil
	})
	b.more(ctx, id)
	return discord.DeferredMessage{}, nil
}

func (b *bot) routes() []core.Route {
	const text = "a file that comes late"
	file := func(content func() io.Reader) core.CommandListener {
		return b.command(func(ctx context.Context, _ discord.Snowflake) (discord.CommandAnswer, error) {
			time.Sleep(200 * time.Millisecond)
			return discord.Message{Content: "done", Files: []discord.File{{Name: "a.txt", Content: content()}}}, take(ctx)
		})
	}
	return []core.Route{
		core.Command("work", "Defers, and works after it", b.command(b.work)),
		core.Command("plain", "Answers, and works after it", b.command(func(ctx context.Context, id discord.Snowflake) (discord.CommandAnswer, error) {
			b.more(ctx, id)
			return discord.Message{Content: "hello"}, nil
		})),
		core.Use(core.AutoDefer(100*time.Millisecond),
			core.Command("slow", "Answers late", b.later(discord.Message{Content: "done"})),
			core.Command("private", "Answers one person late", b.later(discord.Message{Content: "done", Flags: discord.Ephemeral})),
			core.Command("file", "Sends a file late", file(func() io.Reader { return strings.NewReader(text) })),
			core.Command("stream", "Sends a file late that can be read once", file(func() io.Reader { return io.MultiReader(strings.NewReader(text)) })),
			core.Command("fails", "Fails late", b.command(func(ctx context.Context, _ discord.Snowflake) (discord.CommandAnswer, error) {
				time.Sleep(200 * time.Millisecond)
				return nil, errors.Join(errors.New("on purpose"), take(ctx))
			})),
			core.Component("press", func(ctx context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
				b.count(b.heard, i.ID)
				b.more(ctx, i.ID)
				return discord.Update{Content: new("done")}, take(ctx)
			}),
		),
	}
}

// check reports listeners and work that did not run exactly once for an interaction.
func (b *bot) check(t *testing.T, id discord.Snowflake, kind int) {
	work := 0
	for _, text := range kinds[kind].shows {
		if text == "more" {
			work = 1
		}
	}
	if b.heard[id] != 1 || b.did[id] != work {
		t.Errorf("%s %d: heard %d times, work done %d times, want 1 and %d", kinds[kind].name, id, b.heard[id], b.did[id], work)
	}
}
