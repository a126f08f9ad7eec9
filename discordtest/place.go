package discordtest

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/hotaru-go/hotaru/discord"
)

func indexPath(path string, n int) string { return path + "[" + strconv.Itoa(n) + "]" }

func (r *Refusal) add(path, code, message string, args ...any) {
	more := invalidField(path, code, message, args...)
	r.Fields = append(r.Fields, more.Fields...)
}

// orNil is nil where nothing was added.
func (r *Refusal) orNil() *Refusal {
	if len(r.Fields) == 0 {
		return nil
	}
	return r
}

// The places where components may be. Package discord declares them too, and the lists here are
// independent of it on purpose: the test Discord must not share a mistake of discord, and it must
// judge what discord cannot even express.
//
// See https://docs.discord.com/developers/components/reference#what-is-a-component-component-types.
var (
	topOfLegacy  = []discord.ComponentType{discord.ComponentActionRow}
	topOfMessage = append([]discord.ComponentType{discord.ComponentContainer}, inContainer...)
	topOfModal   = []discord.ComponentType{discord.ComponentActionRow, discord.ComponentTextDisplay, discord.ComponentLabel}
	inContainer  = []discord.ComponentType{discord.ComponentActionRow, discord.ComponentSection, discord.ComponentTextDisplay,
		discord.ComponentMediaGallery, discord.ComponentFile, discord.ComponentSeparator}
	inRow = []discord.ComponentType{discord.ComponentButton, discord.ComponentStringSelect, discord.ComponentUserSelect,
		discord.ComponentRoleSelect, discord.ComponentMentionableSelect, discord.ComponentChannelSelect}
	inModalRow  = []discord.ComponentType{discord.ComponentTextInput}
	inSection   = []discord.ComponentType{discord.ComponentTextDisplay}
	atSection   = []discord.ComponentType{discord.ComponentButton, discord.ComponentThumbnail}
	insideLabel = append([]discord.ComponentType{discord.ComponentTextInput, discord.ComponentFileUpload,
		discord.ComponentRadioGroup, discord.ComponentCheckboxGroup, discord.ComponentCheckbox}, inRow[1:]...)
)

// placer walks the components of a message or modal. It refuses components in a wrong place,
// assigns IDs, and adds the values that Discord adds.
type placer struct {
	refusal *Refusal
	// media resolves an address to Discord's own record of what is there; nil in modals.
	media func(url string) (object, bool)
	used  map[int]bool
	next  int
	modal bool
}

func newPlacer(refusal *Refusal, media func(string) (object, bool)) *placer {
	return &placer{refusal: refusal, media: media, used: map[int]bool{}, next: 1, modal: media == nil}
}

func (p *placer) list(path string, list []any, allowed []discord.ComponentType) {
	p.reserve(list)
	p.each(path, list, allowed)
}

// reserve notes the IDs that the app gave, so that no other component gets them.
func (p *placer) reserve(list []any) {
	for _, one := range list {
		c, _ := one.(map[string]any)
		if id := int(number(c["id"])); id != 0 {
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

func (p *placer) each(path string, list []any, allowed []discord.ComponentType) {
	for n, one := range list {
		p.one(indexPath(path, n), one, allowed)
	}
}

func (p *placer) one(path string, one any, allowed []discord.ComponentType) {
	c, _ := one.(map[string]any)
	kind := discord.ComponentType(number(c["type"]))
	if !slices.Contains(allowed, kind) {
		p.refusal.add(path, "UNION_TYPE_CHOICES", `Value of field "type" must be one of (%s).`, joinNumbers(sorted(allowed)))
		return
	}
	if id := int(number(c["id"])); id == 0 {
		for p.used[p.next] {
			p.next++
		}
		p.used[p.next] = true
		c["id"] = p.next
	}
	inner, _ := c["components"].([]any)
	switch kind {
	case discord.ComponentActionRow:
		if p.modal {
			p.each(path+".components", inner, inModalRow)
		} else {
			p.each(path+".components", inner, inRow)
		}
	case discord.ComponentSection:
		p.each(path+".components", inner, inSection)
		p.one(path+".accessory", c["accessory"], atSection)
	case discord.ComponentContainer:
		p.each(path+".components", inner, inContainer)
	case discord.ComponentLabel:
		p.one(path+".component", c["component"], insideLabel)
	}
	if !p.modal {
		p.fill(path, kind, c)
	}
}

// fill adds the defaults that Discord sends back of a message's component.
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

func number(v any) float64 {
	switch n := v.(type) {
	case float64:
		return n
	case int:
		return float64(n)
	}
	return 0
}

func sorted[N ~int](list []N) []N {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}
