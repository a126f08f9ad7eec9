package gcf_test

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/gcf"
	"github.com/hotaru-go/hotaru/rest"
)

// The functions that the tests call run in separate processes, because the framework cannot stop
// serving. Each process is this test program, started with only TestProgram. HOTARU_PROGRAM says
// what it does.
const programVariable = "HOTARU_PROGRAM"

func startSelf(t *testing.T, program, target string, environment ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	environment = append(environment, programVariable+"="+program, "FUNCTION_TARGET="+target)
	return start(t, environment, self, "-test.run=^TestProgram$")
}

func TestProgram(t *testing.T) {
	var err error
	target := os.Getenv("FUNCTION_TARGET")
	switch os.Getenv(programVariable) {
	case "":
		t.Skip("this is not a test but the program that others start")
	case "init-fails":
		gcf.Init(target, func() (*core.Server, error) { return core.NewServer(core.Options{}) })
	case "init-panics":
		gcf.Init(target, func() (*core.Server, error) { panic(errors.New("no table")) })
	case "fatal":
		log.Print("a line of the program")
		log.Fatalf("funcframework.Start: %v\n", "no port")
	case "vectors":
		err = gcf.HTTP(target, vectors.LoggingServer(t, vectors.Kind(target), os.Stderr))
	case "work":
		err = gcf.HTTP(target, workServer(t))
	case "inline":
		err = gcf.Function{Name: target, Server: workServer(t), Inline: true}.Register()
	case "short":
		err = gcf.Function{Name: target, Server: workServer(t), Timeout: time.Minute}.Register()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Fatal(funcframework.StartHostPort("127.0.0.1", os.Getenv("PORT")))
}

// workServer reads its key and Discord's address from the environment. The command's name says what
// it does.
func workServer(t *testing.T) *core.Server {
	server, err := core.NewServer(core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server.Commands.Replace(work)
	return server
}

func work(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	slog.InfoContext(ctx, "listening")
	switch i.Data.Name {
	case "defer":
		core.After(ctx, show("done"))
		return discord.DeferredMessage{}, nil
	case "slow":
		core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
			select {
			case <-time.After(4 * time.Second):
				return show("done")(ctx, followUp)
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		return discord.DeferredMessage{}, nil
	case "deadline":
		core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
			deadline, _ := ctx.Deadline()
			return show(time.Until(deadline).Round(time.Minute).String())(ctx, followUp)
		})
		return discord.DeferredMessage{}, nil
	case "panic":
		panic("in the listener")
	case "panic later":
		core.After(ctx, func(context.Context, *rest.Interaction) error { panic("in the work") })
		return discord.DeferredMessage{}, nil
	case "broken file":
		file := discord.File{Name: "half.txt", Content: &broken{strings.NewReader(strings.Repeat("half ", 10000))}}
		return discord.Message{Files: []discord.File{file}}, nil
	}
	return discord.Message{Content: "pong"}, nil
}

func show(text string) core.Work {
	return func(ctx context.Context, followUp *rest.Interaction) error {
		_, err := followUp.EditOriginal(ctx, discord.Update{Content: &text})
		return err
	}
}

// broken is a file that cannot be read to its end.
type broken struct{ text *strings.Reader }

func (b *broken) Len() int { return b.text.Len() }

func (b *broken) Read(p []byte) (int, error) {
	if b.text.Len() == 0 {
		return 0, errors.New("the disk is gone")
	}
	return b.text.Read(p)
}
