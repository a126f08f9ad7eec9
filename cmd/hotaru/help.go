package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
)

func usage(w io.Writer) {
	fmt.Fprint(w, "Hotaru makes, runs and checks Discord apps.\n\nUsage:\n\n\thotaru COMMAND [flags] [arguments]\n\nThe commands are:\n\n")
	for _, one := range subcommands() {
		fmt.Fprintf(w, "\t%-11s %s\n", one.name, one.short)
	}
	fmt.Fprint(w, "\nRun 'hotaru help COMMAND' for more about one.\n")
}

// help explains a subcommand, or lists all of them.
func help(c *console, args []string) int {
	if len(args) == 0 {
		usage(c.out)
		return 0
	}
	one, known := find(args[0])
	if !known {
		fmt.Fprintf(c.notes, "hotaru help %s: unknown command\nRun 'hotaru help' for usage.\n", args[0])
		return 2
	}
	one.help(c.out)
	return 0
}

func (one command) help(w io.Writer) {
	flags := flag.NewFlagSet(one.name, flag.ContinueOnError)
	one.setup(flags)
	some := false
	flags.VisitAll(func(*flag.Flag) { some = true })
	words := []string{"hotaru", one.name}
	if some {
		words = append(words, "[flags]")
	}
	if one.args != "" {
		words = append(words, one.args)
	}
	fmt.Fprintf(w, "Usage: %s\n\n%s\n", strings.Join(words, " "), strings.TrimSpace(one.long))
	if some {
		fmt.Fprint(w, "\nFlags:\n\n")
		flags.SetOutput(w)
		flags.PrintDefaults()
	}
}

func versionCommand() command {
	return command{
		name:  "version",
		short: "print the version of this command",
		long:  "Version prints the version of the module that this command was built from.",
		setup: func(*flag.FlagSet) runner {
			return func(_ context.Context, c *console, _ []string) error {
				version := "(unknown)"
				if info, ok := debug.ReadBuildInfo(); ok {
					version = info.Main.Version
					for _, dep := range info.Deps { // run as a tool of another module
						if dep.Path == modulePath {
							version = dep.Version
						}
					}
				}
				_, err := fmt.Fprintln(c.out, "hotaru", version)
				return err
			}
		},
	}
}

// modulePath is the path of the module that this command is part of.
const modulePath = "github.com/hotaru-go/hotaru"
