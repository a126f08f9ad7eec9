package discordtest

import "strings"

// address refuses a text that is not a URL, or a URL with a scheme that Discord does not accept
// there.
func (r ruler) address(key string, most int, schemes ...string) {
	text := r.text(key, 0, most)
	if text == "" || len([]rune(text)) > most {
		return
	}
	at := strings.Index(text, "://")
	if at < 0 || strings.ContainsAny(text, " \t\r\n") && text[:at] != "attachment" || len(text) == at+3 || text[at+3] == '/' {
		r.refuse(key, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
		return
	}
	for _, scheme := range schemes {
		if strings.ToLower(text[:at]) == scheme {
			return
		}
	}
	r.refuse(key, "URL_TYPE_INVALID_SCHEME", "Scheme \"%s\" is not supported. Scheme must be one of ('%s').",
		strings.ToLower(text[:at]), strings.Join(schemes, "', '"))
}

// media checks the rules for an unfurled media item.
//
// See https://docs.discord.com/developers/components/reference#unfurled-media-item.
func (r ruler) media() {
	r.needs("url")
	r.address("url", 2048, "http", "https", "attachment")
}

// isEmptyEmbed reports whether an app set no field of an embed. Discord drops such an embed.
func isEmptyEmbed(embed any) bool {
	e, _ := embed.(map[string]any)
	for key, value := range e {
		switch list, isList := value.([]any); {
		case key == "type" || key == "provider" || key == "video" || key == "flags" || key == "content_scan_version":
		case value == nil || value == "" || value == 0.0 || isList && len(list) == 0:
		default:
			return false
		}
	}
	return true
}
