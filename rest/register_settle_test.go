package rest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// randomCommands are declarations with every field that a declaration may leave out or write in
// another way than Discord.
func randomCommands(r *rand.Rand) []discord.Command {
	maybe := func() bool { return r.IntN(2) == 0 }
	localized := func(text string) map[discord.Locale]string {
		texts := map[discord.Locale]string{}
		for _, locale := range []discord.Locale{discord.LocaleGerman, "en-US", "en-GB", discord.LocaleFrench} {
			if maybe() {
				texts[locale] = []string{text, text + string(locale[0])}[r.IntN(2)]
			}
		}
		return texts
	}
	var commands []discord.Command
	for n := range 1 + r.IntN(5) {
		c := discord.Command{Name: fmt.Sprintf("c%d", n), Description: "d", NSFW: maybe()}
		c.NameLocalizations, c.DescriptionLocalizations = localized(c.Name), localized(c.Description)
		if maybe() {
			c.Contexts = [][]discord.InteractionContext{{0}, {0, 1}, {2, 1, 0}}[r.IntN(3)]
		}
		if maybe() {
			c.IntegrationTypes = [][]discord.IntegrationType{{0}, {1, 0}, {1}}[r.IntN(3)]
		}
		if maybe() {
			c.DefaultMemberPermissions = new(discord.Permissions(r.IntN(64)))
		}
		for m := range r.IntN(4) {
			o := discord.CommandOption{Name: fmt.Sprintf("o%d", m), Description: "d", Type: discord.OptionString}
			o.DescriptionLocalizations = localized("d")
			switch r.IntN(6) {
			case 4:
				o.Type, o.Autocomplete, o.MaxValue = discord.OptionNumber, maybe(), new(float64(r.IntN(9))/2)
			case 5:
				o.Type, o.Required = []discord.OptionType{discord.OptionBoolean, discord.OptionUser, discord.OptionMentionable}[r.IntN(3)], m == 0
			case 0:
				o.Type, o.FileTypes = discord.OptionAttachment, []string{".PDF", "image", ".Png"}
			case 1:
				o.Type, o.MinValue = discord.OptionInteger, new(float64(r.IntN(3)))
				o.Choices = []discord.Choice{{Name: "x", Value: discord.Number(2), NameLocalizations: localized("x")}}
			case 2:
				o.Type, o.ChannelTypes = discord.OptionChannel, []discord.ChannelType{5, 0}
			default:
				o.Choices, o.MinLength = []discord.Choice{}, r.IntN(3)
			}
			c.Options = append(c.Options, o)
		}
		if r.IntN(4) == 0 {
			// The same options in subcommands, alone and in a group.
			sub := discord.CommandOption{Name: "sub", Description: "d", Type: discord.OptionSubcommand, Options: c.Options, NameLocalizations: localized("sub")}
			group := discord.CommandOption{Name: "group", Description: "d", Type: discord.OptionSubcommandGroup, Options: []discord.CommandOption{sub}}
			c.Options = []discord.CommandOption{sub, group}[:1+r.IntN(2)]
		}
		commands = append(commands, c)
	}
	if maybe() {
		commands = append(commands, discord.Command{Type: discord.CommandUser, Name: "c0"})
	}
	return commands
}

// Registering any declaration twice, in any order, changes nothing the second time.
func TestASecondRegistrationChangesNothing(t *testing.T) {
	_, client, pass := startAPI(t)
	r := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		pass(25 * time.Hour) // 200 commands may be created in a day
		mustSettle(t, client, r)
	}
}

// FuzzRegister tries random declarations.
func FuzzRegister(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Fuzz(func(t *testing.T, a, b uint64) {
		_, client, _ := startAPI(t)
		mustSettle(t, client, rand.New(rand.NewPCG(a, b)))
	})
}

// mustSettle registers a declaration twice, globally and in a guild, in another order the second
// time.
func mustSettle(t *testing.T, client *rest.Client, r *rand.Rand) {
	t.Helper()
	ctx := within(t, 60*time.Second)
	for _, guild := range []discord.Snowflake{0, 42} {
		commands := randomCommands(r)
		if _, err := register(ctx, client, guild, commands); err != nil {
			t.Fatalf("%v in guild %d: %+v", err, guild, commands)
		}
		r.Shuffle(len(commands), func(i, j int) { commands[i], commands[j] = commands[j], commands[i] })
		changes, err := register(ctx, client, guild, commands)
		if err != nil || changes.Any() {
			t.Fatalf("in guild %d: %v, %v of %+v", guild, err, changes, commands)
		}
	}
}

// A global declaration can be registered in a guild too, without the fields that only global
// commands have.
func TestRegisterInAGuildWithGlobalFields(t *testing.T) {
	api, client, _ := startAPI(t)
	ctx := within(t, 20*time.Second)
	commands := []discord.Command{{Name: "a", Description: "A", Contexts: []discord.InteractionContext{0, 2},
		IntegrationTypes: []discord.IntegrationType{1}, DMPermission: new(false)}}
	for try := range 2 {
		changes, err := register(ctx, client, 42, commands)
		if err != nil || len(changes.Created) != 1-try || changes.Any() != (try == 0) {
			t.Fatalf("try %d: %v, %v", try, changes, err)
		}
	}
	for _, call := range api.CallsOf(discordtest.RoutePutGuildCommands) {
		for _, field := range []string{"contexts", "integration_types", "dm_permission"} {
			if strings.Contains(string(call.Body), field) {
				t.Errorf("%s is sent: %s", field, call.Body)
			}
		}
	}
	if commands[0].Contexts == nil || commands[0].DMPermission == nil {
		t.Error("the caller's declaration was changed")
	}
}

