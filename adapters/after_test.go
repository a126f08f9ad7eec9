package adapters_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/race"
	"github.com/hotaru-go/hotaru/rest"
)

func deferring(work ...core.Work) core.CommandListener {
	return func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		for _, w := range work {
			core.After(ctx, w)
		}
		return discord.DeferredMessage{}, nil
	}
}

func edit(content string) core.Work {
	return func(ctx context.Context, followUp *rest.Interaction) error {
		_, err := followUp.EditOriginal(ctx, discord.Update{Content: &content})
		return err
	}
}

// TestWorkAfterTheAnswer runs the whole sequence: the bot defers, works longer than Discord waits
// for an answer, edits, sends a follow-up with a large file, and deletes it.
func TestWorkAfterTheAnswer(t *testing.T) {
	t.Parallel()
	file := bytes.Repeat([]byte("hotaru\n"), 1<<20/7+1)[:1<<20]
	// Discord's clock moves on by 5 seconds once Discord knows the answer.
	answered := make(chan struct{})
	var later atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(later.Load())) }
	l := newLabWith(t, discordtest.APIOptions{Now: now}, core.Options{}, core.Command("work", "Works", deferring(func(ctx context.Context, followUp *rest.Interaction) error {
		<-answered
		later.Store(int64(5 * time.Second))
		if _, err := followUp.EditOriginal(ctx, discord.Update{Content: new("done")}); err != nil {
			return err
		}
		sent, err := followUp.FollowUp(ctx, discord.Message{Files: []discord.File{{Name: "large.txt", Content: bytes.NewReader(file)}}})
		if err != nil {
			return err
		}
		return followUp.DeleteFollowUp(ctx, sent.ID)
	})))
	id, status, answer := l.slash("work")
	close(answered)
	if status != 200 || answer != `{"type":5}` {
		t.Fatalf("%d %s", status, answer)
	}
	l.wait()
	l.expect(id, "answer 5 inline, message, edited, message, deleted")
	sent := l.api.CallsOf(discordtest.RouteFollowUp)
	if len(sent) != 1 || len(sent[0].Files) != 1 || !bytes.Equal(sent[0].Files[0].Data, file) {
		t.Errorf("the file did not arrive as it was sent")
	}
}

func TestWorkIsDoneInOrderAndRecovered(t *testing.T) {
	l := newLab(t, core.Options{}, core.Command("work", "Works", deferring(
		edit("one"),
		func(context.Context, *rest.Interaction) error { return errors.New("the second fails") },
		func(context.Context, *rest.Interaction) error { panic(errors.New("a secret")) },
		edit("four"),
	)))
	id, _, _ := l.slash("work")
	l.wait()
	l.expect(id, "answer 5 inline, message, edited, edited")
	if got := l.bodies(id); !strings.Contains(got, "one") || strings.Index(got, "one") > strings.Index(got, "four") {
		t.Errorf("edits: %s", got)
	}
	for _, want := range []string{"the second fails", "panic", "route=work"} {
		if !strings.Contains(l.log.String(), want) {
			t.Errorf("%q is not in the log: %s", want, l.log)
		}
	}
	for _, never := range []string{"token-of", "a secret"} {
		if strings.Contains(l.log.String(), never) {
			t.Errorf("the log holds %q: %s", never, l.log)
		}
	}
}

// TestWorkNeverRunsWithoutItsAnswer lets answers fail in every way before they are sent.
func TestWorkNeverRunsWithoutItsAnswer(t *testing.T) {
	var worked atomic.Int32
	count := func(context.Context, *rest.Interaction) error {
		worked.Add(1)
		return nil
	}
	l := newLab(t, core.Options{},
		core.Command("fails", "Fails", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, count)
			return nil, errors.New("no answer")
		}),
		core.Command("panics", "Panics", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, count)
			panic("no answer")
		}),
		core.Command("invalid", "Is invalid", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, count)
			return discord.Message{}, nil
		}),
	)
	for _, name := range []string{"fails", "panics", "invalid"} {
		if _, status, _ := l.slash(name); status != 500 {
			t.Errorf("%s: status %d", name, status)
		}
	}
	l.wait()
	if n := worked.Load(); n != 0 {
		t.Errorf("work ran %d times", n)
	}
	if n := strings.Count(l.log.String(), "dropped=1"); n != 3 {
		t.Errorf("%d dropped in the log, want 3: %s", n, l.log)
	}
}

