package jobs_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/memory"
	"github.com/hotaru-go/hotaru/rest"
)

// sends is a listener that sends a job and returns what the test wants.
func sends(answer discord.CommandAnswer, failure error, options ...jobs.SendOption) listener {
	return func(b *bot, ctx context.Context) (discord.CommandAnswer, error) {
		if err := b.job.Send(ctx, note{"sent"}, options...); err != nil {
			return nil, err
		}
		if n := b.engine.Waiting(); n != 0 {
			panic("a job was stored before the answer was checked")
		}
		return answer, failure
	}
}

var ok = discord.Message{Content: "ok"}

func onError(o *core.Options) {
	o.OnError = func(context.Context, discord.Interaction, error) discord.Answer {
		return discord.Message{Content: "sorry", Flags: discord.Ephemeral}
	}
}

// The job is stored when the server returns the response, before a transport writes any byte of it.
func TestStoredBeforeTheAnswerLeaves(t *testing.T) {
	b := newBot(t, sends(ok, nil, jobs.In(time.Hour)), nil)
	stored := 0
	b.engine.Fail = func(string) error {
		stored++
		if len(b.API.Calls()) > 0 {
			t.Error("the bot called Discord before the job was stored")
		}
		return nil
	}
	if got := b.Slash("send").Message.Content; got != "ok" || stored != 1 || b.engine.Waiting() != 1 {
		t.Errorf("the answer is %q with %d jobs", got, b.engine.Waiting())
	}
	b.wantRuns(t, 0)
}

// The job is also stored before an answer by callback, which is the first call to Discord.
func TestStoredBeforeTheCallback(t *testing.T) {
	b := newBot(t, sends(ok, nil, jobs.In(time.Hour)), nil, func(o *core.Options) { o.Callback = core.CallbackAlways })
	b.engine.Fail = func(string) error {
		if len(b.API.Calls()) > 0 {
			t.Error("the bot called Discord before the job was stored")
		}
		return nil
	}
	if b.Slash("send"); b.engine.Waiting() != 1 || len(b.API.Calls()) == 0 {
		t.Errorf("%d jobs, %d calls", b.engine.Waiting(), len(b.API.Calls()))
	}
}

// If the listener, the check or the encoding fails, no job is sent, even if the person gets
// OnError's answer.
func TestNothingSentAfterAFailure(t *testing.T) {
	t.Parallel()
	long := discord.Message{Content: strings.Repeat("x", 2001)}
	for _, c := range []struct {
		name    string
		hears   listener
		command string
	}{
		{"the listener", sends(nil, errNo), "send"},
		{"no answer", sends(nil, nil), "send"},
		{"the check", sends(long, nil), "send"},
		{"the listener under AutoDefer, in time", sends(nil, errNo), "quick"},
		{"the check under AutoDefer, in time", sends(long, nil), "quick"},
		{"the listener, late", later(sends(nil, errNo)), "slow"},
		{"the check, late", later(sends(long, nil)), "slow"},
		{"another kind of answer, late", later(sends(discord.Modal{CustomID: "m", Title: "m"}, nil)), "slow"},
	} {
		for _, change := range [][]func(*core.Options){nil, {onError}} {
			b := newBot(t, c.hears, nil, change...)
			reply, err := b.Person().Slash(t.Context(), c.command)
			if err == nil && reply.Deferred {
				b.Wait(reply)
			}
			b.Advance(time.Hour)
			b.wantRuns(t, 0)
			if n := b.engine.Waiting(); n != 0 {
				t.Errorf("%s failed, and %d jobs were stored", c.name, n)
			}
		}
	}
}

// later makes AutoDefer answer first.
func later(hears listener) listener {
	return func(b *bot, ctx context.Context) (discord.CommandAnswer, error) {
		time.Sleep(60 * time.Millisecond)
		return hears(b, ctx)
	}
}

// If storing fails, OnError's answer replaces the answer.
func TestStoringFails(t *testing.T) {
	for _, command := range []string{"send", "quick"} {
		b := newBot(t, sends(ok, nil), nil, onError)
		b.engine.Fail = func(string) error { return errNo }
		if got := b.Slash(command).Message.Content; got != "sorry" {
			t.Errorf("/%s answers %q", command, got)
		}
		b = newBot(t, sends(ok, nil), nil)
		b.engine.Fail = func(string) error { return errNo }
		if _, err := b.Person().Slash(t.Context(), command); err == nil || !strings.Contains(err.Error(), "500") {
			t.Errorf("/%s without OnError: %v", command, err)
		}
	}
}

