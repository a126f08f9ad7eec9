// Command cmd opens the playground for an endpoint of any language:
//
//	go run github.com/hotaru-go/hotaru/playground/cmd -endpoint http://127.0.0.1:8080/interactions -commands commands.json
//
// It prints the bot's environment variables, ready to be pasted into a shell, or writes them to a
// file with -env. They are the public key that the endpoint verifies with, and the address of the
// API that it calls instead of Discord's. Then the command prints the address of the page. The key
// is new at each start unless -seed is set. commands.json is a JSON array of commands as they are
// registered with Discord. Without it, register the commands with the API that this command serves.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/playground"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string, out io.Writer) error {
	flags := flag.NewFlagSet("playground", flag.ContinueOnError)
	endpoint := flags.String("endpoint", "http://127.0.0.1:8080/interactions", "where the bot takes interactions")
	commands := flags.String("commands", "", "a JSON file with the bot's commands")
	address := flags.String("addr", "127.0.0.1:8642", "where to serve the page, on this machine")
	name := flags.String("name", "", "the app's name on the page")
	avatar := flags.String("avatar", "", "the address of the app's picture: https or data")
	guild := flags.String("guild", "", "the guild's name on the page")
	seed := flags.String("seed", "", "any text, which the key is made of, and which saved tests hold; a new one at each start unless set")
	env := flags.String("env", "", "write the bot's variables to this `file`, a line NAME=value each")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if u, err := url.Parse(*endpoint); err != nil || u.Host == "" {
		return fmt.Errorf("-endpoint %q is not a URL: write it out, like http://127.0.0.1:8080/interactions", *endpoint)
	}
	listener, err := listen(*address)
	if err != nil {
		return err
	}
	defer listener.Close()

	keep := ""
	if *seed == "" {
		*seed = rand.Text()
		keep = "At the next start, -seed " + *seed + " keeps this key.\n"
	}
	whole := "playground:" + *seed
	d := discordtest.NewDiscord(discordtest.APIOptions{Key: discordtest.KeyFromSeed(whole), BotToken: "playground-token", Name: *name})
	if *guild != "" {
		d.World.GuildName = *guild
	}
	d.API.SetURL("http://" + listener.Addr().String())
	d.Connect(discordtest.URL(*endpoint))
	if *commands != "" {
		if err := register(d, *commands); err != nil {
			return errors.Join(err, d.Close())
		}
	}
	page := playground.New(d, playground.Options{Endpoint: *endpoint, Seed: whole, Avatar: *avatar})
	variables := []string{
		"DISCORD_PUBLIC_KEY=" + d.API.Options().Key.PublicKey(),
		"DISCORD_API_URL=" + d.API.URL(),
		"DISCORD_BOT_TOKEN=" + d.API.Options().BotToken,
	}
	if *env != "" {
		if err := os.WriteFile(*env, []byte(strings.Join(variables, "\n")+"\n"), 0o600); err != nil {
			return errors.Join(fmt.Errorf("-env: %w", err), d.Close())
		}
	}
	fmt.Fprintf(out, `Start the bot where these are pasted:

export %s

so that it takes interactions at %s, and open http://%s
%s`, strings.Join(variables, "\nexport "), *endpoint, listener.Addr(), keep)
	err = serve(ctx, listener, page)
	page.Close()
	return errors.Join(err, d.Close())
}

// listen listens on a loopback address only.
func listen(address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("-addr %q: %w", address, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("-addr %q: the playground is only for this machine; use 127.0.0.1, [::1] or localhost", address)
	}
	return net.Listen("tcp", address)
}

func register(d *discordtest.Discord, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("-commands: %w", err)
	}
	var commands []discord.Command
	if err := json.Unmarshal(text, &commands); err != nil {
		return fmt.Errorf("-commands: %s is not a JSON array of commands: %w", file, err)
	}
	if err := d.API.SetCommands(0, commands); err != nil {
		return fmt.Errorf("-commands: %s: %w", file, err)
	}
	return nil
}

// serve serves until the context ends.
func serve(ctx context.Context, listener net.Listener, page *playground.Playground) error {
	server := &http.Server{Handler: page, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	page.Close() // closes the pages' streams
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return server.Shutdown(ending)
}
