package dev

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// errNoProgram means that dev does not know how to start the bot.
var errNoProgram = errors.New("there is no cmd/local in this folder: say how to start the bot with -run, as in -run \"npm start\"")

// buildError is an error with the compiler's output.
type buildError struct{ output string }

func (e *buildError) Error() string { return "the bot does not build:\n" + e.output }

// sumOf returns a hash that distinguishes builds of a program.
func sumOf(program string) (sum [sha256.Size]byte, err error) {
	file, err := os.Open(program)
	if err != nil {
		return sum, err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(hash.Sum(nil)), nil
}

// isGo reports whether a folder has a bot in Go that dev knows how to start.
func isGo(bot string) bool {
	info, err := os.Stat(filepath.Join(bot, "cmd", "local"))
	return err == nil && info.IsDir()
}

// build compiles the bot's cmd/local, and returns the program's file. If it does not compile, the
// error is a [*buildError].
func build(ctx context.Context, bot, folder string) (string, error) {
	program, err := filepath.Abs(filepath.Join(folder, "bot"))
	if err != nil {
		return "", err
	}
	if os.PathSeparator == '\\' {
		program += ".exe"
	}
	// Without the state of the version control, two builds of the same source are equal. Without
	// the tables for debuggers, linking takes half as long.
	command := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-ldflags=-w", "-o", program, "./cmd/local")
	command.Dir = bot
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	err = command.Run()
	if _, failed := errors.AsType[*exec.ExitError](err); failed && ctx.Err() == nil {
		return "", &buildError{strings.TrimSpace(output.String())}
	}
	if err != nil {
		return "", fmt.Errorf("go build: %w", err)
	}
	return program, nil
}
