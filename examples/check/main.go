// Check does to an interactions endpoint what Discord does when its URL is saved, and says what is wrong and how to
// mend it. The endpoint may be written in any language.
//
//	go run ./examples/check https://example.com/interactions
//
// Without a key it sends only what must be refused. To check the answer to a valid PING too, give it a seed, configure
// the public key that it prints at the endpoint for the time of the check, and run it again:
//
//	go run ./examples/check -seed "a long text of your own" https://example.com/interactions
//
// The seed may come from the environment's DISCORD_TEST_SEED. Whoever knows it can sign requests that the endpoint
// takes for Discord's, as long as the key is configured there.
//
// It exits with 0 where the endpoint passed, 1 where it did not, and 2 where it was not called right.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/signal"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Getenv("DISCORD_TEST_SEED"), os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, seed string, out, errors io.Writer) int {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(errors)
	flags.Usage = func() {
		fmt.Fprintln(errors, "usage: check [-seed text] URL")
		flags.PrintDefaults()
	}
	flags.StringVar(&seed, "seed", seed, "make the key of this text, whose public half is configured at the endpoint (DISCORD_TEST_SEED)")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() != 1 {
		flags.Usage()
		return 2
	}
	address, err := url.Parse(flags.Arg(0))
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		fmt.Fprintf(errors, "%q is no http or https URL\n", flags.Arg(0))
		return 2
	}
	o := discordtest.CheckOptions{Endpoint: discordtest.URL(address.String())}
	if seed != "" {
		o.Key = discordtest.KeyFromSeed(seed)
		fmt.Fprintf(out, "The public key of this check: %s\n\n", o.Key.PublicKey())
	}
	return report(out, address, seed != "", discordtest.Check(ctx, o))
}

func report(out io.Writer, address *url.URL, keyed bool, results []discordtest.Result) int {
	for _, r := range results {
		mark := "fail"
		switch {
		case r.OK:
			mark = "ok"
		case r.Skipped:
			mark = "skip"
		}
		fmt.Fprintf(out, "%-4s  %s\n", mark, r.Step)
		if !r.OK && r.Got != "" {
			fmt.Fprintf(out, "      got:  %s\n", r.Got)
		}
		if r.Cure != "" {
			fmt.Fprintf(out, "      cure: %s\n", r.Cure)
		} else if r.OK && r.Took > 0 {
			fmt.Fprintf(out, "      %s in %s\n", r.Got, r.Took.Round(100*time.Microsecond))
		}
	}
	fmt.Fprintln(out)
	if !discordtest.Passed(results) {
		fmt.Fprintln(out, "FAIL: mend this before Discord is given the URL.")
		return 1
	}
	if address.Scheme != "https" {
		fmt.Fprintln(out, "Discord itself takes https URLs only.")
	}
	if !keyed {
		fmt.Fprintln(out, "PASS as far as it goes: forged requests are refused. With -seed a valid PING is tried too.")
		return 0
	}
	fmt.Fprintln(out, "PASS: Discord would save this URL. Configure your application's own public key again.")
	return 0
}
