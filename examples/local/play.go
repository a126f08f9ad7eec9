package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/playground"
)

// stage is a local Discord and the page that shows the bot.
type stage struct {
	discord *discordtest.Discord
	page    *playground.Playground
}

// pagePath is the page's path. adapters.Server uses some other paths itself.
const pagePath = "/playground/"

// newStage makes a Discord with a key from the seed.
func newStage(seed string) *stage {
	d := discordtest.NewDiscord(discordtest.APIOptions{Key: discordtest.KeyFromSeed(seed)})
	d.World.Grant(bot.Rights)
	return &stage{d, playground.New(d, playground.Options{
		Package: "github.com/hotaru-go/hotaru/examples/bot", Constructor: "New", Avatar: "assets/firefly.svg",
	})}
}

// handler serves the page.
func (s *stage) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(pagePath, http.StripPrefix(pagePath[:len(pagePath)-1], s.page))
	return mux
}

// open connects Discord to the bot over HTTP, and prints the page's address.
func (s *stage) open(bound net.Addr, server *core.Server) error {
	base := "http://" + reachable(bound)
	s.discord.Connect(discordtest.URL(base + "/interactions"))
	if err := s.discord.Register(server); err != nil {
		return err
	}
	fmt.Printf("To use the bot as in Discord, open %s%s\n", base, pagePath)
	return nil
}

// closing closes the page when the server begins to stop. Otherwise the server would wait for open
// pages.
func (s *stage) closing(ctx context.Context) (stop func()) {
	ctx, cancel := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() {
		cancel() // a second signal ends the process
		s.page.Close()
	})
	return cancel
}

func (s *stage) close() {
	s.page.Close()
	_ = s.discord.Close() // the bot has logged its failures
}
