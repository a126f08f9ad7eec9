package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/declared"
	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/dev"
	"github.com/hotaru-go/hotaru/discordtest"
)

func sendCommand() command {
	return command{
		name:  "send",
		args:  "ping | /COMMAND [option=value ...] | FILE",
		short: "sign an interaction, send it to an endpoint and print the answer",
		long: `
Send plays Discord: it signs an interaction, sends it to an endpoint, and prints the answer's body on standard output and
the rest on standard error.

	hotaru send ping                              a PING
	hotaru send /firefly show species=genji       a slash command, as the bot declares it
	hotaru send payload.json                      an interaction of your own, with a new id and token; - is standard input

The value of an option is a text, a number, true or false; the ID of a user, a role or a channel in the Discord that
discordtest plays; or the name of a file for an attachment. The bot's cmd/register in this folder declares the commands,
unless -commands names a file.

The endpoint must verify with the public key of the seed, which is that of 'hotaru dev' in this folder, unless -seed or
DISCORD_TEST_SEED names another. Discord does not know the interaction, so a follow-up that the bot sends to Discord
fails.

The exit status is 0 if Discord would accept the answer, and 1 if it would not.`,
		setup: func(flags *flag.FlagSet) runner {
			var o sending
			flags.StringVar(&o.url, "url", "http://127.0.0.1:8080/interactions", "send to this `URL`")
			flags.StringVar(&o.seed, "seed", "", "make the key of this `text`")
			flags.StringVar(&o.file, "commands", "", "read the bot's commands from this JSON `file`")
			return o.run
		},
	}
}

type sending struct{ url, seed, file string }

func (o *sending) run(ctx context.Context, c *console, args []string) error {
	if len(args) == 0 {
		return usagef("say what to send: ping, a slash command, or a file")
	}
	slash := strings.HasPrefix(args[0], "/") && !exists(args[0])
	if !slash && len(args) > 1 {
		return usagef("too many arguments after %q", args[0])
	}
	address, err := endpointURL(o.url)
	if err != nil {
		return err
	}
	key, err := o.key(c)
	if err != nil {
		return err
	}
	d := discordtest.NewDiscord(discordtest.APIOptions{Key: key})
	d.Connect(discordtest.URL(address.String()))
	defer d.Close()
	if slash {
		return o.slash(ctx, c, d, args)
	}
	body := []byte(`{"type":1,"version":1,"application_id":"1306194278551453727"}`)
	if args[0] != "ping" {
		if body, err = readPayload(c, args[0]); err != nil {
			return err
		}
	}
	if body, err = d.Fresh(body); err != nil {
		return fmt.Errorf("the payload: %w", err)
	}
	if isPing(body) {
		return ping(ctx, c, key, address.String(), body)
	}
	return printExchange(c)(d.Send(ctx, body))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// key returns the key with which the endpoint verifies requests.
func (o *sending) key(c *console) (discordtest.Key, error) {
	seed := o.seed
	if seed == "" {
		seed = c.env("DISCORD_TEST_SEED")
	}
	if seed == "" {
		var err error
		if seed, err = dev.Seed("."); err != nil {
			return discordtest.Key{}, fmt.Errorf("no key: give the text that the endpoint's key was made from, with -seed or DISCORD_TEST_SEED: %w", err)
		}
	}
	return discordtest.KeyFromSeed(seed), nil
}

// maxPayload is larger than any payload that an endpoint accepts.
const maxPayload = 16 << 20

func readPayload(c *console, name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(c.in, maxPayload))
	}
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(name, `./\`) {
		return nil, fmt.Errorf("%w: a slash command begins with a slash, as in hotaru send /%s", err, name)
	}
	return text, err
}

// slash uses a slash command.
func (o *sending) slash(ctx context.Context, c *console, d *discordtest.Discord, args []string) error {
	path := strings.TrimPrefix(args[0], "/")
	for args = args[1:]; len(args) > 0 && !strings.Contains(args[0], "="); args = args[1:] {
		path += " " + args[0]
	}
	commands, err := declared.Commands(ctx, ".", o.file)
	if err != nil {
		return err
	}
	values, err := optionValues(commands, path, args)
	if err != nil {
		return err
	}
	if err := d.API.SetCommands(0, commands); err != nil {
		return err
	}
	reply, err := d.Person().Slash(ctx, path, values)
	if reply == nil {
		return err
	}
	return printExchange(c)(reply.Exchange, err)
}

// isPing reports whether a payload is a PING, which discordtest.Discord.Send does not send.
func isPing(body []byte) bool {
	var payload struct {
		Type int `json:"type"`
	}
	return json.Unmarshal(body, &payload) == nil && payload.Type == 1
}

// ping sends a PING, which the endpoint must answer with a PONG.
func ping(ctx context.Context, c *console, key discordtest.Key, url string, body []byte) error {
	ctx, cancel := context.WithTimeoutCause(ctx, discordtest.AnswerTime, discordtest.ErrNoAnswer)
	defer cancel()
	client := http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true}}
	start := time.Now()
	response, err := client.Do(key.Request(ctx, url, body))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, maxPayload))
	if err != nil {
		return err
	}
	printSent(c, url, body)
	printAnswer(c, response.StatusCode, response.Header, text, time.Since(start))
	if response.StatusCode != http.StatusOK || !isPing(text) {
		return errors.New("the answer to a PING must be status 200 and {\"type\":1}")
	}
	return nil
}

// printExchange returns a function that prints the result of sending an interaction.
func printExchange(c *console) func(*discordtest.Exchange, error) error {
	return func(x *discordtest.Exchange, failure error) error {
		if x == nil {
			return failure
		}
		printSent(c, x.URL, x.RequestBody)
		select {
		case <-x.Done():
			if x.Status != 0 {
				printAnswer(c, x.Status, x.Header, x.Body, x.Took)
			}
		case <-time.After(time.Second):
			fmt.Fprintln(c.notes, "answered by callback, and still at work")
		}
		if refused, ok := errors.AsType[*discordtest.Refusal](failure); ok && refused.Cure != "" {
			return fmt.Errorf("%w\ncure: %s", failure, refused.Cure)
		}
		return failure
	}
}

func printSent(c *console, url string, body []byte) {
	fmt.Fprintf(c.notes, "POST %s\n%s\n\n", url, indented(body))
}

func printAnswer(c *console, status int, header http.Header, body []byte, took time.Duration) {
	fmt.Fprintf(c.notes, "%d in %s, %s\n", status, took.Round(100*time.Microsecond), header.Get("Content-Type"))
	fmt.Fprintf(c.out, "%s\n", indented(body))
}

// indented returns JSON with indentation, and any other text unchanged.
func indented(text []byte) []byte {
	var b bytes.Buffer
	if json.Indent(&b, text, "", "  ") != nil {
		return bytes.TrimSpace(text)
	}
	return b.Bytes()
}
