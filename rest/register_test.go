package rest_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// declared is a set of commands with everything that a declaration may hold.
func declared() []discord.Command {
	return []discord.Command{
		{Name: "search", Description: "Searches cards", Options: []discord.CommandOption{
			{Type: discord.OptionString, Name: "card", Description: "Which card", Required: true, Autocomplete: true, MaxLength: 50},
			{Type: discord.OptionInteger, Name: "edition", Description: "Which edition", MinValue: new(0.0), MaxValue: new(9.0)},
			{Type: discord.OptionString, Name: "colour", Description: "Which colour", Choices: []discord.Choice{
				{Name: "Red", Value: discord.String("red")}, {Name: "Blue", Value: discord.String("blue")},
			}},
			{Type: discord.OptionChannel, Name: "where", Description: "Where to", ChannelTypes: []discord.ChannelType{0, 5}},
		}},
		{Name: "config", Description: "Settings", DefaultMemberPermissions: new(discord.Permissions(1 << 5)), Options: []discord.CommandOption{
			{Type: discord.OptionSubcommandGroup, Name: "language", Description: "The language", Options: []discord.CommandOption{
				{Type: discord.OptionSubcommand, Name: "set", Description: "Sets it", Options: []discord.CommandOption{
					{Type: discord.OptionString, Name: "to", Description: "Which", Required: true},
				}},
			}},
		}, NameLocalizations: map[discord.Locale]string{discord.LocaleGerman: "einstellungen"}},
		{Type: discord.CommandUser, Name: "Report"},
		{Type: discord.CommandMessage, Name: "Report", Contexts: []discord.InteractionContext{2, 0}, IntegrationTypes: []discord.IntegrationType{1, 0}},
	}
}

func entryPoint() discord.Command {
	return discord.Command{Type: discord.CommandEntryPoint, Name: "launch", Handler: discord.HandlerLaunchActivity}
}

func register(ctx context.Context, client *rest.Client, guild discord.Snowflake, commands []discord.Command) (*rest.Changes, error) {
	return client.Register(ctx, rest.Registration{CommandScope: rest.CommandScope{GuildID: guild}, Commands: commands})
}

func TestRegister(t *testing.T) {
	for _, guild := range []discord.Snowflake{0, 42} {
		api, client, _ := startAPI(t)
		ctx := within(t, 20*time.Second)
		commands := declared()
		if guild != 0 {
			commands[3].Contexts, commands[3].IntegrationTypes = nil, nil
		}
		puts := map[discord.Snowflake]string{0: discordtest.RoutePutCommands, 42: discordtest.RoutePutGuildCommands}[guild]
		changes, err := register(ctx, client, guild, commands)
		if err != nil || len(changes.Created) != 4 || len(api.Commands(guild)) != 4 {
			t.Fatalf("%v, %v", changes, err)
		}
		changes, err = register(ctx, client, guild, commands)
		if err != nil || changes.Any() || len(changes.Unchanged) != 4 || len(api.CallsOf(puts)) != 1 {
			t.Fatalf("the same again: %v, %v, %d overwrites", changes, err, len(api.CallsOf(puts)))
		}
		ids := map[string]discord.Snowflake{}
		for _, c := range api.Commands(guild) {
			ids[c.Name] = c.ID
		}
		commands[0].Options[0].Description = "Any card"
		commands[0].ID = ids["search"]
		commands[0].Name = "find"
		changed, err := register(ctx, client, guild, commands[:2])
		if err != nil || len(changed.Changed) != 1 || len(changed.Removed) != 2 || len(changed.Unchanged) != 1 {
			t.Fatalf("%v, %v", changed, err)
		}
		if now := api.Commands(guild); len(now) != 2 || now[0].Name != "find" || now[0].ID != ids["search"] {
			t.Errorf("%+v", now)
		}
	}
}

