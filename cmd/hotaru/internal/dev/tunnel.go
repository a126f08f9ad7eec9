package dev

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// Application is the real application for which a bot answers while dev runs it.
type Application struct {
	// Client is a client with the application's bot token.
	Client *rest.Client
	// URL is the public URL of a tunnel to this machine. If it has no path, the path of the bot's
	// endpoint is added.
	URL *url.URL
	// Guild is the guild in which the bot's commands are registered. If it is zero, they are not
	// registered.
	Guild discord.Snowflake
	// Report is called before commands are registered. If it returns an error, they are not
	// registered.
	Report func(*rest.Changes) error
}

// Expose runs a bot until the context ends. A real application's interactions reach the bot through
// a tunnel. Expose points the application's interactions endpoint at the tunnel while the bot runs,
// and restores the old endpoint when the bot or dev ends.
func Expose(ctx context.Context, o Options, a Application) error {
	if err := startable(o); err != nil {
		return err
	}
	folder, err := openFolder(o.Bot)
	if err != nil {
		return err
	}
	seed, err := keepSeed(o.Bot)
	if err != nil {
		return err
	}
	o.Environment = withJobsKey(o.Environment, seed)
	address := *a.URL
	if strings.Trim(address.Path, "/") == "" {
		address.Path = o.Endpoint.Path
	}
	record, err := a.Client.Application(ctx)
	if err != nil {
		return fmt.Errorf("asking for the application: %w", err)
	}
	t := &tunnel{
		app: a, url: address.String(), key: record.VerifyKey, old: record.InteractionsEndpointURL,
		pending: filepath.Join(folder, "endpoint.json"), notes: o.Notes,
	}
	if err := t.resume(); err != nil {
		return err
	}
	fmt.Fprintf(o.Notes, "hotaru: %s answers at %s while dev runs; its endpoint is now %s\n", record.Name, t.url, orNone(t.old))
	return run(ctx, o, t)
}

// tunnel is the stage for Discord itself, which reaches the bot through a tunnel.
type tunnel struct {
	app      Application
	url, key string
	// old is the endpoint to restore. It is empty if there was none.
	old string
	// pointed is true if the application's endpoint is the tunnel's.
	pointed bool
	// pending is the file that holds what to restore while pointed is true, because a killed
	// process cannot restore it.
	pending string
	notes   io.Writer
}

// replaced is the content of the pending file.
type replaced struct {
	URL string `json:"url"`
	Old string `json:"old"`
}

// resume finds an endpoint that a killed process has not restored.
func (t *tunnel) resume() error {
	text, err := os.ReadFile(t.pending)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var r replaced
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		return fmt.Errorf("reading the endpoint that an earlier dev did not restore: %w", err)
	}
	if t.old == r.URL {
		t.old = r.Old
	}
	return os.Remove(t.pending)
}

func (t *tunnel) environment(all []string) []string {
	if slices.ContainsFunc(all, func(one string) bool { return strings.HasPrefix(one, "DISCORD_PUBLIC_KEY=") }) {
		return all
	}
	return append(slices.Clone(all), "DISCORD_PUBLIC_KEY="+t.key)
}

// ready tests the endpoint, and points the application at it.
func (t *tunnel) ready(ctx context.Context) error {
	if t.pointed {
		return nil
	}
	if err := check(ctx, t.url); err != nil {
		return err
	}
	text, err := json.Marshal(replaced{t.url, t.old})
	if err == nil {
		err = os.WriteFile(t.pending, text, 0o600)
	}
	if err != nil {
		return fmt.Errorf("noting the old endpoint: %w", err)
	}
	// The call may have an effect even if it fails.
	t.pointed = true
	if err := t.point(ctx, t.url); err != nil {
		return fmt.Errorf("pointing the application at %s: %w", t.url, err)
	}
	fmt.Fprintf(t.notes, "hotaru: Discord sends interactions to %s\n", t.url)
	return nil
}

// check makes the requests that Discord will make, and returns the first problem.
func check(ctx context.Context, address string) error {
	results := discordtest.Check(ctx, discordtest.CheckOptions{Endpoint: discordtest.URL(address)})
	at := slices.IndexFunc(results, func(r discordtest.Result) bool { return !r.OK && !r.Skipped })
	if at < 0 {
		return nil
	}
	r := results[at]
	return fmt.Errorf("%s would not pass Discord's test: %s: got %s\ncure: %s", address, r.Step, r.Got, r.Cure)
}

// point makes an address the application's endpoint. An empty address removes the endpoint.
func (t *tunnel) point(ctx context.Context, address string) error {
	_, err := rest.API{Client: t.app.Client}.EditApplication(ctx, rest.ApplicationEdit{InteractionsEndpointURL: &address})
	return err
}

func (t *tunnel) restarting() {}

// restoreTime is how long it may take to restore the old endpoint, which Discord tests.
const restoreTime = 15 * time.Second

// gone restores the old endpoint, unless somebody has changed the endpoint meanwhile.
func (t *tunnel) gone(ctx context.Context) error {
	if !t.pointed {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), restoreTime)
	defer cancel()
	record, err := t.app.Client.Application(ctx)
	if err == nil && record.InteractionsEndpointURL == t.url && t.old != t.url {
		err = t.point(ctx, t.old)
	}
	if err != nil {
		return fmt.Errorf("the old endpoint %s was not restored; set it in the Developer Portal, under General Information: %w", orNone(t.old), err)
	}
	t.pointed = false
	fmt.Fprintf(t.notes, "hotaru: the old endpoint is back: %s\n", orNone(t.old))
	return os.Remove(t.pending)
}

func orNone(address string) string {
	if address == "" {
		return "(none)"
	}
	return address
}

// register registers the commands in the application's Guild.
func (t *tunnel) register(ctx context.Context, commands []discord.Command) error {
	if t.app.Guild == 0 {
		return nil
	}
	changes, err := t.app.Client.Register(ctx, rest.Registration{
		CommandScope: rest.CommandScope{GuildID: t.app.Guild}, Commands: commands, Report: t.app.Report,
	})
	if err == nil && changes.Any() {
		fmt.Fprintf(t.notes, "hotaru: guild %s: %s", t.app.Guild, changes)
	}
	return err
}

func (t *tunnel) notice(string, string) {} // the terminal shows it
