package discordtest

// embeds makes Discord's embeds from those that the app sent. It adds the type and the addresses of
// uploads.
func (a *API) embeds(m *storedMessage, list []any) []any {
	for _, one := range list {
		e, ok := one.(map[string]any)
		if !ok {
			continue
		}
		e["type"], e["content_scan_version"] = "rich", 0
		for _, key := range []string{"image", "thumbnail"} {
			media, _ := e[key].(map[string]any)
			address, _ := media["url"].(string)
			if found, ok := m.media(address); ok && address != "" {
				delete(found, "attachment_id")
				delete(found, "filename")
				delete(found, "size")
				e[key] = found
			} else {
				delete(e, key)
			}
		}
		for _, key := range []string{"author", "footer"} {
			part, _ := e[key].(map[string]any)
			address, _ := part["icon_url"].(string)
			if found, ok := m.media(address); ok && address != "" {
				part["icon_url"], part["proxy_icon_url"] = found["url"], found["proxy_url"]
			}
		}
		fields, _ := e["fields"].([]any)
		for _, field := range fields {
			if f, ok := field.(map[string]any); ok {
				fill(f, "inline", false)
			}
		}
	}
	return list
}
