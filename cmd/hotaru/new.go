package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/scaffold"
)

func newCommand() command {
	return command{
		name:  "new",
		args:  "MODULE",
		short: "make the module of a new bot",
		long: `
New makes a folder with a new bot, which builds, passes its tests and deploys. The folder has the name of the last element
of the module's path, unless -dir names another:

	hotaru new example.com/mybot

It holds the bot with a test, a program for each way to run it, and what AWS SAM, Google's build and GitHub's workflows
need. New overwrites nothing. It needs no network if the modules that the bot needs are in the module cache.

The bot requires the version of hotaru that this command was built from. A command that was built in a clone has no
version that the go command can download. Name the clone with -replace.`,
		setup: func(flags *flag.FlagSet) runner {
			var o creating
			flags.StringVar(&o.platforms, "platforms", "lambda,google", "make the files for these platforms: a `list` of lambda and google, or none")
			flags.BoolVar(&o.state, "state", false, "add state that all instances share, in the platforms' own databases")
			flags.BoolVar(&o.jobs, "jobs", false, "add jobs, which outlive a function, by the platforms' own queues; it adds -state too")
			flags.StringVar(&o.dir, "dir", "", "make the bot in this new `folder`")
			flags.StringVar(&o.replace, "replace", "", "take hotaru from this `folder`, not from the module proxy")
			return o.run
		},
	}
}

type creating struct {
	platforms, replace, dir string
	state, jobs             bool
}

func (o *creating) run(ctx context.Context, c *console, args []string) error {
	if len(args) != 1 {
		return usagef("want the path of a module, as in hotaru new example.com/mybot; got %d arguments", len(args))
	}
	bot := scaffold.Bot{Module: args[0], State: o.state, Jobs: o.jobs}
	if err := scaffold.CheckModule(bot.Module); err != nil {
		return usageError{err.Error()}
	}
	if err := o.choose(&bot); err != nil {
		return err
	}
	source, err := o.source()
	if err != nil {
		return err
	}
	made, err := bot.Files()
	if err != nil {
		return err
	}
	modules, err := scaffold.Modules(ctx, bot, source)
	if err != nil {
		return err
	}
	for name, text := range modules {
		made[name] = text
	}
	o.dir = cmp.Or(o.dir, bot.Name())
	folder, err := filepath.Abs(o.dir)
	if err != nil {
		return err
	}
	if err := scaffold.Write(folder, made); err != nil {
		return err
	}
	if err := scaffold.Trim(ctx, folder); err != nil {
		fmt.Fprintf(c.notes, "go.mod requires more than the bot needs; 'go mod tidy' mends that. %v\n", err)
	}
	o.explain(c)
	return nil
}

// choose reads the platforms.
func (o *creating) choose(bot *scaffold.Bot) error {
	for name := range strings.SplitSeq(o.platforms, ",") {
		switch strings.TrimSpace(name) {
		case "lambda":
			bot.Lambda = true
		case "google":
			bot.Google = true
		case "none", "":
		default:
			return usagef("-platforms: %q is neither lambda nor google", name)
		}
	}
	return nil
}

// source returns the hotaru module that the bot requires.
func (o *creating) source() (scaffold.Source, error) {
	if o.replace != "" {
		dir, err := filepath.Abs(o.replace)
		if err != nil {
			return scaffold.Source{}, err
		}
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			return scaffold.Source{}, usagef("-replace: %v", err)
		}
		return scaffold.Source{Dir: dir}, nil
	}
	info, ok := debug.ReadBuildInfo()
	// A downloaded module has a sum. A build in a clone may have a version that nobody can
	// download.
	if !ok || info.Main.Path != modulePath || info.Main.Sum == "" || info.Main.Replace != nil {
		return scaffold.Source{}, usagef("this command has no version that a bot could require; name a clone of hotaru with -replace, " +
			"or run it as go run github.com/hotaru-go/hotaru/cmd/hotaru@latest")
	}
	return scaffold.Source{Version: info.Main.Version}, nil
}

// explain prints what to do next.
func (o *creating) explain(c *console) {
	fmt.Fprintf(c.out, "Made %s.\n\n\tcd %s\n\tgo test ./...\n\tgo tool hotaru dev\n\n", o.dir, o.dir)
	fmt.Fprint(c.out, "The last opens the bot in a Discord on this machine. README.md says how to deploy it.\n")
	if work := os.Getenv("GOWORK"); work != "" && work != "off" {
		fmt.Fprintf(c.out, "There is a workspace: add the bot by 'go work use %s'.\n", o.dir)
	}
}
