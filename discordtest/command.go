package discordtest

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// commandStore holds the application's commands by guild. Global commands are under zero.
type commandStore struct {
	lists map[discord.Snowflake][]object
	// created are the times at which commands were created. Discord limits how many an app creates
	// per day.
	created map[discord.Snowflake][]time.Time
}

func (s *commandStore) init() {
	s.lists = map[discord.Snowflake][]object{}
	s.created = map[discord.Snowflake][]time.Time{}
}

// maxCreated is how many commands an app can create in a day, globally or in one guild.
//
// See https://docs.discord.com/developers/interactions/application-commands#registering-a-command.
const maxCreated = 200

// commandKeys are the fields of a command that an app can send, with Discord's defaults.
var commandKeys = []struct {
	key   string
	fresh any
}{
	{"type", 1}, {"name", nil}, {"name_localizations", nil}, {"description", ""}, {"description_localizations", nil},
	{"options", nil}, {"default_member_permissions", nil}, {"dm_permission", true}, {"default_permission", true},
	{"integration_types", []any{0, 1}}, {"contexts", nil}, {"nsfw", false}, {"handler", nil},
}

// kindAndName identifies a command.
func kindAndName(c object) string { return fmt.Sprintf("%v/%v", numberOf(c["type"]), c["name"]) }

// fillCommand makes Discord's record of a command. old is the command that it replaces, or nil.
func (a *API) fillCommand(guild discord.Snowflake, sent, old object) object {
	c := object{"application_id": a.options.ApplicationID.String()}
	for _, k := range commandKeys {
		value, given := sent[k.key]
		if !given || value == nil && k.fresh != nil {
			value = k.fresh
		}
		c[k.key] = value
	}
	c["type"] = int(numberOf(c["type"]))
	if options, _ := c["options"].([]any); len(options) == 0 {
		delete(c, "options")
	} else {
		c["options"] = fillOptions(options)
	}
	delete(c, "default_permission")
	normalizeCommand(c)
	if kind := discord.CommandType(c["type"].(int)); kind != discord.CommandEntryPoint {
		delete(c, "handler")
	}
	if guild != 0 {
		c["guild_id"] = guild.String()
		delete(c, "dm_permission")
		delete(c, "contexts")
		delete(c, "integration_types")
	}
	if old == nil {
		id := a.newID().String()
		c["id"], c["version"] = id, a.newID().String()
		a.commands.created[guild] = append(a.commands.created[guild], a.now())
		return c
	}
	c["id"], c["version"] = old["id"], old["version"]
	if !bytes.Equal(encoded(c), encoded(old)) {
		c["version"] = a.newID().String()
	}
	return c
}

// fillOptions removes from options what Discord leaves out: false, null and empty lists.
func fillOptions(options []any) []any {
	out := make([]any, len(options))
	for n, one := range options {
		sent, _ := one.(map[string]any)
		kept := object{}
		for key, value := range sent {
			list, isList := value.([]any)
			if value == nil || value == false || isList && len(list) == 0 {
				continue
			}
			if key == "options" {
				value = fillOptions(list)
			}
			if choices := objectsOf(value); key == "choices" {
				for _, choice := range choices {
					normalizeCommand(choice)
				}
			}
			kept[key] = value
		}
		normalizeCommand(kept)
		out[n] = kept
	}
	return out
}

// mayCreate refuses more new commands than Discord allows in a day. The lock is held.
func (a *API) mayCreate(guild discord.Snowflake, n int) *Refusal {
	since := a.now().Add(-24 * time.Hour)
	created := slices.DeleteFunc(a.commands.created[guild], func(at time.Time) bool { return at.Before(since) })
	a.commands.created[guild] = created
	if len(created)+n > maxCreated {
		return refuse(http.StatusBadRequest, rest.ErrTooManyCreates,
			"Maximum number of daily application command creates has been reached (200)", "")
	}
	return nil
}

// checkCommand refuses a command that breaks a rule or has a field of the wrong type.
func checkCommand(text []byte) *Refusal {
	var command discord.Command
	if refused := decodeJSON(text, &command); refused != nil {
		return refused
	}
	r := newRuler(text)
	r.command()
	return r.refusal.orNil()
}

// checkCommands refuses a whole list.
func checkCommands(guild discord.Snowflake, text []byte) *Refusal {
	var commands []discord.Command
	if refused := decodeJSON(text, &commands); refused != nil {
		return refused
	}
	all := newRuler(slices.Concat([]byte(`{"":`), text, []byte(`}`)))
	all.commands(guild)
	return all.refusal.orNil()
}

// Commands returns the application's commands in a guild, or the global ones if guild is zero.
func (a *API) Commands(guild discord.Snowflake) []discord.Command {
	a.mu.Lock()
	defer a.mu.Unlock()
	var commands []discord.Command
	if err := json.Unmarshal(encoded(a.commands.lists[guild]), &commands); err != nil {
		panic("discordtest: commands of its own do not decode: " + err.Error())
	}
	return commands
}

// SetCommands replaces the application's commands in a guild, or the global ones if guild is zero.
// If Discord would refuse them, it changes nothing and returns a [*Refusal].
func (a *API) SetCommands(guild discord.Snowflake, commands []discord.Command) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	text, err := encode(commands)
	if err != nil {
		return invalidField("", "BASE_TYPE_BAD_VALUE", "%v", err)
	}
	if _, refused := a.overwrite(guild, text); refused != nil {
		return refused
	}
	return nil
}

// overwrite replaces all commands of a guild, or refuses and changes nothing. The lock is held.
func (a *API) overwrite(guild discord.Snowflake, text []byte) ([]object, *Refusal) {
	var sent []object
	if refused := decodeJSON(text, &sent); refused != nil {
		return nil, refused
	}
	if refused := checkCommands(guild, text); refused != nil {
		return nil, refused
	}
	before := a.commands.lists[guild]
	replaced := matchCommands(before, sent)
	fresh, entryPoint := 0, false
	for n, c := range sent {
		if replaced[n] == nil {
			fresh++
		}
		entryPoint = entryPoint || kindOfCommand(c) == int(discord.CommandEntryPoint)
	}
	for _, old := range before {
		if old["type"] == int(discord.CommandEntryPoint) && !entryPoint {
			return nil, refuse(http.StatusBadRequest, rest.ErrEntryPointMissing,
				"You cannot remove this app's Entry Point command in a bulk update operation. Please include the Entry Point command in your update request or delete it separately.", "")
		}
	}
	if refused := a.mayCreate(guild, fresh); refused != nil {
		return nil, refused
	}
	list := make([]object, len(sent))
	for n, c := range sent {
		list[n] = a.fillCommand(guild, c, replaced[n])
	}
	a.commands.lists[guild] = list
	a.publish(Event{Type: EventCommands})
	return list, nil
}

func kindOfCommand(c object) int {
	if kind := int(numberOf(c["type"])); kind != 0 {
		return kind
	}
	return int(discord.CommandChatInput)
}
