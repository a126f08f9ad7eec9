package discordtest

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
)

// applicationRoutes change the application's own record.
//
// See https://docs.discord.com/developers/resources/application#edit-current-application.
func (a *API) applicationRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{"PATCH /applications/@me": a.patchApplication})
}

// applicationKeys are the fields of its record that an app may change.
var applicationKeys = []string{"custom_install_url", "description", "role_connections_verification_url", "install_params",
	"integration_types_config", "flags", "icon", "cover_image", "interactions_endpoint_url", "tags", "event_webhooks_url",
	"event_webhooks_status", "event_webhooks_types"}

// patchApplication changes the record. Discord also sends a PING and forged requests to a new
// interactions endpoint, and refuses one that does not answer them. Here [Check] does that, and the
// route accepts any https address.
func (a *API) patchApplication(_ *http.Request, call *Call) (apiReply, *Refusal) {
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkLength(refusal, sent, "description", 0, 400)
	if tags, _ := sent["tags"].([]any); len(tags) > 5 {
		refusal.add("tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.")
	}
	for _, key := range []string{"interactions_endpoint_url", "event_webhooks_url", "role_connections_verification_url", "custom_install_url"} {
		text, _ := sent[key].(string)
		if u, err := url.Parse(text); text != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
			refusal.add(key, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('https').")
		}
	}
	checkPictures(refusal, sent, "icon", "cover_image")
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	changed := maps.Clone(a.ownRecord)
	for key, value := range sent {
		switch {
		case key == "icon" || key == "cover_image":
			changed[key] = a.keepPicture(value)
		case slices.Contains(applicationKeys, key):
			changed[key] = value
		}
	}
	a.ownRecord = changed
	a.changed()
	return okReply(encoded(a.application())), nil
}
