// Hotaru makes, runs and checks Discord apps: bots in Go with hotaru, and endpoints of any language.
//
//	go run github.com/hotaru-go/hotaru/cmd/hotaru@latest new example.com/mybot
//
// makes a bot. In its folder the command is "go tool hotaru", at the version in the bot's go.mod.
// "hotaru help" lists the subcommands; "hotaru help check" explains one.
//
// It exits with 0 if it succeeds, 1 if it fails, and 2 if it was called wrongly.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	// A second Ctrl-C ends the process at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, &console{
		in: os.Stdin, out: os.Stdout, notes: os.Stderr, env: os.Getenv, terminal: isTerminal(os.Stdin),
	}, os.Args[1:]))
}