func TestWorkIsDroppedWhereTheAnswerDoesNotGoOut(t *testing.T) {
	var worked atomic.Int32
	l := newLab(t, core.Options{}, core.Command("work", "Works", deferring(func(context.Context, *rest.Interaction) error {
		worked.Add(1)
		return nil
	})))
	id := l.api.NewID()
	body := fmt.Appendf(nil, `{"type":2,"id":"%d","application_id":"1","token":"t","data":{"id":"9","name":"work","type":1}}`, id)
	key := l.api.Options().Key
	response := l.endpoint.Server.OnInteraction(t.Context(), body, key.Sign("1", body), "1")
	if !response.HasWork() {
		t.Fatal("no work")
	}
	response.NotSent(errors.New("the connection was reset"))
	response.Sent(t.Context())
	if worked.Load() != 0 || !strings.Contains(l.log.String(), "the connection was reset") {
		t.Errorf("work ran %d times; log: %s", worked.Load(), l.log)
	}
}

func TestAfterIsTooLate(t *testing.T) {
	var kept context.Context
	l := newLab(t, core.Options{}, core.Command("work", "Works", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		kept = ctx
		return discord.Message{Content: "done"}, nil
	}))
	l.slash("work")
	core.After(kept, edit("late"))
	l.wait()
	if !strings.Contains(l.log.String(), "after the listener had returned") {
		t.Errorf("not in the log: %s", l.log)
	}
	if kept.Err() == nil {
		t.Error("the listener's context goes on after it")
	}
	defer func() {
		if recover() == nil {
			t.Error("After took a context of no listener")
		}
	}()
	core.After(context.Background(), edit("never"))
}

func TestWorkEndsWithItsTime(t *testing.T) {
	l := newLab(t, core.Options{}, core.Command("work", "Works", deferring(
		func(ctx context.Context, _ *rest.Interaction) error {
			<-ctx.Done()
			return ctx.Err()
		},
		edit("never"),
	)))
	id := l.api.NewID()
	body := fmt.Appendf(nil, `{"type":2,"id":"%d","application_id":"1","token":"t","data":{"id":"9","name":"work","type":1}}`, id)
	response := l.endpoint.Server.OnInteraction(t.Context(), body, l.api.Options().Key.Sign("1", body), "1")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	response.Sent(ctx)
	if got := l.log.String(); !strings.Contains(got, "its time is over") || !strings.Contains(got, "dropped=1") {
		t.Errorf("not in the log: %s", got)
	}
}

// TestManyDeferred defers many interactions at once; each is completed exactly once. Discord's clock
// stands still, because the test is about losses and not about the speed of the machine.
func TestManyDeferred(t *testing.T) {
	t.Parallel()
	// The run without the race detector must be quick.
	many := 300
	if race.Enabled {
		many = 1000
	}
	now := time.Now()
	l := newLabWith(t, discordtest.APIOptions{Now: func() time.Time { return now }}, core.Options{Deadline: time.Minute}, core.Command("work", "Works", deferring(func(ctx context.Context, followUp *rest.Interaction) error {
		_, err := followUp.EditOriginal(ctx, discord.Update{Content: new("done")})
		return err
	})))
	var ids sync.Map
	var group sync.WaitGroup
	for range many {
		group.Go(func() {
			id, status, _ := l.slash("work")
			if status != 200 {
				t.Errorf("status %d", status)
			}
			ids.Store(id, true)
		})
	}
	group.Wait()
	l.wait()
	edits := map[discord.Snowflake]int{}
	for _, call := range l.api.CallsOf(discordtest.RouteEditOriginal) {
		if call.Status == 200 {
			edits[call.Interaction]++
		}
	}
	ids.Range(func(id, _ any) bool {
		if n := edits[id.(discord.Snowflake)]; n != 1 {
			t.Errorf("interaction %d was completed %d times: %s", id, n, l.happened(id.(discord.Snowflake)))
		}
		return true
	})
	if len(edits) != many {
		t.Errorf("%d were completed, want %d: %.2000s", len(edits), many, l.log)
	}
}

// TestWorkLeavesNoGoroutine counts goroutines before and after.
func TestWorkLeavesNoGoroutine(t *testing.T) {
	l := newLab(t, core.Options{},
		core.Command("work", "Works", deferring(func(context.Context, *rest.Interaction) error { return nil })),
		core.Use(core.AutoDefer(time.Minute), core.Command("quick", "Is quick", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "quick"}, nil
		})))
	server := l.endpoint.Server
	send := func(name string) {
		body := fmt.Appendf(nil, `{"type":2,"id":"%d","application_id":"1","token":"t","data":{"id":"9","name":%q,"type":1}}`, l.api.NewID(), name)
		response := server.OnInteraction(t.Context(), body, l.api.Options().Key.Sign("1", body), "1")
		response.Sent(t.Context())
	}
	send("work")
	before := runtime.NumGoroutine()
	for range 200 {
		send("work")
		send("quick")
	}
	after := 0
	for range 100 {
		if after = runtime.NumGoroutine(); after <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, after)
}
