package discordtest

import (
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// normalizeCommand changes a command, or an option or a choice of one, as Discord does when it
// stores it: file types in lower case, and no localization that equals the default text, unless the
// locale would show that of another.
func normalizeCommand(c map[string]any) {
	if types, ok := c["file_types"].([]any); ok {
		lower := make([]any, len(types))
		for n, t := range types {
			text, _ := t.(string)
			lower[n] = strings.ToLower(text)
		}
		c["file_types"] = lower
	}
	for localizations, text := range map[string]any{"name_localizations": c["name"], "description_localizations": c["description"]} {
		texts, _ := c[localizations].(map[string]any)
		kept := object{}
		for locale, one := range texts {
			_, us := texts["en-US"]
			_, gb := texts["en-GB"]
			_, es := texts["es-ES"]
			if one != text || locale == "en-US" && gb || locale == "en-GB" && us || locale == "es-419" && es {
				kept[locale] = one
			}
		}
		if len(texts) > 0 {
			c[localizations] = nil
			if len(kept) > 0 {
				c[localizations] = map[string]any(kept)
			}
		}
	}
}

// matchCommands finds, for each command of an overwrite, the one that it replaces, or nil: by ID,
// and then by type and name.
func matchCommands(before, sent []object) []object {
	found := make([]object, len(sent))
	taken := map[any]bool{}
	take := func(n int, same func(old object) bool) {
		at := slices.IndexFunc(before, func(old object) bool { return !taken[old["id"]] && same(old) })
		if found[n] == nil && at >= 0 {
			found[n] = before[at]
			taken[before[at]["id"]] = true
		}
	}
	for n, c := range sent {
		take(n, func(old object) bool { return c["id"] != nil && old["id"] == c["id"] })
	}
	for n, c := range sent {
		take(n, func(old object) bool {
			return kindAndName(old) == kindAndName(object{"type": kindOfCommand(c), "name": c["name"]})
		})
	}
	return found
}

// refuseCommand states the rules that relate the fields of a command, independently of package
// discord.
func refuseCommand(path string, c map[string]any, refusal *Refusal) {
	if kind := discord.CommandType(number(c["type"])); kind == discord.CommandChatInput || kind == 0 {
		refuseName(path+"name", c["name"], refusal)
		for _, locale := range keys(c["name_localizations"]) {
			refuseName(path+"name_localizations."+locale, c["name_localizations"].(map[string]any)[locale], refusal)
		}
	}
	refuseOptions(path, c["options"], refusal)
}

func refuseOptions(path string, list any, refusal *Refusal) {
	options := objects(list)
	for n, o := range options {
		at := indexPath(path+"options", n) + "."
		refuseName(at+"name", o["name"], refusal)
		for _, locale := range keys(o["name_localizations"]) {
			name := o["name_localizations"].(map[string]any)[locale]
			refuseName(at+"name_localizations."+locale, name, refusal)
			for m, other := range options {
				localized, _ := other["name_localizations"].(map[string]any)
				if m != n && name == other["name"] || m < n && name == localized[locale] {
					refusal.add(at+"name_localizations."+locale, "APPLICATION_COMMAND_OPTIONS_NAME_NOT_UNIQUE", "Option names must be unique")
					break
				}
			}
		}
		refuseOptions(at, o["options"], refusal)
	}
}

// refuseName refuses the apostrophe U+0027, which Discord's pages once listed among the characters
// of a name.
func refuseName(path string, name any, refusal *Refusal) {
	if text, _ := name.(string); strings.Contains(text, "'") {
		refusal.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

// objects are the objects of a list.
func objects(list any) []map[string]any {
	all, _ := list.([]any)
	var found []map[string]any
	for _, one := range all {
		o, _ := one.(map[string]any)
		found = append(found, o)
	}
	return found
}

// keys are the names in an object, in order.
func keys(of any) []string {
	o, _ := of.(map[string]any)
	var names []string
	for name := range o {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
