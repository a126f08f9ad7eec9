// Package gcf carries core over Google Cloud Functions (now Cloud Run functions), through
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
// root; without it, the build takes the entry point for the name of a Go function. docs/gcf.md in
// the repository deploys the example, step by step.
//
// # Work after the answer
//
// A function has its processor only while a request is open. An answer with work after it, from
// [core.After] or from [core.AutoDefer], goes out through Discord's callback endpoint at once. Then
// the work runs inside the request, and the request ends with status 202 and no body. Discord hangs
// up after 3 seconds; the work goes on, until the function's time-out at most. An answer without
// work is the response. [Function.Inline] is for instances that keep their processor.
//
// See
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
// and https://cloud.google.com/run/docs/tips/general#avoid-background-activities.
//
// # Logs
//
// On Google's side the default logger of log/slog writes what Cloud Logging reads, with severity
// and trace; see [LogHandler]. Pass the listener's context to slog, as in slog.InfoContext(ctx, …),
// to find a line under its request. Lines of log.Fatal and log.Panic have severity ERROR, other
// lines of package log INFO.
//
// # Limits
//
// The framework keeps a registered function for as long as the process lives. Where FUNCTION_TARGET
// is set, as on Google's side, it serves only that function. It sets no time-outs: the handler
// bounds slow bodies to 3 seconds, but not slow headers. A webhook event has no callback endpoint:
// work after one begins when its 204 is out, when Google's side may already take the processor
// away. A panic in a goroutine that a listener has started ends the process.
package gcf
