package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"time"

	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/dev"
	"github.com/hotaru-go/hotaru/discordtest"
)

func checkCommand() command {
	return command{
		name:  "check",
		args:  "URL",
		short: "test an endpoint as Discord does when its URL is saved",
		long: `
Check sends an interactions endpoint what Discord sends when its URL is saved: forged requests, which the endpoint must
refuse with status 401, and, with a key, a valid PING, which it must answer. It says what is wrong and how to mend it.
The endpoint may be written in any language.

	hotaru check https://example.com/interactions

Without a key, only the forged requests are sent. For the PING, the endpoint must verify with the public key of this
check while the check runs. -key makes a new key, prints its public half, and waits until you have configured it at the
endpoint. For CI, set DISCORD_TEST_SEED to a random text, and configure the public key that the check prints. While the
endpoint has that key, it trusts everybody who knows the seed as if they were Discord, so keep the seed out of your
shell's history. Configure your application's own public key again after the check.

For an endpoint on this machine, check uses the key of 'hotaru dev' in this folder, unless you name another.

The exit status is 0 if the endpoint passed, 1 if it did not, and 2 if the command was called wrongly.`,
		setup: func(flags *flag.FlagSet) runner {
			var o checking
			flags.BoolVar(&o.json, "json", false, "print the results as JSON")
			flags.BoolVar(&o.ask, "key", false, "make a new key, and wait until the endpoint has its public half")
			flags.StringVar(&o.seed, "seed", "", "make the key of this `text`, in place of the environment's DISCORD_TEST_SEED")
			return o.run
		},
	}
}

type checking struct {
	json, ask bool
	seed      string
}

// checked is the result as JSON.
type checked struct {
	URL    string `json:"url"`
	Passed bool   `json:"passed"`
	// PublicKey is empty if the valid PING was not tried.
	PublicKey string        `json:"public_key,omitempty"`
	Results   []checkedStep `json:"results"`
}

type checkedStep struct {
	Step         string  `json:"step"`
	OK           bool    `json:"ok"`
	Skipped      bool    `json:"skipped,omitempty"`
	Got          string  `json:"got,omitempty"`
	Cure         string  `json:"cure,omitempty"`
	Milliseconds float64 `json:"milliseconds"`
}

func (o *checking) run(ctx context.Context, c *console, args []string) error {
	if len(args) != 1 {
		return usagef("want one URL, got %d arguments", len(args))
	}
	address, err := endpointURL(args[0])
	if err != nil {
		return err
	}
	if o.seed == "" {
		o.seed = c.env("DISCORD_TEST_SEED")
	}
	local := false
	if !o.ask && o.seed == "" && isLocal(address) {
		kept, err := dev.Seed(".")
		if err != nil && !errors.Is(err, dev.ErrNoSeed) {
			return err
		}
		o.seed, local = kept, kept != ""
	}
	options := discordtest.CheckOptions{Endpoint: discordtest.URL(address.String())}
	result := checked{URL: address.String()}
	switch {
	case o.ask:
		options.Key = discordtest.NewKey()
	case o.seed != "":
		options.Key = discordtest.KeyFromSeed(o.seed)
	}
	keyed := o.ask || o.seed != ""
	if keyed && !local {
		result.PublicKey = options.Key.PublicKey()
		fmt.Fprintf(c.notes, "The public key of this check: %s\n", result.PublicKey)
	}
	if o.ask {
		fmt.Fprint(c.notes, "Configure it at the endpoint, and press Enter. ")
		if _, err := bufio.NewReader(c.in).ReadString('\n'); err != nil {
			return fmt.Errorf("-key waits until you have configured the key; without a terminal, use DISCORD_TEST_SEED: %w", err)
		}
	}
	results := discordtest.Check(ctx, options)
	result.Passed = discordtest.Passed(results)
	if o.json {
		err = printJSON(c.out, &result, results)
	} else {
		printResults(c.out, results)
		fmt.Fprintln(c.out, verdict(address, keyed, local, result.Passed))
	}
	if err == nil && !result.Passed {
		err = errFailed
	}
	return err
}

// endpointURL parses the URL of an endpoint.
func endpointURL(text string) (*url.URL, error) {
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		return nil, usagef("%q is not an http or https URL", text)
	}
	return address, nil
}

func printJSON(w io.Writer, result *checked, results []discordtest.Result) error {
	result.Results = []checkedStep{}
	for _, r := range results {
		result.Results = append(result.Results, checkedStep{
			r.Step, r.OK, r.Skipped, r.Got, r.Cure, float64(r.Took.Microseconds()) / 1000,
		})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(result)
}

func printResults(w io.Writer, results []discordtest.Result) {
	for _, r := range results {
		mark := "fail"
		switch {
		case r.OK:
			mark = "ok"
		case r.Skipped:
			mark = "skip"
		}
		fmt.Fprintf(w, "%-4s  %s\n", mark, r.Step)
		if !r.OK && r.Got != "" {
			fmt.Fprintf(w, "      got:  %s\n", r.Got)
		}
		if r.Cure != "" {
			fmt.Fprintf(w, "      cure: %s\n", r.Cure)
		} else if r.OK && r.Took > 0 {
			fmt.Fprintf(w, "      %s in %s\n", r.Got, r.Took.Round(100*time.Microsecond))
		}
	}
	fmt.Fprintln(w)
}

// isLocal reports whether an endpoint is on this machine.
func isLocal(address *url.URL) bool {
	ip := net.ParseIP(address.Hostname())
	return address.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

func verdict(address *url.URL, keyed, local, passed bool) string {
	text := ""
	if address.Scheme != "https" {
		text = "Discord itself takes https URLs only.\n"
	}
	switch {
	case !passed:
		return "FAIL: Discord would not save this URL."
	case local:
		return text + "PASS: the endpoint of 'hotaru dev' does what Discord asks."
	case !keyed:
		return text + "PASS as far as it goes: forged requests are refused. With -key a valid PING is tried too."
	}
	return text + "PASS: Discord would save this URL. Configure your application's own public key again."
}
