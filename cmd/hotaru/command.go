package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
)

// command is a subcommand.
type command struct {
	name string
	// args describes the arguments after the flags, for the usage line.
	args string
	// short is the line in the list of subcommands. long is the text of its help.
	short, long string
	// setup declares the flags, and returns the function to run once they are parsed.
	setup func(*flag.FlagSet) runner
}

type runner func(ctx context.Context, c *console, args []string) error

// subcommands lists the subcommands in the order of help.
func subcommands() []command {
	return []command{
		newCommand(), devCommand(), checkCommand(), sendCommand(), registerCommand(), completionCommand(), versionCommand(),
	}
}

// usageError means that the command was called wrongly.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func usagef(format string, values ...any) error { return usageError{fmt.Sprintf(format, values...)} }

// errFailed means that the result is a failure that has already been printed.
var errFailed = errors.New("failed")

// run runs a subcommand and returns the status to exit with.
func run(ctx context.Context, c *console, args []string) int {
	if len(args) == 0 {
		usage(c.notes)
		return 2
	}
	name, args := args[0], args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		return help(c, args)
	case "-version", "--version":
		name = "version"
	}
	one, known := find(name)
	if !known {
		fmt.Fprintf(c.notes, "hotaru: unknown command %q\nRun 'hotaru help' for usage.\n", name)
		return 2
	}
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	start := one.setup(flags)
	rest, err := parse(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		one.help(c.out)
		return 0
	}
	if err != nil {
		err = usageError{err.Error()}
	} else {
		err = start(ctx, c, rest)
	}
	return c.report(name, err)
}

func find(name string) (command, bool) {
	all := subcommands()
	at := slices.IndexFunc(all, func(one command) bool { return one.name == name })
	if at < 0 {
		return command{}, false
	}
	return all[at], true
}

// report prints an error, and returns the status to exit with.
func (c *console) report(name string, err error) int {
	_, misused := errors.AsType[usageError](err)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFailed):
		return 1
	case misused:
		fmt.Fprintf(c.notes, "hotaru %s: %v\nRun 'hotaru help %s' for usage.\n", name, err, name)
		return 2
	}
	fmt.Fprintf(c.notes, "hotaru %s: %v\n", name, err)
	return 1
}

// parse parses flags before, between and after the other arguments, up to a "--".
func parse(flags *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		left := flags.Args()
		parsed := len(args) - len(left)
		if len(left) == 0 || parsed > 0 && args[parsed-1] == "--" {
			return append(rest, left...), nil
		}
		rest, args = append(rest, left[0]), left[1:]
	}
}
