package discordtest

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// emojiRoutes read and change the application's own emojis.
//
// See https://docs.discord.com/developers/resources/emoji#list-application-emojis.
func (a *API) emojiRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /applications/{application}/emojis":            a.getEmojis,
		"POST /applications/{application}/emojis":           a.postEmoji,
		"GET /applications/{application}/emojis/{emoji}":    a.getEmoji,
		"PATCH /applications/{application}/emojis/{emoji}":  a.patchEmoji,
		"DELETE /applications/{application}/emojis/{emoji}": a.deleteEmoji,
	})
}

const (
	// maxEmojis is how many emojis an application can have.
	maxEmojis = 2000
	// maxEmojiSize is how large an emoji's picture can be, in bytes.
	maxEmojiSize = 256 << 10
)

var emojiName = regexp.MustCompile(`^[A-Za-z0-9_]{2,32}$`)

// own refuses a path that names another application.
func (a *API) own(r *http.Request) *Refusal {
	if r.PathValue("application") != a.options.ApplicationID.String() {
		return unknownError(codeUnknownApplication, "Application")
	}
	return nil
}

func (a *API) getEmojis(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := a.own(r); refused != nil {
		return apiReply{}, refused
	}
	items := []any{}
	for _, one := range a.emojis {
		items = append(items, one)
	}
	return okReply(encoded(object{"items": items})), nil
}

func checkEmojiName(refusal *Refusal, sent object) {
	if name, _ := sent["name"].(string); !emojiName.MatchString(name) {
		refusal.add("name", "STRING_TYPE_REGEX", "String value did not match validation regex.")
	}
}

func (a *API) postEmoji(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.own(r); refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkEmojiName(refusal, sent)
	picture, _ := sent["image"].(string)
	if !isPicture(picture, maxEmojiSize) {
		refusal.add("image", "IMAGE_INVALID", "Invalid image data")
	}
	if len(a.emojis) >= maxEmojis {
		refusal.add("", "TOO_MANY_EMOJIS", "Maximum number of emojis reached (2000)")
	}
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	emoji := object{"id": a.newID().String(), "name": sent["name"], "roles": []any{}, "require_colons": true, "managed": false,
		"animated": strings.HasPrefix(picture, "data:image/gif"), "available": true, "user": a.botUser()}
	a.emojis = append(a.emojis, emoji)
	return apiReply{http.StatusCreated, encoded(emoji)}, nil
}

// emojiOf finds the emoji of the path.
func (a *API) emojiOf(r *http.Request) (int, *Refusal) {
	if refused := a.own(r); refused != nil {
		return 0, refused
	}
	at := slices.IndexFunc(a.emojis, func(one object) bool { return one["id"] == r.PathValue("emoji") })
	if at < 0 {
		return 0, unknownError(codeUnknownEmoji, "Emoji")
	}
	return at, nil
}

func (a *API) getEmoji(r *http.Request, _ *Call) (apiReply, *Refusal) {
	at, refused := a.emojiOf(r)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(a.emojis[at])), nil
}

func (a *API) patchEmoji(r *http.Request, call *Call) (apiReply, *Refusal) {
	at, refused := a.emojiOf(r)
	if refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkEmojiName(refusal, sent)
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	changed := a.emojis[at].copied()
	changed["name"] = sent["name"]
	a.emojis[at] = changed
	return okReply(encoded(changed)), nil
}

func (a *API) deleteEmoji(r *http.Request, _ *Call) (apiReply, *Refusal) {
	at, refused := a.emojiOf(r)
	if refused != nil {
		return apiReply{}, refused
	}
	a.emojis = slices.Delete(a.emojis, at, at+1)
	return noContent, nil
}
