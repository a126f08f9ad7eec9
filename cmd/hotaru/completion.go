package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
)

func completionCommand() command {
	return command{
		name:  "completion",
		args:  "bash|zsh|fish",
		short: "print a script that completes the command's arguments in a shell",
		long: `
Completion prints a script that completes subcommands and flags of a program named hotaru, as
'go install github.com/hotaru-go/hotaru/cmd/hotaru@latest' installs it. Load it in the shell's start file:

	source <(hotaru completion bash)      # ~/.bashrc
	source <(hotaru completion zsh)       # ~/.zshrc, after compinit
	hotaru completion fish | source       # ~/.config/fish/config.fish
`,
		setup: func(*flag.FlagSet) runner {
			return func(_ context.Context, c *console, args []string) error {
				scripts := map[string]func(io.Writer){"bash": completeBash, "zsh": completeZsh, "fish": completeFish}
				if len(args) != 1 || scripts[args[0]] == nil {
					return usagef("name a shell: bash, zsh or fish")
				}
				scripts[args[0]](c.out)
				return nil
			}
		},
	}
}

// flagsOf returns the flags of a subcommand.
func (one command) flagsOf() (list []*flag.Flag) {
	flags := flag.NewFlagSet(one.name, flag.ContinueOnError)
	one.setup(flags)
	flags.VisitAll(func(f *flag.Flag) { list = append(list, f) })
	return list
}

func completeBash(w io.Writer) {
	names := []string{"help"}
	fmt.Fprint(w, "_hotaru() {\n\tlocal words\n\tcase ${COMP_WORDS[1]} in\n")
	for _, one := range subcommands() {
		names = append(names, one.name)
		var flags []string
		for _, f := range one.flagsOf() {
			flags = append(flags, "-"+f.Name)
		}
		if one.name == "completion" {
			flags = append(flags, strings.ReplaceAll(one.args, "|", " "))
		}
		fmt.Fprintf(w, "\t%s) words=%q ;;\n", one.name, strings.Join(flags, " "))
	}
	all := strings.Join(names, " ")
	fmt.Fprintf(w, "\thelp) words=%q ;;\n\tesac\n", all)
	fmt.Fprintf(w, "\tif [ \"$COMP_CWORD\" -eq 1 ]; then words=%q; fi\n", all)
	fmt.Fprint(w, "\tCOMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n")
	fmt.Fprint(w, "complete -o default -F _hotaru hotaru\n")
}

// completeZsh makes zsh run the script for bash.
func completeZsh(w io.Writer) {
	fmt.Fprint(w, "autoload -U +X bashcompinit && bashcompinit\n")
	completeBash(w)
}

func completeFish(w io.Writer) {
	quote := func(text string) string { return "'" + strings.ReplaceAll(text, "'", `\'`) + "'" }
	fmt.Fprint(w, "complete -c hotaru -n __fish_use_subcommand -a help -d 'explain a command'\n")
	for _, one := range subcommands() {
		fmt.Fprintf(w, "complete -c hotaru -n __fish_use_subcommand -a %s -d %s\n", one.name, quote(one.short))
		for _, f := range one.flagsOf() {
			_, text := flag.UnquoteUsage(f)
			fmt.Fprintf(w, "complete -c hotaru -n '__fish_seen_subcommand_from %s' -o %s -d %s\n", one.name, f.Name, quote(text))
		}
	}
	fmt.Fprint(w, "complete -c hotaru -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n")
}
