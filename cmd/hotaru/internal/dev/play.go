package dev

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/declared"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/playground"
)

// Play runs a bot with the playground until the context ends. The playground's page is at an
// address of this machine.
func Play(ctx context.Context, o Options, address string) error {
	if err := startable(o); err != nil {
		return err
	}
	if _, err := openFolder(o.Bot); err != nil {
		return err
	}
	seed, err := keepSeed(o.Bot)
	if err != nil {
		return err
	}
	p, err := newPlay(o, address, seed)
	if err != nil {
		return err
	}
	defer p.close()
	o.Environment = withJobsKey(o.Environment, seed)
	o.Out = io.MultiWriter(o.Out, p.page.Output())
	fmt.Fprintf(o.Notes, "hotaru: the bot in Discord is at %s\n", p.url)
	p.notice("The bot is being built", "")
	return run(ctx, o, p)
}

// play is the stage for the playground: a local Discord with a page.
type play struct {
	discord *discordtest.Discord
	page    *playground.Playground
	server  *http.Server
	url     string

	mu sync.Mutex
	// up is closed while the bot accepts interactions.
	up chan struct{}
}

func newPlay(o Options, address, seed string) (*play, error) {
	listener, err := listenHere(address)
	if err != nil {
		return nil, err
	}
	p := &play{url: "http://" + listener.Addr().String(), up: make(chan struct{})}
	p.discord = discordtest.NewDiscord(discordtest.APIOptions{
		Key: discordtest.KeyFromSeed(seed), BotToken: "dev-token", Name: botName(o.Bot),
	})
	p.discord.API.SetURL(p.url)
	p.discord.Connect(discordtest.URL(o.Endpoint.String()).Waiting(p.wait))
	p.page = playground.New(p.discord, playground.Options{Endpoint: o.Endpoint.String(), Seed: seed})
	p.server = &http.Server{Handler: p.page, ReadHeaderTimeout: 10 * time.Second}
	go p.server.Serve(listener)
	return p, nil
}

// botName returns the bot's name, which is the name of its folder.
func botName(bot string) string {
	folder, err := filepath.Abs(bot)
	if err != nil {
		return ""
	}
	return filepath.Base(folder)
}

// listenHere listens only on this machine's loopback interface.
func listenHere(address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("-addr %q: %w", address, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("-addr %q: the page is only for this machine; use 127.0.0.1, [::1] or localhost", address)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("-addr %s: %w", address, err)
	}
	return listener, nil
}

func (p *play) close() {
	p.page.Close() // this ends the streams of open pages
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if p.server.Shutdown(ctx) != nil {
		p.server.Close()
	}
	_ = p.discord.Close() // the page shows what the bot did wrong
}

func (p *play) environment(all []string) []string {
	o := p.discord.API.Options()
	return append(declared.WithoutDiscord(all),
		"DISCORD_PUBLIC_KEY="+o.Key.PublicKey(), "DISCORD_BOT_TOKEN="+o.BotToken,
		"DISCORD_APPLICATION_ID="+o.ApplicationID.String(), "DISCORD_API_URL="+p.discord.API.URL())
}

// wait holds an interaction back while the bot starts.
func (p *play) wait(ctx context.Context) error {
	p.mu.Lock()
	up := p.up
	p.mu.Unlock()
	select {
	case <-up:
		return nil
	case <-ctx.Done():
		return errors.New("the bot is not running")
	}
}

func (p *play) ready(context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.up:
	default:
		close(p.up)
	}
	return nil
}

func (p *play) restarting() {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.up:
		p.up = make(chan struct{})
	default:
	}
}

func (p *play) gone(context.Context) error {
	p.restarting()
	return nil
}

func (p *play) register(_ context.Context, commands []discord.Command) error {
	return p.discord.API.SetCommands(0, commands)
}

func (p *play) notice(title, text string) { p.page.Notice(title, text) }
