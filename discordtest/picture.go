package discordtest

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
)

// maxPicture is how large a picture of a user or an application may be, in bytes.
const maxPicture = 10 << 20

// isPicture reports whether a text is the data URI of a picture that has no more than most bytes.
//
// See https://docs.discord.com/developers/reference#image-data.
func isPicture(text string, most int) bool {
	kind, data, found := strings.Cut(strings.TrimPrefix(text, "data:image/"), ";base64,")
	picture, err := base64.StdEncoding.DecodeString(data)
	return strings.HasPrefix(text, "data:image/") && found && err == nil && len(picture) > 0 && len(picture) <= most &&
		slices.Contains([]string{"jpeg", "png", "gif", "webp", "avif"}, kind)
}

// checkPictures refuses values that are neither a picture nor null.
func checkPictures(refusal *Refusal, sent object, keys ...string) {
	for _, key := range keys {
		if value := sent[key]; value != nil {
			if text, _ := value.(string); !isPicture(text, maxPicture) {
				refusal.add(key, "IMAGE_INVALID", "Invalid image data")
			}
		}
	}
}

// keepPicture stores a picture, and returns the hash that Discord's objects contain. The hash is
// nil if there is no picture.
func (a *API) keepPicture(uri any) any {
	text, _ := uri.(string)
	if text == "" {
		return nil
	}
	sum := sha256.Sum256([]byte(text))
	hash := hex.EncodeToString(sum[:16])
	if strings.HasPrefix(text, "data:image/gif") {
		hash = "a_" + hash
	}
	a.pictures[hash] = text
	return hash
}

// Picture returns the picture of the app's bot user as a data URI, or else the app's own icon. It
// is empty if the app has set neither.
func (a *API) Picture() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	if picture := a.pictures[a.world.Bot.User.Avatar]; picture != "" {
		return picture
	}
	icon, _ := a.ownRecord["icon"].(string)
	return a.pictures[icon]
}
