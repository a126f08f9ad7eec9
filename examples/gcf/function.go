// Package function is the example bot as a Google Cloud function called Interactions.
//
// Serve it locally, with the framework that Google uses to run it:
//
//	DISCORD_PUBLIC_KEY=… FUNCTION_TARGET=Interactions PORT=8080 go run ./examples/gcf/cmd
//
// Deploy the repository's root, because the example needs the module that it is part of.
// docs/gcf.md has the commands. Your own app is a separate module, with a file like this one at its
// root.
package function

import (
	"os"

	// Google's build looks for this import in the package it is given. Without it, the build takes
	// Interactions for the name of a Go function and fails.
	_ "github.com/GoogleCloudPlatform/functions-framework-go/functions"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/gcf"
	"github.com/hotaru-go/hotaru/jobs/cloudtasks"
)

func init() {
	gcf.Init("Interactions", newServer)
}

// newServer makes the bot, with jobs if they are switched on as docs/jobs.md says.
func newServer() (*core.Server, error) {
	server, err := bot.New(core.Options{})
	if err != nil || os.Getenv(cloudtasks.QueueVariable) == "" {
		return server, err
	}
	engine, err := cloudtasks.New(cloudtasks.Options{})
	if err != nil {
		return nil, err
	}
	return server, bot.Jobs(server, engine, nil)
}