// Under AutoDefer the job is stored before the late edit. If storing fails, OnError's answer
// replaces the edit.
func TestStoredBeforeTheLateAnswer(t *testing.T) {
	b := newBot(t, later(sends(ok, nil, jobs.In(time.Hour))), nil)
	b.engine.Fail = func(string) error {
		if len(b.API.Calls()) > 0 {
			t.Error("the answer was edited before the job was stored")
		}
		return nil
	}
	if got := b.Wait(b.Slash("slow")).Message.Content; got != "ok" || b.engine.Waiting() != 1 {
		t.Errorf("the late answer is %q with %d jobs", got, b.engine.Waiting())
	}
	b = newBot(t, later(sends(ok, nil)), nil, onError)
	b.engine.Fail = func(string) error { return errNo }
	reply := b.Slash("slow")
	if got := b.WaitFollowUps(reply, 1)[0].Content; got != "sorry" {
		t.Errorf("the late answer of OnError is %q", got)
	}
}

// If an engine hangs, OnError's answer is still sent within Discord's 3 seconds.
func TestStoringTakesTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		key := discordtest.KeyFromSeed("slow")
		o := core.Options{PublicKey: key.PublicKey(), BotToken: "x"}
		onError(&o)
		server, err := core.NewServer(o)
		if err != nil {
			t.Fatal(err)
		}
		engine := memory.New()
		engine.Fail = func(string) error { time.Sleep(time.Minute); return nil }
		job := jobs.New("note", func(context.Context, note, *jobs.Run) error { return nil })
		if _, err := jobs.Serve(server, jobs.Options{Engine: engine, Keys: jobs.NewKey()}, job); err != nil {
			t.Fatal(err)
		}
		err = server.Commands.Set(func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return ok, job.Send(ctx, note{})
		})
		if err != nil {
			t.Fatal(err)
		}
		body := []byte(`{"type":2,"id":"1","application_id":"2","token":"t","data":{"id":"3","name":"send","type":1}}`)
		began := time.Now()
		response := server.OnInteraction(t.Context(), body, key.Sign("1764000000", body), "1764000000")
		if took := time.Since(began); !strings.Contains(string(response.Body), "sorry") || took >= 3*time.Second {
			t.Errorf("after %v the answer is %d %s", took, response.Status, response.Body)
		}
		time.Sleep(time.Minute) // until the engine has returned
	})
}

// A webhook event is answered with 204 only once its job is stored.
func TestWebhookEvent(t *testing.T) {
	b := newBot(t, sends(ok, nil), nil)
	if err := b.server.Events.Set(func(ctx context.Context, _ *discord.Event) error { return b.job.Send(ctx, note{"event"}) }); err != nil {
		t.Fatal(err)
	}
	b.engine.Fail = func(string) error { return errNo }
	if err := b.App.Discord.SendEvent(t.Context(), "", "APPLICATION_DEAUTHORIZED", nil); err == nil || !strings.Contains(err.Error(), "500") {
		t.Errorf("an event whose job was not stored: %v", err)
	}
	b.engine.Fail = nil
	b.SendEvent("", "APPLICATION_DEAUTHORIZED", nil)
	b.Advance(0)
	b.wantRuns(t, 1)
}

// Work after an answer sends at once, and its job can follow up.
func TestSentFromWork(t *testing.T) {
	b := newBot(t, func(b *bot, ctx context.Context) (discord.CommandAnswer, error) {
		core.After(ctx, func(ctx context.Context, _ *rest.Interaction) error {
			err := b.job.Send(ctx, note{"from work"})
			if err == nil && b.engine.Waiting() != 1 {
				t.Error("the job is not stored")
			}
			return err
		})
		return discord.DeferredMessage{}, nil
	}, edits)
	if got := b.Wait(b.Slash("send")).Message.Content; got != "from work" {
		t.Errorf("the job made %q of the answer", got)
	}
}

// edits fills in the answer of the interaction that the job was sent for.
func edits(_ *bot, ctx context.Context, n note, run *jobs.Run) error {
	followUp, err := run.FollowUp()
	if err != nil {
		return err
	}
	_, err = followUp.EditOriginal(ctx, discord.Update{Content: &n.Text})
	return err
}

// A job that runs before Discord has processed the deferred answer waits for that. Here the engine
// runs the job at once, and Discord takes half a second for the answer.
func TestJobBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	b := newBot(t, sends(discord.DeferredMessage{}, nil), edits)
	b.API.Lag(500*time.Millisecond, 500*time.Millisecond)
	outside, _ := b.server.Outside.Get()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- outside.Run(ctx) }()
	if got := b.Wait(b.Slash("send")).Message.Content; got != "sent" {
		t.Errorf("the job made %q of the answer", got)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	b.wantRuns(t, 1)
}
