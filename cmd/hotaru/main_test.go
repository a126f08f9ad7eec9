package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

// said is the output of a subcommand and its exit status.
type said struct {
	out, notes string
	status     int
}

// call runs a subcommand with an environment and, if input is not empty, with a person at a
// terminal.
func call(t *testing.T, env map[string]string, input string, args ...string) said {
	t.Helper()
	var out, notes bytes.Buffer
	status := run(t.Context(), &console{
		in: strings.NewReader(input), out: &out, notes: &notes, terminal: input != "",
		env: func(name string) string { return env[name] },
	}, args)
	return said{out.String(), notes.String(), status}
}

func TestUsage(t *testing.T) {
	tests := []struct {
		args       string
		status     int
		out, notes string
	}{
		{"", 2, "", "The commands are:"},
		{"help", 0, "The commands are:", ""},
		{"-h", 0, "The commands are:", ""},
		{"help check", 0, "Usage: hotaru check [flags] URL", ""},
		{"check -h", 0, "-seed text", ""},
		{"check --help", 0, "-seed text", ""},
		{"help chekc", 2, "", "hotaru help chekc: unknown command"},
		{"chekc", 2, "", `unknown command "chekc"`},
		{"version", 0, "hotaru ", ""},
		{"--version", 0, "hotaru ", ""},
		{"check", 2, "", "want one URL"},
		{"check a b", 2, "", "want one URL"},
		{"check bot.example", 2, "", "not an http or https URL"},
		{"check -kye x", 2, "", "Run 'hotaru help check' for usage."},
		{"send", 2, "", "say what to send"},
		{"send ping -url bot.example", 2, "", "not an http or https URL"},
		{"register now", 2, "", "takes no arguments"},
		{"register -guild mine", 2, "", "-guild: discord: a snowflake"},
		{"dev now", 2, "", "takes no arguments"},
		{"dev -endpoint bot.example", 2, "", "not an http or https URL"},
		{"completion", 2, "", "bash, zsh or fish"},
		{"completion sh", 2, "", "bash, zsh or fish"},
	}
	for _, test := range tests {
		t.Run(test.args, func(t *testing.T) {
			got := call(t, nil, "", strings.Fields(test.args)...)
			if got.status != test.status || !strings.Contains(got.out, test.out) || !strings.Contains(got.notes, test.notes) {
				t.Errorf("status %d, want %d\nout: %s\nnotes: %s", got.status, test.status, got.out, got.notes)
			}
		})
	}
}

// Every subcommand has one line that says what it does, and a help text.
func TestEverySubcommandHasHelp(t *testing.T) {
	for _, one := range subcommands() {
		if one.short == "" || strings.HasSuffix(one.short, ".") || len(one.long) < len(one.short) {
			t.Errorf("%s: %q, %q", one.name, one.short, one.long)
		}
		for _, f := range one.flagsOf() {
			if f.Usage == "" {
				t.Errorf("%s -%s has no usage", one.name, f.Name)
			}
		}
	}
}

func TestFlagsStandAnywhere(t *testing.T) {
	for _, args := range []string{"-json http://127.0.0.1:1/", "http://127.0.0.1:1/ -json", "-json -- http://127.0.0.1:1/"} {
		if got := call(t, nil, "", append([]string{"check"}, strings.Fields(args)...)...); !strings.HasPrefix(got.out, "{") {
			t.Errorf("%s: %+v", args, got)
		}
	}
	if got := call(t, nil, "", "check", "--", "http://127.0.0.1:1/", "-json"); got.status != 2 {
		t.Errorf("after --: %+v", got)
	}
}

func TestCompletion(t *testing.T) {
	for shell, want := range map[string]string{
		"bash": `check) words="-json -key -seed" ;;`,
		"zsh":  "bashcompinit",
		"fish": "'__fish_seen_subcommand_from check' -o json -d 'print the results as JSON'",
	} {
		if got := call(t, nil, "", "completion", shell); got.status != 0 || !strings.Contains(got.out, want) {
			t.Errorf("%s: %+v", shell, got)
		}
	}
}
