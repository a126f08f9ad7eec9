package rest

import "strings"

// normalize changes a command, an option or a choice to the form that Discord stores: file types in
// lower case, and no localization that equals the default text. Values that differ only in this
// form then compare as equal.
func normalize(fields map[string]any) {
	if types, ok := fields["file_types"].([]any); ok {
		for i := range types {
			if text, ok := types[i].(string); ok {
				types[i] = strings.ToLower(text)
			}
		}
	}
	for _, name := range []string{"name", "description"} {
		localized, _ := fields[name+"_localizations"].(map[string]any)
		for locale, text := range localized {
			if text == fields[name] && localized[fallback[locale]] == nil {
				delete(localized, locale)
			}
		}
	}
	for _, name := range []string{"options", "choices"} {
		list, _ := fields[name].([]any)
		for _, one := range list {
			if inner, ok := one.(map[string]any); ok {
				normalize(inner)
			}
		}
	}
}

// fallback maps a locale to the locale whose text is shown if it has none. If the fallback has a
// text, a text that equals the default is still needed.
//
// See https://docs.discord.com/developers/interactions/application-commands#locale-fallbacks.
var fallback = map[string]string{"en-US": "en-GB", "en-GB": "en-US", "es-419": "es-ES"}