func TestDryRun(t *testing.T) {
	api, client, _ := startAPI(t)
	var seen string
	changes, err := client.Register(within(t, 5*time.Second), rest.Registration{
		Commands: declared(), DryRun: true, Report: func(c *rest.Changes) error { seen = c.String(); return nil },
	})
	if err != nil || len(changes.Created) != 4 || !strings.HasPrefix(seen, "4 created") || strings.Contains(seen, "not compared") {
		t.Errorf("%v, %v", changes, err)
	}
	for _, call := range api.Calls() {
		if call.Method != "GET" {
			t.Errorf("%s %s", call.Method, call.Route)
		}
	}
	// Without credentials it makes no request.
	offline := rest.New(rest.Options{BaseURL: "http://127.0.0.1:1"})
	changes, err = offline.Register(t.Context(), rest.Registration{Commands: declared(), DryRun: true})
	if err != nil || len(changes.Created) != 4 || !strings.Contains(changes.String(), "not compared with Discord") {
		t.Errorf("%v, %v", changes, err)
	}
	if _, err := offline.Register(t.Context(), rest.Registration{Commands: declared()}); !errors.Is(err, rest.ErrNoCredentials) {
		t.Error(err)
	}
}

func TestReportStopsTheRegistration(t *testing.T) {
	api, client, _ := startAPI(t)
	no := errors.New("no, thank you")
	changes, err := client.Register(within(t, 5*time.Second), rest.Registration{
		Commands: declared(), Report: func(*rest.Changes) error { return no },
	})
	if !errors.Is(err, no) || len(changes.Created) != 4 || len(api.Commands(0)) != 0 {
		t.Errorf("%v, %v", changes, err)
	}
}

func TestEntryPointIsKept(t *testing.T) {
	api, client, _ := startAPI(t)
	ctx := within(t, 20*time.Second)
	if err := api.SetCommands(0, []discord.Command{entryPoint()}); err != nil {
		t.Fatal(err)
	}
	id := api.Commands(0)[0].ID
	changes, err := register(ctx, client, 0, declared())
	if err != nil || len(changes.Kept) != 1 || len(changes.Removed) != 0 {
		t.Fatalf("%v, %v", changes, err)
	}
	now := api.Commands(0)
	if last := now[len(now)-1]; len(now) != 5 || last.ID != id || last.Handler != discord.HandlerLaunchActivity {
		t.Errorf("%+v", now)
	}
	// If it is declared under another name, it is renamed. Discord would refuse to replace it.
	play := entryPoint()
	play.Name, play.Handler = "play", discord.HandlerApp
	changes, err = register(ctx, client, 0, append(declared(), play))
	if err != nil || len(changes.Changed) != 1 || len(changes.Kept) != 0 {
		t.Fatalf("%v, %v", changes, err)
	}
	now = api.Commands(0)
	if last := now[len(now)-1]; last.ID != id || last.Name != "play" || last.Handler != discord.HandlerApp {
		t.Errorf("%+v", last)
	}
	// OverwriteCommands sends what it is given.
	if _, err := client.OverwriteCommands(ctx, rest.CommandScope{}, nil); !errors.Is(err, rest.ErrEntryPointMissing) {
		t.Error(err)
	}
}

func TestRegisterThroughFaults(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"429":                         {Status: 429, RetryAfter: 50 * time.Millisecond, Times: 2},
		"429, global":                 {Status: 429, RetryAfter: 50 * time.Millisecond, Global: true},
		"503":                         {Status: 503, Times: 2},
		"reset":                       {Reset: true},
		"done, but 502":               {Status: 502, Acted: true},
		"done, then 502 to every try": {Status: 502, Acted: true, Times: -1},
		"done, but reset":             {Reset: true, Acted: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api, client := apiInMemory(t)
				fault.Route = discordtest.RoutePutCommands
				api.Fail(fault)
				changes, err := register(within(t, 20*time.Second), client, 0, declared())
				if err != nil || len(changes.Created) != 4 || len(api.Commands(0)) != 4 {
					t.Errorf("%v, %v", changes, err)
				}
			})
		})
	}
}

