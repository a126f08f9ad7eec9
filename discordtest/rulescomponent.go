package discordtest

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/discord"
)

// These are the places where components may be. Package discord declares them too. The lists here
// are independent of it on purpose: they must not repeat a mistake of package discord, and they
// must cover components that package discord cannot express.
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

// composition is the state that the components of one message or modal share.
type composition struct {
	modal bool
	// n counts the components at all depths. text counts the characters of their texts.
	n, text   int
	ids       map[int]bool
	customIDs map[string]bool
}

// refuseComponents checks the components of a message.
//
// See https://docs.discord.com/developers/components/reference.
func refuseComponents(r ruler, v2 bool) {
	all := &composition{ids: map[int]bool{}, customIDs: map[string]bool{}}
	all.components(r.list("components", 0, math.MaxInt), topOf(v2))
	rows, _ := r.o["components"].([]any)
	switch {
	case !v2 && len(rows) > 5:
		r.refuse("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
	case v2 && all.n > 40:
		r.refuse("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The total number of components exceeds 40.")
	}
	if v2 && all.text > 4000 {
		r.refuse("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "The total text displayed exceeds 4000 characters.")
	}
}

// refuseModal checks a modal.
func refuseModal(r ruler) {
	r.text("custom_id", 1, 100)
	r.text("title", 1, 45)
	all := &composition{modal: true, ids: map[int]bool{}, customIDs: map[string]bool{}}
	all.components(r.list("components", 1, 5), topOfModal)
}

func topOf(v2 bool) []discord.ComponentType {
	if v2 {
		return topOfMessage
	}
	return topOfLegacy
}

func (all *composition) components(list []ruler, allowed []discord.ComponentType) {
	for _, c := range list {
		all.component(c, allowed)
	}
}

// component checks a component. If the component is in a wrong place, that is the only violation it
// reports.
func (all *composition) component(c ruler, allowed []discord.ComponentType) {
	kind := discord.ComponentType(numberOf(c.o["type"]))
	if !slices.Contains(allowed, kind) {
		c.refuse("", "UNION_TYPE_CHOICES", `Value of field "type" must be one of (%s).`, joinNumbers(slices.Sorted(slices.Values(allowed))))
		return
	}
	all.n++
	if id, ok := c.whole("id", 0, math.MaxInt32); ok && id > 0 && id <= math.MaxInt32 {
		if all.ids[id] {
			c.refuse("id", "COMPONENT_ID_DUPLICATED", "Component ids must be unique.")
		}
		all.ids[id] = true
	}
	switch kind {
	case discord.ComponentActionRow:
		c.row()
		all.components(c.list("components", 0, math.MaxInt), inRowOf(all.modal))
	case discord.ComponentButton:
		all.button(c)
	case discord.ComponentSection:
		all.components(c.list("components", 1, 3), inSection)
		all.component(c.in("accessory"), atSection)
	case discord.ComponentTextDisplay:
		all.text += utf8.RuneCountInString(c.text("content", 1, 4000))
	case discord.ComponentThumbnail:
		c.in("media").media()
		c.optional("description", 1, 1024)
	case discord.ComponentMediaGallery:
		for _, item := range c.list("items", 1, 10) {
			item.in("media").media()
			item.optional("description", 1, 1024)
		}
	case discord.ComponentFile:
		file := c.in("file")
		file.needs("url")
		file.address("url", 2048, "attachment")
	case discord.ComponentSeparator:
		c.whole("spacing", 1, 2)
	case discord.ComponentContainer:
		all.components(c.list("components", 1, 40), inContainer)
		c.whole("accent_color", 0, 0xFFFFFF)
	case discord.ComponentLabel:
		c.text("label", 1, 45)
		c.optional("description", 1, 100)
		all.component(c.in("component"), insideLabel)
	default:
		all.input(kind, c)
	}
}

func inRowOf(modal bool) []discord.ComponentType {
	if modal {
		return inModalRow
	}
	return inRow
}

// row requires 1 to 5 buttons or 1 select. Text inputs, which modals had in rows before labels
// existed, count as selects.
func (r ruler) row() {
	buttons, others := 0, 0
	for _, c := range objectsOf(r.o["components"]) {
		if discord.ComponentType(numberOf(c["type"])) == discord.ComponentButton {
			buttons++
		} else {
			others++
		}
	}
	if buttons+others == 0 || buttons > 5 || others > 1 || others == 1 && buttons > 0 {
		r.refuse("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 buttons, or 1 select.")
	}
}

func (all *composition) button(c ruler) {
	c.optional("label", 0, 80)
	c.emoji()
	if !c.given("style") {
		c.needs("style")
	}
	style, _ := c.whole("style", 1, 6)
	switch discord.ButtonStyle(style) {
	case discord.ButtonLink:
		c.needs("url")
		c.address("url", 512, "http", "https", "discord")
		c.none("custom_id")
		c.none("sku_id")
	case discord.ButtonPremium:
		c.needs("sku_id")
		for _, key := range []string{"custom_id", "label", "url", "emoji"} {
			c.none(key)
		}
		return
	case discord.ButtonPrimary, discord.ButtonSecondary, discord.ButtonSuccess, discord.ButtonDanger:
		all.customID(c)
		c.none("url")
		c.none("sku_id")
	}
	if !c.has("label") && !c.given("emoji") {
		c.needs("label")
	}
}

func (all *composition) customID(c ruler) {
	id := c.text("custom_id", 1, 100)
	if id != "" && all.customIDs[id] {
		c.refuse("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	all.customIDs[id] = true
}

// emoji requires the character of a Unicode emoji. For a custom emoji only the ID counts.
//
// See https://github.com/discordjs/discord.js/pull/11375.
func (r ruler) emoji() {
	if emoji := r.in("emoji"); r.given("emoji") && !emoji.given("id") {
		emoji.text("name", 1, 32)
	}
}
