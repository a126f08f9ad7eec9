package discord

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// The limits on components.
//
// See https://docs.discord.com/developers/components/reference.
const (
	maxComponents   = 40
	maxRows         = 5
	maxButtons      = 5
	maxModalParts   = 5
	maxSectionTexts = 3
	maxGalleryItems = 10
	maxCustomID     = 100
	maxTextDisplay  = 4000
	maxButtonLabel  = 80
	maxButtonURL    = 512
	maxModalTitle   = 45
	maxLabel        = 45
	maxLabelText    = 100
)

// parts is what the components of one message or modal are together.
type parts struct {
	modal bool
	// n is how many there are, at every depth; text how many characters they show.
	n, text int
	// ids and customIDs are what has been seen. A message with more components is refused anyway.
	ids       [maxComponents]int
	customIDs [maxComponents]string
	named     int
}

func (c *checker) messageComponents(components []MessageComponent, v2 bool) {
	if len(components) == 0 {
		return
	}
	var p parts
	for i, component := range components {
		c.inAt("components", i)
		c.component(component, &p)
		c.out()
	}
	if !v2 {
		c.count("components", len(components), 0, maxRows)
		return
	}
	if p.n > maxComponents {
		c.refuse("components", "%d components at all depths, at most %d", p.n, maxComponents)
	}
	if p.text > maxTextDisplay {
		c.refuse("components", "%d characters in all texts together, at most %d", p.text, maxTextDisplay)
	}
}

func (c *checker) modal(m *Modal) {
	c.text("custom_id", m.CustomID, 1, maxCustomID)
	c.text("title", m.Title, 1, maxModalTitle)
	c.count("components", len(m.Components), 1, maxModalParts)
	p := parts{modal: true}
	for i, component := range m.Components {
		c.inAt("components", i)
		c.component(component, &p)
		c.out()
	}
}

// component checks any component and what it holds. That it may stand where it does, its type has proved.
func (c *checker) component(component Component, p *parts) {
	switch x := component.(type) {
	case nil:
		c.refuse("", "nil, a component is needed")
	case ActionRow:
		c.identify(x.ID, p)
		c.row(x.Components, p)
	case Button:
		c.identify(x.ID, p)
		c.button(&x, p)
	case Section:
		c.identify(x.ID, p)
		c.count("components", len(x.Components), 1, maxSectionTexts)
		for i, text := range x.Components {
			c.inAt("components", i)
			c.component(text, p)
			c.out()
		}
		c.in("accessory")
		c.component(x.Accessory, p)
		c.out()
	case TextDisplay:
		c.identify(x.ID, p)
		c.text("content", x.Content, 1, maxTextDisplay)
		p.text += utf8.RuneCountInString(x.Content)
	case Thumbnail:
		c.identify(x.ID, p)
		c.media("media", x.Media.URL, x.Description)
	case MediaGallery:
		c.identify(x.ID, p)
		c.count("items", len(x.Items), 1, maxGalleryItems)
		for i := range x.Items {
			c.inAt("items", i)
			c.media("media", x.Items[i].Media.URL, x.Items[i].Description)
			c.out()
		}
	case FileComponent:
		c.identify(x.ID, p)
		c.media("file", x.File.URL, "")
		name, upload := strings.CutPrefix(x.File.URL, attachmentScheme)
		c.absent("file.url", !upload || name == "", "a file component shows an upload: use AttachmentURL with its name")
	case Separator:
		c.identify(x.ID, p)
		c.number("spacing", int(x.Spacing), 0, int(SpacingLarge))
	case Container:
		c.identify(x.ID, p)
		if x.AccentColor != nil {
			c.number("accent_color", *x.AccentColor, 0, maxColor)
		}
		c.count("components", len(x.Components), 1, maxComponents)
		for i, held := range x.Components {
			c.inAt("components", i)
			c.component(held, p)
			c.out()
		}
	case Label:
		c.identify(x.ID, p)
		c.text("label", x.Label, 1, maxLabel)
		c.text("description", x.Description, 0, maxLabelText)
		c.in("component")
		c.component(x.Component, p)
		c.out()
	case RawComponent:
		p.n++
		valid := wire.Valid(x) && x.ComponentType() != 0
		c.absent("", !valid, "a raw component is a JSON object with an integer type")
	case TextInputRow:
		// It fits nowhere; were it to come here, it would come back from pointedTo for ever.
		c.refuse("", "is only received")
	default:
		if !c.input(component, p) {
			// A pointer has the methods of what it points to, and so may stand in its place.
			c.component(pointedTo(component), p)
		}
	}
}