func TestFailedRegistrationSaysHowThingsStand(t *testing.T) {
	for name, c := range map[string]struct {
		faults []discordtest.Fault
		want   []string
		is     error
	}{
		"not read": {[]discordtest.Fault{{Route: discordtest.RouteCommands, Status: 403, Code: rest.ErrMissingAccess}},
			[]string{"before any change", "403"}, rest.ErrMissingAccess},
		"refused": {[]discordtest.Fault{{Route: discordtest.RoutePutCommands, Status: 400, Code: rest.ErrTooManyCreates, Message: "Maximum number"}},
			[]string{"Maximum number", "nothing was changed"}, rest.ErrTooManyCreates},
		"limited for long": {[]discordtest.Fault{{Route: discordtest.RoutePutCommands, Status: 429, RetryAfter: time.Hour, Times: -1}},
			[]string{"try again after 1h0m0s", "nothing was changed"}, rest.ErrRateLimited},
		"down": {[]discordtest.Fault{{Route: discordtest.RoutePutCommands, Status: 503, Times: -1}},
			[]string{"503", "nothing was changed"}, rest.ErrUncertain},
		"down for good": {[]discordtest.Fault{{Route: discordtest.RoutePutCommands, Status: 503, Times: -1},
			{Route: discordtest.RouteCommands, Skip: 1, Status: 500, Times: -1}},
			[]string{"503", "what is registered now could not be read"}, rest.ErrUncertain},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api, client := apiInMemory(t)
				for _, f := range c.faults {
					api.Fail(f)
				}
				_, err := register(within(t, 30*time.Second), client, 0, declared())
				mustContain(t, err, c.want...)
				if !errors.Is(err, c.is) || len(api.Commands(0)) != 0 {
					t.Errorf("%d commands: %v", len(api.Commands(0)), err)
				}
			})
		})
	}
}

func TestDeclarationErrors(t *testing.T) {
	api, client, _ := startAPI(t)
	ctx := within(t, 10*time.Second)
	commands := declared()
	commands[1].Options[0].Options[0].Options[0].Name = "TO"
	commands[0].Options[2].Choices[1].Name = ""
	_, err := register(ctx, client, 0, commands)
	var wrong *rest.DeclarationError
	var check *discord.CheckError
	if !errors.As(err, &wrong) || !errors.As(err, &check) || len(wrong.Fields) != 2 || len(api.Calls()) != 0 {
		t.Fatalf("%d calls: %v", len(api.Calls()), err)
	}
	mustContain(t, err, "commands[1] (config) → options[0] (language) → options[0] (set) → options[0] (TO) → name",
		"commands[0] (search) → options[2] (colour) → choices[1] → name", "nothing was changed")
}

// A problem that only Discord finds is also shown with its place in the declaration.
func TestDeclarationErrorsOfDiscord(t *testing.T) {
	commands := declared()
	i := 0
	client := serve(t, rest.Options{BotToken: botToken}, answerEach(&i,
		answer(200, `[]`),
		answer(400, `{"message":"Invalid Form Body","code":50035,"errors":{"0":{"options":{"2":{"choices":{"1":{"name":{"_errors":[
			{"code":"STRING_TYPE_BLOCKED","message":"This text is not allowed."}]}}}}},"description":{"_errors":[{"code":"X","message":"Y"}]}},
			"9":{"name":{"_errors":[{"code":"Z","message":"no such command"}]}}}}`)))
	_, err := client.Register(within(t, 5*time.Second), rest.Registration{
		CommandScope: rest.CommandScope{ApplicationID: 1}, Commands: commands,
	})
	var wrong *rest.DeclarationError
	if !errors.As(err, &wrong) || !errors.Is(err, rest.ErrInvalidFormBody) {
		t.Fatal(err)
	}
	mustContain(t, err, "nothing was changed",
		"\n\tcommands[0] (search) → options[2] (colour) → choices[1] (Blue) → name: STRING_TYPE_BLOCKED: This text is not allowed.",
		"\n\tcommands[0] (search) → description: X: Y", "\n\tcommands[9] → name: Z: no such command")
}

// Discord has been seen to take a list and lose a field of it.
func TestNotAsDeclared(t *testing.T) {
	i := 0
	client := serve(t, rest.Options{BotToken: botToken}, answerEach(&i, answer(200, `[]`),
		answer(200, `[{"id":"7","application_id":"1","version":"8","type":1,"name":"a","description":"b","default_member_permissions":null}]`)))
	_, err := client.Register(within(t, 5*time.Second), rest.Registration{
		CommandScope: rest.CommandScope{ApplicationID: 1},
		Commands:     []discord.Command{{Name: "a", Description: "b", DefaultMemberPermissions: new(discord.Permissions(0))}},
	})
	if !errors.Is(err, rest.ErrNotAsDeclared) {
		t.Fatal(err)
	}
	mustContain(t, err, `default_member_permissions: (none) → "0"`)
}
