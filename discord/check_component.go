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
	maxComponents  = 40
	maxRows        = 5
	maxButtons     = 5
	maxModalParts  = 5
	maxCustomID    = 100
	maxTextDisplay = 4000
	maxButtonURL   = 512
	maxModalTitle  = 45
)

// parts counts the components of one message or modal.
type parts struct {
	modal bool
	// n is the number of components at all depths. text is the number of characters in their texts.
	n, text int
	// ids and customIDs are the IDs and custom IDs seen so far. A message with more components is
	// refused anyway.
	ids       [maxComponents]int
	customIDs [maxComponents]string
	named     int
}

func (c *checker) messageComponents(components []MessageComponent, v2 bool) {
	if len(components) == 0 {
		return
	}
	var p parts
	checkList(c, "components", components, &p)
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
	checkList(c, "components", m.Components, &p)
}

// component checks any component and the components in it. Its type guarantees that it may be in
// this place.
func (c *checker) component(component Component, p *parts) {
	switch x := component.(type) {
	case nil:
		c.refuse("", "nil, a component is needed")
	case RawComponent:
		p.n++
		valid := wire.Valid(x) && x.ComponentType() != 0
		c.absent("", !valid, "a raw component is a JSON object with an integer type")
	case TextInputRow:
		c.refuse("", "is only received")
	default:
		if !c.known(component, p) {
			// A pointer to a component has the component's methods, so it is a component too.
			c.component(pointedTo(component), p)
		}
	}
}

// checkList checks a list of components under a name.
func checkList[C Component](c *checker, name string, list []C, p *parts) {
	for i, component := range list {
		c.inAt(name, i)
		c.component(component, p)
		c.out()
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

func (a *ActionRow) rules(c *checker, _ *parts) {
	buttons, selects := 0, 0
	for _, component := range a.Components {
		switch x := component.(type) {
		case nil:
		case RawComponent:
			// If this package does not know the type, the number that fits is not known.
			if known, ok := blankComponent(x.ComponentType()).(RowComponent); ok && typeOf(known) == ComponentButton {
				buttons++
			} else if ok {
				selects++
			}
		default:
			if t := typeOf(x); t == ComponentButton {
				buttons++
			} else if t != 0 {
				selects++
			}
		}
	}
	if len(a.Components) == 0 || buttons > maxButtons || selects > 1 || selects == 1 && buttons > 0 {
		c.refuse("components", "%d buttons and %d selects, 1 to %d buttons or 1 select are allowed", buttons, selects, maxButtons)
	}
}

func (t *TextDisplay) rules(_ *checker, p *parts) { p.text += utf8.RuneCountInString(t.Content) }

func (f *FileComponent) rules(c *checker, _ *parts) {
	upload := f.File.URL == "" || strings.HasPrefix(f.File.URL, attachmentScheme)
	c.absent("file.url", !upload, "a file component shows an upload: use AttachmentURL with its name")
}

// emoji checks an emoji of a component. Discord ignores the name of an emoji that has an ID.
//
// See https://github.com/discordjs/discord.js/pull/11375.
func (c *checker) emoji(e *Emoji) {
	if e != nil && e.ID == 0 {
		c.in("emoji")
		c.text("name", e.Name, 1, maxEmojiName)
		c.out()
	}
}

func (b *Button) rules(c *checker, p *parts) {
	switch b.Style {
	case ButtonPrimary, ButtonSecondary, ButtonSuccess, ButtonDanger:
		c.customID(b.CustomID, p)
		c.absent("url", b.URL != "", "only a link button has it")
		c.absent("sku_id", b.SKUID != 0, "only a premium button has it")
	case ButtonLink:
		c.absent("url", b.URL == "", "a link button needs it")
		c.url("url", b.URL, maxButtonURL, buttonSchemes)
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
