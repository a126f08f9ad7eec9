package discordtest

import (
	"slices"
	"strings"
)

// normalizeCommand changes a command, or an option or a choice of one, as Discord does when it
// stores it: it writes file types in lower case, and drops a localization that equals the default
// text, unless the locale would then show the text of another locale.
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

// objectsOf returns the objects of a list.
func objectsOf(list any) []map[string]any {
	all, _ := list.([]any)
	var found []map[string]any
	for _, one := range all {
		o, _ := one.(map[string]any)
		found = append(found, o)
	}
	return found
}

// keysOf returns the names in an object, in order.
func keysOf(of any) []string {
	o, _ := of.(map[string]any)
	var names []string
	for name := range o {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
