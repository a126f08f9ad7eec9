// Local runs the example bot on this machine.
//
//	go run ./examples/local
//
// It listens on 127.0.0.1:8080, or on -addr, or on all addresses at PORT. It reads
// DISCORD_PUBLIC_KEY, or fetches the key with DISCORD_BOT_TOKEN, or with DISCORD_CLIENT_ID and
// DISCORD_CLIENT_SECRET. If none of them is set, it makes a key pair, opens the playground on a
// page in the browser, and prints a command that acts as Discord in a terminal. If any of them is
// set, there is no playground. DISCORD_API_URL is Discord's API unless set.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"strings"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
)

func main() {
	address := flag.String("addr", defaultAddress(), "TCP address to listen on")
	url := flag.String("send", "", "play Discord: send signed requests to this `URL`, and show the answers")
	seed := flag.String("seed", "", "with -send: what the running server said its key was made from")
	flag.Parse()
	var err error
	if *url != "" {
		err = send(context.Background(), os.Stdout, *url, discordtest.KeyFromSeed(*seed))
	} else {
		err = serve(*address)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func defaultAddress() string {
	if port := os.Getenv("PORT"); port != "" {
		return ":" + port
	}
	return "127.0.0.1:8080"
}

func serve(address string) error {
	var options core.Options
	var playing *stage
	seed := ""
	if len(keyVariables()) == 0 {
		seed = strings.ToLower(rand.Text())
		playing = newStage(seed)
		defer playing.close()
		options = playing.discord.API.CoreOptions()
		options.Logger = slog.New(playing.page.LogHandler(slog.Default().Handler()))
	}
	server, err := bot.New(options)
	if err != nil {
		return err
	}
	stop, err := serveJobs(server)
	if err != nil {
		return err
	}
	defer stop()
	local := &adapters.Server{
		Server:    server,
		Addresses: []string{address},
	}
	ctx := context.Background()
	if playing != nil {
		local.Handler = playing.handler()
		defer playing.closing(ctx)()
	}
	if err := local.Start(ctx); err != nil {
		return err
	}
	explain(local.Bound()[0], seed)
	if playing != nil {
		if err := playing.open(local.Bound()[0], server); err != nil {
			return err
		}
	}
	return local.Run(ctx)
}

// keyVariables returns those set variables of the environment that have a key or a way to fetch it.
func keyVariables() (set []string) {
	for _, name := range []string{
		"DISCORD_PUBLIC_KEY", "DISCORD_BOT_TOKEN", "DISCORD_BEARER_TOKEN", "DISCORD_CLIENT_ID", "DISCORD_CLIENT_SECRET",
	} {
		if os.Getenv(name) != "" {
			set = append(set, name)
		}
	}
	return set
}

// explain prints what to do next.
func explain(bound net.Addr, seed string) {
	base := "http://" + reachable(bound)
	fmt.Printf("The bot is at %s; open it in a browser to see where Discord must point.\n", base)
	if seed == "" {
		fmt.Printf(`
There is no playground: the environment names an application of Discord's, so only what Discord signs for it is answered.
For a key pair of this server's own, and the playground with it:

    unset %s

`, strings.Join(keyVariables(), " "))
		return
	}
	fmt.Printf(`
No key is set (DISCORD_PUBLIC_KEY, or DISCORD_BOT_TOKEN, or DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET), so this server
has made a key pair of its own, good until it stops. To play Discord, paste this into another shell, in this folder:

    %s -send %s/interactions -seed %s

`, command(), base, seed)
}

// reachable returns an address at which this machine reaches the server.
func reachable(bound net.Addr) string {
	at, err := netip.ParseAddrPort(bound.String())
	if err != nil || !at.Addr().IsUnspecified() {
		return bound.String()
	}
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), at.Port()).String()
}

// command returns the command that started this program.
func command() string {
	path, err := os.Executable()
	if errors.Is(err, errors.ErrUnsupported) || strings.Contains(path, "go-build") {
		return "go run ./examples/local"
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
