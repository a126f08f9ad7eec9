package rest_test

import (
	"os"
	"testing"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// registered returns the declared commands as Discord returns them.
func registered(t *testing.T) []discord.Command {
	t.Helper()
	text, err := os.ReadFile("testdata/registered.json")
	if err != nil {
		t.Fatal(err)
	}
	var commands []discord.Command
	if err := json.Unmarshal(text, &commands); err != nil {
		t.Fatal(err)
	}
	return commands
}

func TestDiffIgnoresWhatDiscordFillsIn(t *testing.T) {
	changes := rest.Diff(registered(t), declared())
	if changes.Any() || len(changes.Unchanged) != 4 || len(changes.Kept) != 1 {
		t.Error(changes.String())
	}
}

func TestDiffTellsEachField(t *testing.T) {
	for name, c := range map[string]struct {
		change func([]discord.Command)
		want   []rest.FieldChange
	}{
		"description": {func(c []discord.Command) { c[0].Description = "Finds cards" },
			[]rest.FieldChange{{Path: "description", Before: `"Searches cards"`, After: `"Finds cards"`}}},
		"option": {func(c []discord.Command) { c[0].Options[1].MinValue = nil; c[0].Options[1].Required = true },
			[]rest.FieldChange{{Path: "options[1] (edition) → min_value", Before: "0"}, {Path: "options[1] (edition) → required", After: "true"}}},
		"choice": {func(c []discord.Command) { c[0].Options[2].Choices[1].Value = discord.String("azure") },
			[]rest.FieldChange{{Path: "options[2] (colour) → choices[1] (Blue) → value", Before: `"blue"`, After: `"azure"`}}},
		"option away and one more": {func(c []discord.Command) {
			c[0].Options[3] = discord.CommandOption{Type: discord.OptionUser, Name: "who", Description: "Whose"}
		}, []rest.FieldChange{
			{Path: "options[3] (where)", Before: `{"channel_types":[5,0],"description":"Where to","name":"where","type":7}`},
			{Path: "options[3] (who)", After: `{"description":"Whose","name":"who","type":6}`}}},
		"order": {func(c []discord.Command) {
			o := c[0].Options
			o[1], o[2] = o[2], o[1]
		}, []rest.FieldChange{{Path: "options → order", Before: `["card","edition","colour","where"]`, After: `["card","colour","edition","where"]`}}},
		"first options": {func(c []discord.Command) { c[0].Options = nil }, []rest.FieldChange{{Path: "options"}}},
		"permissions": {func(c []discord.Command) { c[1].DefaultMemberPermissions = new(discord.Permissions(0)) },
			[]rest.FieldChange{{Path: "default_member_permissions", Before: `"32"`, After: `"0"`}}},
		"contexts": {func(c []discord.Command) { c[3].Contexts = []discord.InteractionContext{0} },
			[]rest.FieldChange{{Path: "contexts", Before: "[0,2]", After: "[0]"}}},
		"localization": {func(c []discord.Command) { c[1].NameLocalizations = nil },
			[]rest.FieldChange{{Path: "name_localizations", Before: `{"de":"einstellungen"}`}}},
		"deep": {func(c []discord.Command) { c[1].Options[0].Options[0].Options[0].Type = discord.OptionInteger },
			[]rest.FieldChange{{Path: "options[0] (language) → options[0] (set) → options[0] (to) → type", Before: "3", After: "4"}}},
		"age": {func(c []discord.Command) { c[2].NSFW = true }, []rest.FieldChange{{Path: "nsfw", After: "true"}}},
	} {
		commands := declared()
		c.change(commands)
		changes := rest.Diff(registered(t), commands)
		if len(changes.Changed) != 1 || len(changes.Unchanged) != 3 || len(changes.Created)+len(changes.Removed) != 0 {
			t.Errorf("%s: %s", name, changes.String())
			continue
		}
		got := changes.Changed[0].Fields
		if name == "first options" && len(got) == 1 {
			got[0].Before = ""
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		for n := range got {
			if got[n] != c.want[n] {
				t.Errorf("%s: %+v\nwant %+v", name, got[n], c.want[n])
			}
		}
	}
}

func TestDiffByTypeAndName(t *testing.T) {
	commands := declared()
	commands[2].Name = "report"
	changes := rest.Diff(registered(t), commands)
	if len(changes.Created) != 1 || len(changes.Removed) != 1 || changes.Removed[0].Type != discord.CommandUser || len(changes.Unchanged) != 3 {
		t.Error(changes.String())
	}
	want := "1 created, 0 changed, 1 removed, 3 unchanged\n" +
		"+ created    \"report\" on a user\n" +
		"- removed    \"Report\" on a user\n" +
		"= unchanged  /search\n= unchanged  /config\n= unchanged  \"Report\" on a message\n" +
		"= kept       \"launch\", the entry point\n"
	if got := changes.String(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
