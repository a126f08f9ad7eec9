package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/leak"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/memory"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

type note struct{ Text string }

// bot is an app with a command "send", and a job "note" that does what a test wants.
type bot struct {
	*discordtest.App
	server *core.Server
	engine *memory.Engine
	queue  *jobs.Queue
	job    *jobs.Job[note]

	mu  sync.Mutex
	ran []string
	log strings.Builder
}

// listener and work are the functions that a test puts into the bot.
type (
	listener func(b *bot, ctx context.Context) (discord.CommandAnswer, error)
	work     func(b *bot, ctx context.Context, n note, run *jobs.Run) error
)

func newBot(t *testing.T, hears listener, does work, change ...func(*core.Options)) *bot {
	t.Helper()
	b := &bot{App: discordtest.New(t), engine: memory.New()}
	o := b.App.Options()
	o.Logger = slog.New(slog.DiscardHandler)
	for _, c := range change {
		c(&o)
	}
	var err error
	if b.server, err = core.NewServer(o); err != nil {
		t.Fatal(err)
	}
	b.job = jobs.New("note", func(ctx context.Context, n note, run *jobs.Run) error {
		b.mu.Lock()
		b.ran = append(b.ran, n.Text)
		b.mu.Unlock()
		if does == nil {
			return nil
		}
		return does(b, ctx, n, run)
	})
	logger := slog.New(slog.NewTextHandler(&b.log, nil))
	b.queue, err = jobs.Serve(b.server, jobs.Options{Engine: b.engine, Keys: jobs.NewKey(), Logger: logger}, b.job)
	if err != nil {
		t.Fatal(err)
	}
	send := func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return hears(b, ctx)
	}
	err = b.server.Handle(core.Command("send", "Sends", send), core.Use(core.AutoDefer(10*time.Millisecond), core.Command("slow", "Sends later", send)),
		core.Use(core.AutoDefer(2*time.Second), core.Command("quick", "Sends in time", send)))
	if err != nil {
		t.Fatal(err)
	}
	b.Serve(b.server)
	return b
}

func (b *bot) runs() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.ran)
}

func (b *bot) wantRuns(t *testing.T, n int) {
	t.Helper()
	if got := b.runs(); got != n {
		t.Errorf("the job ran %d times, want %d", got, n)
	}
}

var errNo = errors.New("no")
