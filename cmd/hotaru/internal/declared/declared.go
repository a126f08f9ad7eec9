// Package declared finds the commands that a bot declares. It reads a file, or runs the bot's own
// cmd/register.
package declared

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// ErrNone means that no file is named and the bot has no cmd/register.
var ErrNone = errors.New("no commands: there is no cmd/register in this folder; name a JSON file of commands with -commands")

// Commands returns the commands in a JSON file. If file is empty, it runs the program cmd/register
// in dir with -dry-run, which prints the commands. The program gets no Discord credentials from the
// environment.
func Commands(ctx context.Context, dir, file string) ([]discord.Command, error) {
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("-commands: %w", err)
		}
		return decode("-commands: "+file, text)
	}
	if !hasRegister(dir) {
		return nil, ErrNone
	}
	program := exec.CommandContext(ctx, "go", "run", "./cmd/register", "-dry-run")
	var out, notes bytes.Buffer
	program.Dir, program.Stdout, program.Stderr = dir, &out, &notes
	program.Env = WithoutDiscord(os.Environ())
	name := strings.Join(program.Args, " ")
	if err := program.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", name, err, bytes.TrimSpace(notes.Bytes()))
	}
	return decode(name, out.Bytes())
}

func hasRegister(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "cmd", "register"))
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	return err == nil && info.IsDir()
}

// WithoutDiscord returns an environment without the variables whose names begin with DISCORD_.
func WithoutDiscord(environment []string) (rest []string) {
	for _, variable := range environment {
		if !strings.HasPrefix(variable, "DISCORD_") {
			rest = append(rest, variable)
		}
	}
	return rest
}

func decode(source string, text []byte) ([]discord.Command, error) {
	commands, err := discord.DecodeCommands(text)
	if err != nil {
		return nil, fmt.Errorf("%s: not a JSON array of commands: %w", source, err)
	}
	return commands, nil
}
