package rest

import (
	"hash/maphash"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// endpoint is what a path says about a call: the route, with names in place of values, the resource
// that rate limits count separately, and the token in the path if there is one.
type endpoint struct {
	route string
	major uint64
	token string
}

// coded are the parts of a path that are followed by a value that is not a number.
var coded = []string{"reactions", "invites", "templates", "activity-instances", "sounds"}

// owners are the parts of a path that are followed only by a number, a word such as @me, or
// "templates".
var owners = []string{"channels", "guilds", "users", "webhooks", "interactions", "stickers", "lobbies"}

// endpointOf parses an escaped path. Every part that is not a word of Discord's API becomes a name
// in braces. No error can then show a token or text from a user, and the routes are few.
//
// See https://docs.discord.com/developers/topics/rate-limits.
func endpointOf(path string) endpoint {
	var e endpoint
	var route strings.Builder
	parts := strings.Split(strings.Trim(path, "/"), "/")
	before, byToken := "", len(parts) > 2 && (parts[0] == "webhooks" || parts[0] == "interactions")
	for n, part := range parts {
		word := isWord(part) && !slices.Contains(coded, before) && !(byToken && n == 2) &&
			(!slices.Contains(owners, before) || part[0] == '@' || part == "templates")
		switch {
		case word:
			route.WriteString("/" + part)
		case byToken && n == 2:
			e.token, _ = url.PathUnescape(part)
			e.major = maphash.String(majorSeed, e.token)
			route.WriteString("/{" + strings.TrimSuffix(parts[0], "s") + ".token}")
		default:
			route.WriteString("/{" + placeholder(before) + "}")
			if e.major == 0 && slices.Contains([]string{"channels", "guilds", "webhooks"}, before) {
				e.major = maphash.String(majorSeed, part)
			}
		}
		before = ""
		if word {
			before = part
		}
	}
	e.route = route.String()
	return e
}

// placeholder names the value after a word: "channel.id" after "channels".
func placeholder(word string) string {
	switch {
	case word == "reactions":
		return "emoji"
	case slices.Contains(coded, word):
		return strings.TrimSuffix(word, "s") + ".code"
	case word == "":
		return "id"
	}
	return strings.TrimSuffix(word, "s") + ".id"
}

// isWord reports whether a part of a path is a word of Discord's API, and not a value.
func isWord(part string) bool {
	if part == "" || len(part) > 32 || part[0] != '@' && (part[0] < 'a' || part[0] > 'z') {
		return false
	}
	return part == "oauth2" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz-_.@") == ""
}

// repeatOf returns what happens if a call is made twice. PUT, PATCH and DELETE replace, change and
// delete, so a repeat does no harm. A POST acts twice, except on the routes named here.
func repeatOf(method, route string) repeat {
	if method != http.MethodPost {
		return repeatHarmless
	}
	for _, end := range []string{
		"/messages/bulk-delete", // deletes what is left
		"/users/@me/channels",   // returns the channel that exists
		"/typing",
		"/commands", // replaces the command of that name
	} {
		if strings.HasSuffix(route, end) {
			return repeatHarmless
		}
	}
	return repeatNever
}
