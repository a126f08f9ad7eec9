// Package function is the example bot as a Google Cloud function called Interactions.
//
// Serve it locally, under the framework that Google's side runs it with:
//
//	DISCORD_PUBLIC_KEY=… FUNCTION_TARGET=Interactions PORT=8080 go run ./examples/gcf/cmd
//
// The repository's root is the source folder to deploy, since the example needs the module it is part of; docs/gcf.md
// has the commands. An app of your own is a module of its own, with a file like this one at its root.
package function

import (
	"log/slog"
	"os"

	// Google's build looks for this very import in the package it is given. Without it, it takes Interactions for the
	// name of a Go function and fails.
	_ "github.com/GoogleCloudPlatform/functions-framework-go/functions"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/gcf"
)

func init() {
	if err := register(); err != nil {
		slog.Error("function not registered", "error", err)
		os.Exit(1)
	}
}

func register() error {
	server, err := bot.New(core.Options{})
	if err != nil {
		return err
	}
	return gcf.HTTP("Interactions", server)
}
