// Package gcf runs package core on Google Cloud Functions (now Cloud Run functions), with
// functions-framework-go.
//
// The smallest function is one file at the root of a module. DISCORD_PUBLIC_KEY in its environment
// is the application's public key:
//
//	package function
//
//	import (
//		"context"
//
//		_ "github.com/GoogleCloudPlatform/functions-framework-go/functions"
//		"github.com/hotaru-go/hotaru/core"
//		"github.com/hotaru-go/hotaru/discord"
//		"github.com/hotaru-go/hotaru/gcf"
//	)
//
//	func init() {
//		gcf.Init("Interactions", func() (*core.Server, error) {
//			core.Handle(core.Command("ping", "Asks whether the bot is there", ping))
//			return core.Default, nil
//		})
//	}
//
//	func ping(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
//		return discord.Message{Content: "pong"}, nil
//	}
//
// The blank import is for Google's build. The build looks for it in the package at the module's
// root. Without it, the build treats the entry point as the name of a Go function. docs/gcf.md in
// the repository describes how to deploy the example, step by step.
//
// # Work after the answer
//
// A function has its processor only while a request is open. If there is work after the answer,
// from [core.After] or from [core.AutoDefer], the answer is sent at once through Discord's callback
// endpoint. Then the work runs inside the request, and the request ends with status 202 and no
// body. Discord disconnects after 3 seconds, but the work continues, at most until the function's
// time-out. An answer without work is sent in the response. [Function.Inline] is for instances that
// keep their processor.
//
// See
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
// and https://cloud.google.com/run/docs/tips/general#avoid-background-activities.
//
// # Logs
//
// On Google Cloud the default logger of log/slog writes the format that Cloud Logging reads, with
// severity and trace; see [LogHandler]. Pass the listener's context to slog, as in
// slog.InfoContext(ctx, …), to find a line under its request. Lines of log.Fatal and log.Panic have
// severity ERROR. Other lines of package log have severity INFO.
//
// # Limits
//
// The framework keeps a registered function for as long as the process lives. If FUNCTION_TARGET is
// set, as it is on Google Cloud, the framework serves only that function. It sets no time-outs: the
// handler limits slow bodies to 3 seconds, but not slow headers. A webhook event has no callback
// endpoint. Work after an event begins when its 204 has been sent, and Google Cloud may already
// take the processor away then. A panic in a goroutine that a listener has started ends the
// process.
package gcf
