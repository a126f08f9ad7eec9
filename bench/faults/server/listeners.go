package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// ledger records in a file which interactions arrived and what was done. The file outlives the
// process.
type ledger struct{ to *os.File }

// write writes a line with one system call.
func (l *ledger) write(i *discord.CommandInteraction, what string) {
	if _, err := fmt.Fprintf(l.to, "%s %s\n", i.ID, what); err != nil {
		panic(err)
	}
}

func (l *ledger) ping(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	l.write(i, "heard")
	return discord.Message{Content: "pong"}, nil
}

func (l *ledger) file(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	l.write(i, "heard")
	return discord.Message{Files: []discord.File{{Name: "glow.txt", Content: strings.NewReader(strings.Repeat("glow ", 18<<10))}}}, nil
}

// edit returns work that takes 400 ms and then edits the answer.
func (l *ledger) edit(i *discord.CommandInteraction) core.Work {
	return func(ctx context.Context, followUp *rest.Interaction) error {
		l.write(i, "began")
		select {
		case <-time.After(400 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
		if _, err := followUp.EditOriginal(ctx, discord.Update{Content: new("done")}); err != nil {
			return err
		}
		l.write(i, "done")
		return nil
	}
}

func (l *ledger) work(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	l.write(i, "heard")
	core.After(ctx, l.edit(i))
	return discord.DeferredMessage{}, nil
}

func (l *ledger) brief(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	l.write(i, "heard")
	time.Sleep(300 * time.Millisecond)
	core.After(ctx, l.edit(i))
	return discord.Message{Content: "brief"}, nil
}

func (l *ledger) slow(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	l.write(i, "heard")
	select {
	case <-time.After(500 * time.Millisecond):
		return discord.Message{Content: "done"}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// report is a listener that AutoDefer defers. It sends a follow-up after its answer.
func (l *ledger) report(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
		l.write(i, "began")
		if _, err := followUp.FollowUp(ctx, discord.Message{Content: "more"}); err != nil {
			return err
		}
		l.write(i, "done")
		return nil
	})
	return l.slow(ctx, i)
}

// hang ignores its context and never returns.
func (l *ledger) hang(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	l.write(i, "heard")
	select {}
}

// late ignores its context and answers after Discord's 3 seconds.
func (l *ledger) late(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	l.write(i, "heard")
	time.Sleep(3200 * time.Millisecond)
	return discord.Message{Content: "late"}, nil
}

func (l *ledger) panic(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	l.write(i, "heard")
	panic("a listener that panics")
}

func (l *ledger) leak(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	l.write(i, "heard")
	kept := make([]byte, 64<<10)
	go func() {
		for {
			time.Sleep(time.Hour)
			kept[0]++
		}
	}()
	return discord.Message{Content: "leaked"}, nil
}
