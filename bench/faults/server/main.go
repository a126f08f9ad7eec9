// Command server is the local server with a bot whose commands hang, panic, leak, answer late and
// defer. Command faults runs its scenarios against it. It prints the address it listens on and
// stops on SIGTERM.
//
// The key, or the credentials for fetching it, come from the environment, as for any bot.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
)

func main() {
	s := &adapters.Server{}
	ledgerPath := flag.String("ledger", os.DevNull, "the file that each interaction is written to as it is heard")
	callback := flag.Bool("callback", false, "answer what has work after it through the callback endpoint")
	flag.DurationVar(&s.ReadHeaderTimeout, "read-header", 0, "adapters.Server.ReadHeaderTimeout")
	flag.DurationVar(&s.BodyTimeout, "body", 0, "adapters.Server.BodyTimeout")
	flag.DurationVar(&s.ReadTimeout, "read", 0, "adapters.Server.ReadTimeout")
	flag.DurationVar(&s.IdleTimeout, "idle", 0, "adapters.Server.IdleTimeout")
	flag.DurationVar(&s.ShutdownTimeout, "shutdown", 0, "adapters.Server.ShutdownTimeout")
	flag.BoolVar(&s.HoldRefusals, "hold-refusals", false, "adapters.Server.HoldRefusals")
	flag.Parse()
	if err := run(s, *ledgerPath, *callback); err != nil {
		fmt.Fprintln(os.Stderr, "server:", err)
		os.Exit(1)
	}
}

func run(s *adapters.Server, ledgerPath string, callback bool) error {
	file, err := os.OpenFile(ledgerPath, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	options := core.Options{Logger: slog.New(slog.NewTextHandler(os.Stderr, nil))}
	if callback {
		options.Callback = core.CallbackWithWork
	}
	server, err := core.NewServer(options)
	if err != nil {
		return err
	}
	l := &ledger{file}
	if err := server.Handle(
		core.Command("ping", "Answers at once", l.ping),
		core.Command("file", "Answers with a file", l.file),
		core.Command("work", "Defers, and edits the answer after it", l.work),
		core.Command("brief", "Answers after a moment, with work after it", l.brief),
		core.Command("hang", "Never returns", l.hang),
		core.Command("late", "Answers after the deadline", l.late),
		core.Command("panic", "Panics", l.panic),
		core.Command("leak", "Leaves a goroutine and memory behind", l.leak),
		core.Use(core.AutoDefer(100*time.Millisecond),
			core.Command("slow", "Is deferred in its name", l.slow),
			core.Command("report", "Is deferred in its name, and follows up", l.report)),
	); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.Server, s.Listeners, s.Handler, s.Logger = server, []net.Listener{listener}, figures{}, options.Logger
	fmt.Println(listener.Addr())
	return s.Run(context.Background())
}
