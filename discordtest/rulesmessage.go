package discordtest

import (
	"encoding/base64"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// sendable are the flags that a new message can have.
const sendable = discord.SuppressEmbeds | discord.Ephemeral | discord.SuppressNotifications | discord.VoiceMessage | discord.ComponentsV2

// refuseMessage checks the body of a new message or, if edit is set, of an edit. v2 is true if the
// message already uses components V2.
func (f *callForm) refuseMessage(edit, v2 bool) *Refusal {
	r := newRuler(f.json)
	flags := discord.MessageFlags(numberOf(r.o["flags"]))
	if !edit && flags&^sendable != 0 {
		r.refuse("flags", "BASE_TYPE_BAD_VALUE", "Only flags that an app can send may be set.")
	}
	r.optional("content", 0, 2000)
	r.embeds()
	refuseComponents(r, v2 || flags.Has(discord.ComponentsV2))
	r.in("allowed_mentions").mentions()
	if r.given("poll") {
		r.in("poll").poll()
	}
	r.files(f)
	if flags.Has(discord.VoiceMessage) && !edit {
		r.voice(f)
	}
	return r.refusal.orNil()
}

func (r ruler) embeds() {
	total := 0
	for _, e := range r.list("embeds", 0, 10) {
		total += e.trimmed("title", 256) + e.trimmed("description", 4096)
		e.address("url", 2048, "http", "https")
		e.moment("timestamp")
		e.whole("color", 0, 0xFFFFFF)
		footer, author := e.in("footer"), e.in("author")
		total += footer.trimmed("text", 2048) + author.trimmed("name", 256)
		author.address("url", 2048, "http", "https")
		for _, part := range []ruler{footer, author} {
			part.address("icon_url", 2048, "http", "https", "attachment")
		}
		for _, part := range []ruler{e.in("image"), e.in("thumbnail")} {
			part.address("url", 2048, "http", "https", "attachment")
		}
		for _, field := range e.list("fields", 0, 25) {
			for _, key := range []string{"name", "value"} {
				if !field.given(key) {
					field.needs(key)
				}
			}
			total += field.trimmed("name", 256) + field.trimmed("value", 1024)
		}
	}
	if total > 6000 {
		r.refuse("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
	}
}

// moment refuses a time that is not in the years 1 to 9999.
func (r ruler) moment(key string) {
	if text, ok := r.o[key].(string); ok {
		if at, err := time.Parse(time.RFC3339, text); err != nil || at.UTC().Year() < 1 || at.UTC().Year() > 9999 {
			r.refuse(key, "DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", text)
		}
	}
}

func (r ruler) mentions() {
	kinds := []any{"users", "roles", "everyone"}
	parse, _ := r.o["parse"].([]any)
	for n, kind := range parse {
		if !slices.Contains(kinds, kind) {
			r.refuse(indexPath("parse", n), "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').")
		}
	}
	r.distinct("parse", math.MaxInt)
	for _, key := range []string{"users", "roles"} {
		r.distinct(key, 100)
		if r.has(key) && slices.Contains(parse, any(key)) {
			r.refuse(key, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:[\"%s\"] and %s: [ids...] are mutually exclusive.", key, key)
		}
	}
}

func (r ruler) poll() {
	r.in("question").text("text", 1, 300)
	for _, answer := range r.list("answers", 1, 10) {
		media := answer.in("poll_media")
		media.text("text", 1, 55)
		if media.given("emoji") {
			emoji := media.in("emoji")
			emoji.optional("name", 0, 32)
			if !emoji.has("name") && !emoji.has("id") {
				media.refuse("emoji", "POLL_EMOJI_REQUIRED", "An emoji needs an id or a name.")
			}
		}
	}
	r.whole("duration", 1, 768)
}

// files checks the files that a body lists and the files that come with it.
func (r ruler) files(f *callForm) {
	entries := r.list("attachments", 0, math.MaxInt)
	n := len(f.files)
	for _, e := range entries {
		e.optional("filename", 0, 1024)
		e.optional("title", 0, 1024)
		e.optional("description", 0, 1024)
		if d := numberOf(e.o["duration_secs"]); d < 0 || d > math.MaxInt32 {
			e.refuse("duration_secs", "NUMBER_TYPE_MAX", "float value should be between 0.0 and 2147483647.0.")
		}
		text, _ := e.o["waveform"].(string)
		if wave, err := base64.StdEncoding.DecodeString(text); err != nil || len(wave) > 256 {
			e.refuse("waveform", "BASE_TYPE_MAX_LENGTH", "%d points, at most 256", len(wave))
		}
		if file, uploaded := f.files[e.number("id")]; !uploaded {
			n++
		} else if file.Name == "" {
			e.needs("filename")
		}
	}
	if n > maxFiles {
		r.refuse("attachments", "BASE_TYPE_BAD_LENGTH", "Must be between 0 and %d in length.", maxFiles)
	}
}

// number parses a number that may be sent as a text.
func (r ruler) number(key string) int {
	if text, ok := r.o[key].(string); ok {
		id, err := discord.ParseSnowflake(text)
		if err != nil || id > math.MaxInt32 {
			return -1
		}
		return int(id)
	}
	return int(numberOf(r.o[key]))
}

// voice checks a voice message: it has one audio file with its length and its waveform, and nothing
// else.
//
// See https://docs.discord.com/developers/resources/message#voice-messages.
func (r ruler) voice(f *callForm) {
	for _, key := range []string{"content", "embeds", "components", "poll"} {
		r.none(key)
	}
	if len(f.files) != 1 {
		r.refuse("attachments", "BASE_TYPE_BAD_LENGTH", "A voice message has 1 file, not %d.", len(f.files))
		return
	}
	e := ruler{r.refusal, "attachments[0]", nil}
	if entries := r.list("attachments", 0, maxFiles); len(entries) > 0 {
		e = entries[0]
	}
	e.needs("duration_secs")
	e.needs("waveform")
	for _, file := range f.files {
		if !strings.HasPrefix(mediaType(file), "audio/") && !strings.HasPrefix(file.ContentType, "audio/") {
			e.refuse("filename", "BASE_TYPE_BAD_VALUE", "The file of a voice message must be audio.")
		}
	}
}
