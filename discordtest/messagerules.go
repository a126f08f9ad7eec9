package discordtest

import (
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// refuseMessage states the rules that relate the fields of a message, independently of package
// discord.
func refuseMessage(body map[string]any, refusal *Refusal) {
	for n, e := range objects(body["embeds"]) {
		at := indexPath("embeds", n)
		refuseAddress(at+".url", e["url"], refusal, "http", "https")
		for _, name := range []string{"image", "thumbnail"} {
			part, _ := e[name].(map[string]any)
			refuseAddress(at+"."+name+".url", part["url"], refusal, "http", "https", "attachment")
		}
		for _, name := range []string{"author", "footer"} {
			part, _ := e[name].(map[string]any)
			refuseAddress(at+"."+name+".url", part["url"], refusal, "http", "https")
			refuseAddress(at+"."+name+".icon_url", part["icon_url"], refusal, "http", "https", "attachment")
		}
	}
	refuseComponents("components", body["components"], refusal)
}

// refuseComponents states the rules that relate the fields of one component.
func refuseComponents(path string, list any, refusal *Refusal) {
	for n, c := range objects(list) {
		refuseComponent(indexPath(path, n), c, refusal)
	}
}

func refuseComponent(path string, c map[string]any, refusal *Refusal) {
	switch discord.ComponentType(number(c["type"])) {
	case discord.ComponentButton:
		refuseAddress(path+".url", c["url"], refusal, "http", "https", "discord")
	case discord.ComponentStringSelect:
		options, _ := c["options"].([]any)
		if least := int(max(number(c["min_values"]), number(c["max_values"]))); len(options) < least {
			refusal.add(path+".options", "BASE_TYPE_BAD_LENGTH", "Must be between %d and 25 in length.", least)
		}
	case discord.ComponentThumbnail:
		refuseMedia(path+".media", c["media"], refusal)
	case discord.ComponentFile:
		refuseMedia(path+".file", c["file"], refusal)
	case discord.ComponentMediaGallery:
		for n, item := range objects(c["items"]) {
			refuseMedia(indexPath(path+".items", n)+".media", item["media"], refusal)
		}
	}
	refuseComponents(path+".components", c["components"], refusal)
	for _, name := range []string{"accessory", "component"} {
		if held, ok := c[name].(map[string]any); ok {
			refuseComponent(path+"."+name, held, refusal)
		}
	}
}

func refuseMedia(path string, media any, refusal *Refusal) {
	m, _ := media.(map[string]any)
	if text, _ := m["url"].(string); text == "" {
		refusal.add(path+".url", "BASE_TYPE_REQUIRED", "This field is required")
	}
	refuseAddress(path+".url", m["url"], refusal, "http", "https", "attachment")
}

// refuseAddress refuses an address that is no URL, or of a scheme that Discord does not take.
func refuseAddress(path string, address any, refusal *Refusal, schemes ...string) {
	text, _ := address.(string)
	if text == "" {
		return
	}
	at := strings.Index(text, "://")
	switch {
	case at < 0 || strings.ContainsAny(text, " \t\r\n") && text[:at] != "attachment" || len(text) == at+3 || text[at+3] == '/':
		refusal.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
		return
	}
	for _, scheme := range schemes {
		if strings.ToLower(text[:at]) == scheme {
			return
		}
	}
	refusal.add(path, "URL_TYPE_INVALID_SCHEME", "Scheme \"%s\" is not supported. Scheme must be one of ('%s').",
		strings.ToLower(text[:at]), strings.Join(schemes, "', '"))
}

// isEmptyEmbed reports whether an app set nothing in an embed. Discord drops such a one.
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
