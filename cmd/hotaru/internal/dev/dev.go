// Package dev runs a bot while it is being written. It restarts the bot after every save, and
// provides a Discord to try it in.
package dev

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/declared"
	"github.com/hotaru-go/hotaru/discord"
)

// Options say which bot to run, and how.
type Options struct {
	// Bot is the folder of the bot.
	Bot string
	// Endpoint is the URL at which the bot receives interactions on this machine.
	Endpoint *url.URL
	// Run is the command line that starts the bot. It is empty for a bot in Go with a cmd/local.
	Run string
	// Commands is a JSON file with the bot's commands. It is empty if the bot's cmd/register prints
	// them.
	Commands string
	// Watch are the suffixes of the bot's files. If it is nil, they are the suffixes of many
	// languages.
	Watch []string
	// Environment is the base of the bot's environment.
	Environment []string
	// Out gets the bot's output. Notes gets dev's own messages.
	Out, Notes io.Writer
}

// stage is a Discord in which the bot is tried.
type stage interface {
	// environment makes the bot's environment from a base environment.
	environment([]string) []string
	// ready is called when the bot accepts interactions.
	ready(context.Context) error
	// register registers the commands that the bot declares.
	register(context.Context, []discord.Command) error
	// restarting is called when the bot accepts no interactions until ready is called again.
	restarting()
	// gone is called when the bot accepts no interactions for a longer time or forever.
	gone(context.Context) error
	// notice shows what is wrong with the bot. An empty title means that nothing is wrong.
	notice(title, text string)
}

// runningBot is the bot that is being written.
type runningBot struct {
	Options
	stage   stage
	folder  string // of dev's own
	process *process
	// last is the hash of the running build.
	last [sha256.Size]byte
	// failing is true if something was wrong at the last change.
	failing bool
}

// startable returns an error if the bot cannot be started at all. It is called before dev writes
// anything into the folder.
func startable(o Options) error {
	if o.Run == "" && !isGo(o.Bot) {
		return errNoProgram
	}
	return free(o.Endpoint.Host)
}

// run runs the bot on a stage until the context ends.
func run(ctx context.Context, o Options, s stage) (err error) {
	w, err := watch(o.Bot, o.Watch)
	if err != nil {
		return err
	}
	defer w.close()
	b := &runningBot{Options: o, stage: s, folder: filepath.Join(o.Bot, Folder)}
	defer func() {
		err = errors.Join(err, s.gone(ctx))
		b.process.stop()
	}()
	for {
		if err := b.restart(ctx); err != nil {
			return err
		}
		if again, err := b.wait(ctx, w); !again {
			return err
		}
	}
}

// wait waits for a change. It returns false if the context has ended.
func (b *runningBot) wait(ctx context.Context, w *watcher) (again bool, err error) {
	ended := make(chan struct{}) // never closed if no bot runs
	if b.process != nil {
		ended = b.process.done
	}
	for {
		select {
		case <-ctx.Done():
			return false, nil
		case <-w.changed:
			return true, nil
		case <-ended:
			ended = nil
			if err := b.ended(ctx); err != nil {
				return false, err
			}
		}
	}
}

// ended handles the end of a bot that has ended by itself.
func (b *runningBot) ended(ctx context.Context) error {
	if ctx.Err() != nil {
		return nil
	}
	how := "exit status 0"
	if b.process.err != nil {
		how = b.process.err.Error()
	}
	how += "; it is started again at the next change"
	fmt.Fprintf(b.Notes, "hotaru: The bot has ended: %s\n", how)
	b.stage.notice("The bot has ended", how+"\n\n"+b.process.tail.String())
	return b.stage.gone(ctx)
}

// say shows on the stage and in the terminal what is wrong.
func (b *runningBot) say(title, text string) {
	b.failing = true
	fmt.Fprintf(b.Notes, "hotaru: %s\n%s\n", title, text)
	b.stage.notice(title, text)
}

// mended removes what say has shown.
func (b *runningBot) mended() {
	b.stage.notice("", "")
	if b.failing {
		b.failing = false
		fmt.Fprintln(b.Notes, "hotaru: The bot builds and runs again.")
	}
}

// restart builds the bot, and starts it in place of the running one. If the new one does not build,
// the running one continues. restart returns only errors that no change to the bot can fix.
func (b *runningBot) restart(ctx context.Context) error {
	program := ""
	if b.Run == "" {
		var err error
		program, err = build(ctx, b.Bot, b.folder)
		if failed, ok := errors.AsType[*buildError](err); ok {
			b.say("The bot does not build", failed.output)
			return nil
		}
		if err != nil {
			return ignoreEnd(ctx, err)
		}
	}
	started, err := b.start(ctx, program)
	if err != nil || !started {
		return ignoreEnd(ctx, err)
	}
	if err := b.stage.ready(ctx); err != nil {
		return ignoreEnd(ctx, err)
	}
	b.mended()
	b.register(ctx)
	return nil
}

// ignoreEnd drops an error that comes from the end of the context.
func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// start starts the bot, unless the same build already runs, and waits until it listens. If it does
// not listen, start shows why and returns false.
func (b *runningBot) start(ctx context.Context, program string) (listening bool, err error) {
	command := shell(b.Run)
	if program != "" {
		sum, err := sumOf(program)
		if err != nil {
			return false, err
		}
		if b.process != nil && !b.process.ended() && sum == b.last {
			// The last build may have failed.
			b.mended()
			return false, nil
		}
		b.last = sum
		command = exec.Command(program, "-addr", b.Endpoint.Host)
	}
	if b.process != nil {
		b.stage.restarting()
		b.process.stop()
	}
	command.Dir = b.Bot
	command.Env = append(b.stage.environment(b.Environment), "PORT="+b.Endpoint.Port())
	began := time.Now()
	if b.process, err = start(command, b.Out); err != nil {
		return false, fmt.Errorf("starting the bot: %w", err)
	}
	if listens(ctx, b.Endpoint.Host, b.process.done) {
		fmt.Fprintf(b.Notes, "hotaru: the bot answers at %s, %s after its start\n", b.Endpoint, time.Since(began).Round(time.Millisecond))
		return true, nil
	}
	// If the process has ended, wait shows that.
	if ctx.Err() == nil && !b.process.ended() {
		b.say("The bot does not listen", fmt.Sprintf("Nothing listens on %s. The bot has to listen on the port that PORT says, or "+
			"-endpoint has to say where it listens.", b.Endpoint.Host))
	}
	return false, nil
}

// listenTime is how long a bot may take to listen after its start.
const listenTime = 20 * time.Second

// register registers the commands that the bot declares with the stage.
func (b *runningBot) register(ctx context.Context) {
	commands, err := declared.Commands(ctx, b.Bot, b.Commands)
	if errors.Is(err, declared.ErrNone) {
		return // the bot registers its commands itself
	}
	if err == nil {
		err = b.stage.register(ctx, commands)
	}
	switch {
	case err == nil:
		fmt.Fprintf(b.Notes, "hotaru: commands: %d\n", len(commands))
	case ctx.Err() == nil:
		b.say("The commands are not registered", err.Error())
	}
}
