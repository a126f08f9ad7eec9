// Package gcf carries core over Google Cloud Functions (now Cloud Run functions), through functions-framework-go.
//
// The smallest function that can be deployed is one file at the root of a module; DISCORD_PUBLIC_KEY in its environment
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
//		core.Handle(core.Command("ping", "Asks whether the bot is there", ping))
//		if err := gcf.HTTP("Interactions", nil); err != nil {
//			panic(err)
//		}
//	}
//
//	func ping(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
//		return discord.Message{Content: "pong"}, nil
//	}
//
// The blank import is for Google's build, which looks for it in the package at the module's root and, where it is
// missing, takes the entry point for the name of a Go function. docs/gcf.md in the repository deploys the example, from
// nothing to a working command.
//
// # Work after the answer
//
// A function has its processor only while a request is open. So an answer with work after it, [core.After] or an
// [core.AutoDefer] that deferred, goes out through Discord's callback endpoint at once; then the work is done inside the
// request; then the request ends with status 202 and no body. The work goes on when Discord hangs up, as it does after
// 3 seconds, and ends with the function's time-out. An answer without work is the response, as everywhere.
// [Function.Inline] is for instances that keep their processor.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback and
// https://cloud.google.com/run/docs/tips/general#avoid-background-activities.
//
// # Logs
//
// On Google's side the default logger of log/slog writes what Cloud Logging reads, with severity and trace; see
// [LogHandler]. Pass listeners' contexts on to slog, as in slog.InfoContext(ctx, …), to find a line under its request.
//
// # Limits
//
// The framework keeps what is registered for as long as the process lives, and serves one function a process where
// FUNCTION_TARGET is set, as it is on Google's side. A webhook event has no callback endpoint: work after one begins
// when its 204 is out, while Google's side may already take the processor away. A panic in a goroutine that a listener
// started itself ends the process, as everywhere in Go.
package gcf