// identify counts a component and checks its ID.
func (c *checker) identify(id int, p *parts) {
	p.n++
	switch {
	case id == 0:
		return
	case id < 0 || id > math.MaxInt32:
		c.refuse("id", "%d, 1 to 2^31-1 are allowed", id)
		return
	}
	seen := p.ids[:min(p.n-1, maxComponents)]
	for _, other := range seen {
		if other == id {
			c.refuse("id", "%d, another component has it", id)
			return
		}
	}
	if p.n <= maxComponents {
		p.ids[p.n-1] = id
	}
}

// customID checks a custom ID, and that no other component has it.
func (c *checker) customID(id string, p *parts) {
	c.text("custom_id", id, 1, maxCustomID)
	for _, other := range p.customIDs[:p.named] {
		if other == id && id != "" {
			c.refuse("custom_id", "another component has it")
			return
		}
	}
	if p.named < maxComponents {
		p.customIDs[p.named] = id
		p.named++
	}
}

func (c *checker) row(components []RowComponent, p *parts) {
	buttons, selects := 0, 0
	for i, component := range components {
		c.inAt("components", i)
		c.component(component, p)
		c.out()
		switch typeOf(component) {
		case ComponentButton:
			buttons++
		case ComponentStringSelect, ComponentUserSelect, ComponentRoleSelect, ComponentMentionableSelect,
			ComponentChannelSelect:
			selects++
		}
	}
	// Of a type that only Discord knows, nobody here can tell how many of it fit.
	if len(components) == 0 || buttons > maxButtons || selects > 1 || selects == 1 && buttons > 0 {
		c.refuse("components", "%d buttons and %d selects, 1 to %d buttons or 1 select are allowed", buttons, selects, maxButtons)
	}
}

func (c *checker) media(name, url, description string) {
	c.in(name)
	c.text("url", url, 1, maxURL)
	c.out()
	c.text("description", description, 0, maxDescription)
}

func (c *checker) emoji(e *Emoji) {
	if e != nil {
		c.in("emoji")
		c.text("name", e.Name, 1, maxEmojiName)
		c.out()
	}
}

func (c *checker) button(b *Button, p *parts) {
	c.text("label", b.Label, 0, maxButtonLabel)
	c.emoji(b.Emoji)
	switch b.Style {
	case ButtonPrimary, ButtonSecondary, ButtonSuccess, ButtonDanger:
		c.customID(b.CustomID, p)
		c.absent("url", b.URL != "", "only a link button has it")
		c.absent("sku_id", b.SKUID != 0, "only a premium button has it")
	case ButtonLink:
		c.text("url", b.URL, 1, maxButtonURL)
		c.absent("custom_id", b.CustomID != "", "a link button has none")
		c.absent("sku_id", b.SKUID != 0, "only a premium button has it")
	case ButtonPremium:
		c.absent("sku_id", b.SKUID == 0, "a premium button needs it")
		const none = "a premium button has none"
		c.absent("custom_id", b.CustomID != "", none)
		c.absent("label", b.Label != "", none)
		c.absent("emoji", b.Emoji != nil, none)
		c.absent("url", b.URL != "", none)
		return
	default:
		c.number("style", int(b.Style), int(ButtonPrimary), int(ButtonPremium))
	}
	c.absent("label", b.Label == "" && b.Emoji == nil, "a button needs a label or an emoji")
}
