package discordtest

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/hotaru-go/hotaru/discord"
)

func indexPath(path string, n int) string { return path + "[" + strconv.Itoa(n) + "]" }

func (r *Refusal) add(path, code, message string, args ...any) {
	more := invalidField(path, code, message, args...)
	r.Fields = append(r.Fields, more.Fields...)
}

// orNil returns nil if nothing was added.
func (r *Refusal) orNil() *Refusal {
	if len(r.Fields) == 0 {
		return nil
	}
	return r
}

// placer walks the components of a message or modal that breaks no rule. It assigns IDs, adds the
// values that Discord adds, and refuses addresses of files that do not exist.
type placer struct {
	refusal *Refusal
	// media resolves an address to Discord's record of the file there. It is nil in modals.
	media func(url string) (object, bool)
	used  map[int]bool
	next  int
	modal bool
}

func newPlacer(refusal *Refusal, media func(string) (object, bool)) *placer {
	return &placer{refusal: refusal, media: media, used: map[int]bool{}, next: 1, modal: media == nil}
}

func (p *placer) list(path string, list []any) {
	p.reserve(list)
	p.each(path, list)
}

// reserve records the IDs that the app set, so that no other component gets them.
func (p *placer) reserve(list []any) {
	for _, one := range list {
		c, _ := one.(map[string]any)
		if id := int(numberOf(c["id"])); id != 0 {
			p.used[id] = true
		}
		inner, _ := c["components"].([]any)
		p.reserve(inner)
		for _, key := range []string{"component", "accessory"} {
			if c[key] != nil {
				p.reserve([]any{c[key]})
			}
		}
	}
}

func (p *placer) each(path string, list []any) {
	for n, one := range list {
		p.one(indexPath(path, n), one)
	}
}

func (p *placer) one(path string, one any) {
	c, ok := one.(map[string]any)
	if !ok {
		return // under a name that this type of component does not have
	}
	if id := int(numberOf(c["id"])); id == 0 {
		for p.used[p.next] {
			p.next++
		}
		p.used[p.next] = true
		c["id"] = p.next
	}
	inner, _ := c["components"].([]any)
	p.each(path+".components", inner)
	for _, key := range []string{"accessory", "component"} {
		p.one(path+"."+key, c[key])
	}
	if !p.modal {
		p.fill(path, discord.ComponentType(numberOf(c["type"])), c)
	}
}

// fill adds the default values with which Discord sends back a message's component.
func (p *placer) fill(path string, kind discord.ComponentType, c map[string]any) {
	switch kind {
	case discord.ComponentStringSelect, discord.ComponentUserSelect, discord.ComponentRoleSelect,
		discord.ComponentMentionableSelect, discord.ComponentChannelSelect:
		fill(c, "min_values", 1)
		fill(c, "max_values", 1)
	case discord.ComponentSeparator:
		fill(c, "divider", true)
		fill(c, "spacing", 1)
	case discord.ComponentContainer:
		fill(c, "accent_color", nil)
		fill(c, "spoiler", false)
	case discord.ComponentThumbnail:
		p.fillMedia(path+".media", c, "media")
		fill(c, "description", nil)
		fill(c, "spoiler", false)
	case discord.ComponentFile:
		p.fillMedia(path+".file", c, "file")
		fill(c, "spoiler", false)
		if file, ok := c["file"].(object); ok {
			c["name"], c["size"] = file["filename"], file["size"]
			delete(file, "filename")
			delete(file, "size")
		}
	case discord.ComponentMediaGallery:
		items, _ := c["items"].([]any)
		for n, one := range items {
			if item, ok := one.(map[string]any); ok {
				p.fillMedia(fmt.Sprintf("%s.items[%d].media", path, n), item, "media")
				fill(item, "description", nil)
				fill(item, "spoiler", false)
			}
		}
	}
}

func (p *placer) fillMedia(path string, c map[string]any, key string) {
	media, _ := c[key].(map[string]any)
	url, _ := media["url"].(string)
	found, ok := p.media(url)
	if !ok {
		p.refusal.add(path+".url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
			"The referenced attachment was not found.")
		return
	}
	if found != nil {
		c[key] = found
	}
}

func fill(c map[string]any, key string, value any) {
	if _, there := c[key]; !there {
		c[key] = value
	}
}

func numberOf(v any) float64 {
	switch n := v.(type) {
	case float64:
		return n
	case int:
		return float64(n)
	case json.Number:
		f, _ := n.Float64()
		return f
	}
	return 0
}