// A field that is taken out of the declaration goes back to Discord's default, and the report says
// so.
func TestFieldsTakenOutOfTheDeclaration(t *testing.T) {
	plain := discord.Command{Name: "a", Description: "A"}
	for field, take := range map[string]func(*discord.Command){
		"contexts":                   func(c *discord.Command) { c.Contexts = []discord.InteractionContext{0} },
		"integration_types":          func(c *discord.Command) { c.IntegrationTypes = []discord.IntegrationType{1} },
		"dm_permission":              func(c *discord.Command) { c.DMPermission = new(false) },
		"default_member_permissions": func(c *discord.Command) { c.DefaultMemberPermissions = new(discord.Permissions(8)) },
		"nsfw":                       func(c *discord.Command) { c.NSFW = true },
		"options": func(c *discord.Command) {
			c.Options = []discord.CommandOption{{Type: discord.OptionUser, Name: "who", Description: "Who"}}
		},
		"name_localizations": func(c *discord.Command) { c.NameLocalizations = map[discord.Locale]string{"de": "b"} },
	} {
		t.Run(field, func(t *testing.T) {
			_, client, _ := startAPI(t)
			ctx := within(t, 20*time.Second)
			declared := plain
			take(&declared)
			if _, err := register(ctx, client, 0, []discord.Command{declared}); err != nil {
				t.Fatal(err)
			}
			changes, err := register(ctx, client, 0, []discord.Command{plain})
			if err != nil || len(changes.Changed) != 1 || changes.Changed[0].Fields[0].Path != field {
				t.Fatalf("%v, %v", changes, err)
			}
			if report := changes.String(); strings.Contains(report, "(Discord's default)") != slices.Contains([]string{"contexts", "integration_types", "dm_permission"}, field) {
				t.Error(report)
			}
			if changes, err = register(ctx, client, 0, []discord.Command{plain}); err != nil || changes.Any() {
				t.Errorf("it does not settle: %v, %v", changes, err)
			}
		})
	}
}

// An ID takes precedence over a name, whatever the order of the commands.
func TestOrderOfTheDeclaration(t *testing.T) {
	named := func(id discord.Snowflake, name string) discord.Command {
		return discord.Command{ID: id, Name: name, Description: "d"}
	}
	registered := []discord.Command{named(1, "a"), named(2, "b")}
	want := map[string]bool{"created a": true, "changed 1": true, "removed 2": true}
	for _, declared := range [][]discord.Command{{named(0, "a"), named(1, "b")}, {named(1, "b"), named(0, "a")}} {
		changes := rest.Diff(registered, declared)
		got := map[string]bool{}
		for _, c := range changes.Created {
			got["created "+c.Name] = true
		}
		for _, c := range changes.Changed {
			got[fmt.Sprint("changed ", c.Before.ID)] = true
		}
		for _, c := range changes.Removed {
			got[fmt.Sprint("removed ", c.ID)] = true
		}
		if !maps.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		api, client, _ := startAPI(t)
		if err := api.SetCommands(0, []discord.Command{named(0, "a"), named(0, "b")}); err != nil {
			t.Fatal(err)
		}
		first := api.Commands(0)[0].ID
		for i := range declared {
			if declared[i].ID != 0 {
				declared[i].ID = first
			}
		}
		if _, err := register(within(t, 20*time.Second), client, 0, declared); err != nil {
			t.Fatal(err)
		}
		for _, c := range api.Commands(0) {
			if (c.ID == first) != (c.Name == "b") {
				t.Errorf("%s has the ID %d; the command renamed is %d", c.Name, c.ID, first)
			}
		}
	}
}

// A text that equals the default matters if the locale would otherwise show another locale's text.
func TestLocalizationThatShieldsTheDefault(t *testing.T) {
	with := func(texts map[discord.Locale]string) []discord.Command {
		return []discord.Command{{Name: "color", Description: "d", NameLocalizations: texts}}
	}
	gb := map[discord.Locale]string{"en-GB": "colour"}
	both := map[discord.Locale]string{"en-GB": "colour", "en-US": "color"}
	if changes := rest.Diff(with(gb), with(both)); len(changes.Changed) != 1 {
		t.Error(changes.String())
	}
	if changes := rest.Diff(with(nil), with(map[discord.Locale]string{"en-US": "color"})); changes.Any() {
		t.Error(changes.String())
	}
}

// Values that Discord fills in for undeclared fields are not changes, in every form that was
// reported.
//
// See https://github.com/NousResearch/hermes-agent/pull/107384 and
// https://github.com/pwrdrvr/PwrAgent/pull/201.
func TestWhatDiscordFillsIn(t *testing.T) {
	for _, filled := range []string{
		`"integration_types":[0]`, `"integration_types":[0,1]`, `"integration_types":[1,0]`, `"contexts":[0,1,2]`, `"contexts":[2,0,1]`, `"contexts":null`,
		`"dm_permission":true`, `"default_member_permissions":null`, `"nsfw":false`, `"name_localizations":null,"description_localizations":null`,
		`"options":[{"type":3,"name":"o","description":"O","required":false,"choices":[],"name_localizations":null,"autocomplete":false}]`,
	} {
		var registered discord.Command
		if err := json.Unmarshal([]byte(`{"id":"5","version":"6","application_id":"7","type":1,"name":"a","description":"A",`+filled+`}`), &registered); err != nil {
			t.Fatal(err)
		}
		declared := discord.Command{Name: "a", Description: "A"}
		if strings.Contains(filled, "options") {
			declared.Options = []discord.CommandOption{{Type: discord.OptionString, Name: "o", Description: "O"}}
		}
		if changes := rest.Diff([]discord.Command{registered}, []discord.Command{declared}); changes.Any() {
			t.Errorf("%s: %s", filled, changes.String())
		}
	}
}
