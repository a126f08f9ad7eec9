package discordtest

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/discord"
)

// slashName is the form of the names of slash commands and options. Discord's pages list the
// apostrophe U+0027 too, and Discord refuses it.
//
// See https://github.com/discord/discord-api-docs/pull/8567.
var slashName = regexp.MustCompile(`^[-_\p{L}\p{N}\p{Devanagari}\p{Thai}]*$`)

// locales are the keys of localizations: the documented ones, and two that only Discord's
// description of the API has.
var locales = strings.Fields("id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko ar he")

// commands checks all commands of an app in a guild, or the global ones if guild is zero.
//
// See https://docs.discord.com/developers/interactions/application-commands#registering-a-command.
func (r ruler) commands(guild discord.Snowflake) {
	names, count := map[string]bool{}, map[int]int{}
	for _, c := range r.list("", 0, math.MaxInt) {
		c.command()
		identity := kindAndName(object{"type": kindOfCommand(c.o), "name": c.o["name"]})
		if names[identity] {
			c.refuse("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		names[identity] = true
		count[kindOfCommand(c.o)]++
	}
	most := map[discord.CommandType]int{discord.CommandChatInput: 100, discord.CommandUser: 15, discord.CommandMessage: 15, discord.CommandEntryPoint: 1}
	if guild != 0 {
		most[discord.CommandEntryPoint] = 0
	}
	for kind := discord.CommandChatInput; kind <= discord.CommandEntryPoint; kind++ {
		if n := count[int(kind)]; n > most[kind] {
			r.refuse("", "APPLICATION_COMMAND_TOO_MANY", "%d commands of type %d, at most %d", n, kind, most[kind])
		}
	}
}

// command checks one command.
func (r ruler) command() {
	kind := discord.CommandType(kindOfCommand(r.o))
	if kind < discord.CommandChatInput || kind > discord.CommandEntryPoint {
		r.refuse("type", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4).")
		return
	}
	slash := kind == discord.CommandChatInput
	r.name(slash)
	switch kind {
	case discord.CommandChatInput:
		r.description(1)
	case discord.CommandEntryPoint:
		r.description(0)
	default:
		r.none("description")
		r.none("description_localizations")
	}
	if !slash {
		r.none("options")
	}
	if handler, _ := r.whole("handler", 1, 2); kind != discord.CommandEntryPoint && handler != 0 {
		r.none("handler")
	}
	if text, ok := r.o["default_member_permissions"].(string); ok {
		if bits, err := strconv.ParseUint(text, 10, 64); err != nil || bits >= 1<<54 {
			r.refuse("default_member_permissions", "PERMISSIONS_INVALID", "Invalid permissions.")
		}
	}
	for key, last := range map[string]float64{"integration_types": 1, "contexts": 2} {
		if list, ok := r.o[key].([]any); ok && len(list) == 0 {
			r.refuse(key, "BASE_TYPE_BAD_LENGTH", "Must be at least 1 in length.")
		}
		r.numbers(key, 0, last)
	}
	if slash {
		r.options(0)
		if n := charactersOf(r.o); n > 8000 {
			r.refuse("", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
		}
	}
}

func (r ruler) name(slash bool) {
	r.slash("name", r.text("name", 1, 32), slash)
	r.localized("name_localizations", 32, slash)
}

func (r ruler) description(least int) {
	r.text("description", least, 100)
	r.localized("description_localizations", 100, false)
}

// slash refuses a name of a slash command that does not have the required form.
func (r ruler) slash(key, name string, slash bool) {
	if slash && (!slashName.MatchString(name) || strings.ToLower(name) != name) {
		r.refuse(key, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

func (r ruler) localized(key string, most int, slash bool) {
	texts := r.in(key)
	for _, locale := range keysOf(r.o[key]) {
		if !slices.Contains(locales, locale) {
			r.refuse(key, "BASE_TYPE_CHOICES", "%q is not a valid locale.", locale)
		}
		texts.slash(locale, texts.text(locale, 1, most), slash)
	}
}

// charactersOf counts the characters of a command, an option or a choice. For each text it counts
// the longest of the text and its localizations.
func charactersOf(o map[string]any) int {
	n := 0
	for _, key := range []string{"name", "description"} {
		longest := 0
		text, _ := o[key].(string)
		localized, _ := o[key+"_localizations"].(map[string]any)
		for _, locale := range append(keysOf(localized), "") {
			if locale != "" {
				text, _ = localized[locale].(string)
			}
			longest = max(longest, utf8.RuneCountInString(text))
			text, _ = o[key].(string)
		}
		n += longest
	}
	if text, ok := o["value"].(string); ok {
		n += utf8.RuneCountInString(text)
	}
	for _, held := range append(objectsOf(o["options"]), objectsOf(o["choices"])...) {
		n += charactersOf(held)
	}
	return n
}
