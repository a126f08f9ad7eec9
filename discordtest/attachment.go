package discordtest

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // to tell a picture's size
	_ "image/jpeg" // to tell a picture's size
	_ "image/png"  // to tell a picture's size
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
)

// attachment is a file that Discord stores.
type attachment struct {
	id     discord.Snowflake
	file   File
	object object
}

// sentAttachment is an entry of the attachments list that an app sends.
type sentAttachment struct {
	ID          discord.Snowflake `json:"id"`
	Filename    string            `json:"filename"`
	Title       string            `json:"title"`
	Description *string           `json:"description"`
	Duration    float64           `json:"duration_secs"`
	Waveform    string            `json:"waveform"`
	Spoiler     *bool             `json:"is_spoiler"`
}

// store stores a file and makes Discord's record of it.
func (a *API) store(channel discord.Snowflake, f File) *attachment {
	kept := &attachment{id: a.newID(), file: f}
	name := safeName(f.Name)
	address := fmt.Sprintf("%s/api/attachments/%d/%d/%s", a.base, channel, kept.id, url.PathEscape(name))
	kept.object = object{
		"id": kept.id.String(), "filename": name, "size": len(f.Data), "url": address, "proxy_url": address,
		"content_scan_version": 0,
	}
	if media := mediaType(f); media != "" {
		kept.object["content_type"] = media
	}
	if config, _, err := image.DecodeConfig(bytes.NewReader(f.Data)); err == nil {
		kept.object["width"], kept.object["height"] = config.Width, config.Height
	}
	if name != f.Name {
		kept.object["title"] = strings.TrimSuffix(f.Name, path.Ext(f.Name))
	}
	a.files[kept.id] = kept
	return kept
}

// Upload stores a file and returns Discord's record of it. A person's client uploads a file before
// an option or a modal's field names it.
func (a *API) Upload(channel discord.Snowflake, f File) discord.Attachment {
	a.mu.Lock()
	defer a.mu.Unlock()
	kept := a.store(channel, f)
	kept.object["ephemeral"] = true
	var record discord.Attachment
	if err := json.Unmarshal(encoded(kept.object), &record); err != nil {
		panic("discordtest: " + err.Error())
	}
	return record
}

// safeName returns a file's name for use in an address. Discord replaces some characters with "_".
func safeName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || strings.ContainsRune(`"'()[]{}<>|\/:;,!?*%#&=+@^~`+"`$", r) || r < 0x20 {
			return '_'
		}
		return r
	}, name)
}

func mediaType(f File) string {
	if found := mime.TypeByExtension(strings.ToLower(path.Ext(f.Name))); found != "" {
		return found
	}
	return f.ContentType
}

// applyAttachments stores the files of a body, and keeps the message's files that the list names.
//
// See https://docs.discord.com/developers/reference#editing-message-attachments.
func (a *API) applyAttachments(m *storedMessage, f *callForm, listed json.RawMessage, refusal *Refusal) {
	if listed == nil && len(f.files) == 0 {
		return
	}
	var entries []sentAttachment
	if listed != nil {
		if refused := decodeJSON(listed, &entries); refused != nil {
			refusal.Fields = append(refusal.Fields, refused.under("attachments").Fields...)
			return
		}
	}
	var files []*attachment
	described := map[int]sentAttachment{}
	for n, e := range entries {
		at := slices.IndexFunc(m.files, func(kept *attachment) bool { return kept.id == e.ID })
		_, uploaded := f.files[int(e.ID)]
		switch {
		case at >= 0:
			kept := *m.files[at]
			kept.object = kept.object.copied()
			kept.describe(e)
			files = append(files, &kept)
		case uploaded && e.ID < 1<<31:
			described[int(e.ID)] = e
		default:
			refusal.add(indexPath("attachments", n)+".id", "ATTACHMENT_NOT_FOUND", "Attachment not found.")
		}
	}
	channel, _ := m.object["channel_id"].(string)
	id, _ := discord.ParseSnowflake(channel)
	for _, n := range f.order {
		file := f.files[n]
		if e := described[n]; e.Filename != "" {
			file.Name = e.Filename
		}
		kept := a.store(id, file)
		kept.describe(described[n])
		if m.flags().Has(discord.Ephemeral) {
			kept.object["ephemeral"] = true
		}
		files = append(files, kept)
	}
	m.files = files
}

func (a *attachment) describe(e sentAttachment) {
	if e.Description != nil && *e.Description != "" {
		a.object["description"] = *e.Description
	}
	if e.Title != "" {
		a.object["title"] = e.Title
	}
	if e.Waveform != "" {
		a.object["waveform"], a.object["duration_secs"] = e.Waveform, e.Duration
	}
	if e.Spoiler != nil {
		flags := discord.AttachmentFlags(numberOf(a.object["flags"])) &^ discord.AttachmentSpoiler
		if *e.Spoiler {
			flags |= discord.AttachmentSpoiler
		}
		a.object["flags"] = int(flags)
	}
}

// media resolves an address in a component. An upload becomes Discord's record of it.
func (m *storedMessage) media(address string) (object, bool) {
	name, ours := strings.CutPrefix(address, "attachment://")
	if !ours {
		return object{"url": address, "proxy_url": address, "width": 0, "height": 0, "content_type": nil, "flags": 0}, true
	}
	for _, f := range m.files {
		if f.file.Name != name && f.object["filename"] != name {
			continue
		}
		found := object{"flags": 0, "attachment_id": f.id.String()}
		for _, key := range []string{"url", "proxy_url", "width", "height", "content_type", "filename", "size"} {
			if value, there := f.object[key]; there {
				found[key] = value
			}
		}
		return found, true
	}
	return nil, false
}

// listAttachments lists the files in the message's JSON that an embed or a component does not show.
//
// See https://github.com/discord/discord-api-docs/issues/8277.
func (m *storedMessage) listAttachments() {
	shown := string(encoded([]any{m.object["embeds"], m.object["components"]}))
	list := []any{}
	for _, f := range m.files {
		if address, _ := f.object["url"].(string); !strings.Contains(shown, address) {
			list = append(list, f.object)
		}
	}
	m.object["attachments"] = list
}

// getFile serves a stored file, as Discord's CDN does.
func (a *API) getFile(w http.ResponseWriter, r *http.Request) {
	id, _ := discord.ParseSnowflake(r.PathValue("attachment"))
	a.mu.Lock()
	kept := a.files[id]
	a.mu.Unlock()
	if kept == nil {
		http.Error(w, "This content is no longer available.", http.StatusNotFound)
		return
	}
	if media := mediaType(kept.file); media != "" {
		w.Header().Set("Content-Type", media)
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Security-Policy", "sandbox")
	_, _ = w.Write(kept.file.Data)
}
