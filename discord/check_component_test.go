package discord

import (
	"fmt"
	"slices"
	"testing"
)

// button returns a valid button with that custom ID.
func button(customID string) Button {
	return Button{Style: ButtonPrimary, Label: "x", CustomID: customID}
}

func row(components ...RowComponent) ActionRow { return ActionRow{Components: components} }

func TestMessageComponentsRefused(t *testing.T) {
	buttons := func(n int) (list []RowComponent) {
		for i := range n {
			list = append(list, button(fmt.Sprint(i)))
		}
		return list
	}
	rows := func(n int) (list []MessageComponent) {
		for i := range n {
			list = append(list, row(button(fmt.Sprint(i))))
		}
		return list
	}
	none := (*Button)(nil)
	for name, test := range map[string]struct {
		components []MessageComponent
		want       []string
	}{
		"nil":         {[]MessageComponent{nil}, []string{"components[0]: nil, a component is needed"}},
		"nil pointer": {[]MessageComponent{row(none)}, []string{"components[0].components[0]: nil, a component is needed"}},
		"six rows":    {rows(6), []string{"components: 6 elements, at most 5"}},
		"row of none": {[]MessageComponent{row()}, []string{"components[0].components: 0 buttons and 0 selects, 1 to 5 buttons or 1 select are allowed"}},
		"row of six":  {[]MessageComponent{row(buttons(6)...)}, []string{"components[0].components: 6 buttons and 0 selects, 1 to 5 buttons or 1 select are allowed"}},
		"row of both": {
			[]MessageComponent{row(button("x"), UserSelect{CustomID: "y"})},
			[]string{"components[0].components: 1 buttons and 1 selects, 1 to 5 buttons or 1 select are allowed"},
		},
		"row of two selects": {
			[]MessageComponent{row(RoleSelect{CustomID: "x"}, UserSelect{CustomID: "y"})},
			[]string{"components[0].components: 0 buttons and 2 selects, 1 to 5 buttons or 1 select are allowed"},
		},
		"custom ID twice": {
			[]MessageComponent{row(button("x")), row(UserSelect{CustomID: "x"})},
			[]string{"components[1].components[0].custom_id: another component has it"},
		},
		"ID twice": {
			[]MessageComponent{ActionRow{ID: 7, Components: []RowComponent{&Button{ID: 7, Style: ButtonPrimary, Label: "x", CustomID: "x"}}}},
			[]string{"components[0].components[0].id: 7, another component has it"},
		},
		"ID out of range": {
			[]MessageComponent{TextDisplay{ID: -1, Content: "x"}, TextDisplay{ID: 1 << 31, Content: "x"}},
			[]string{"components[0].id: -1, 1 to 2^31-1 are allowed", "components[1].id: 2147483648, 1 to 2^31-1 are allowed"},
		},
		"raw": {
			[]MessageComponent{RawComponent(`{"type":"1"}`), RawComponent(`{"type":1`), RawComponent(nil), RawComponent(`[1]`)},
			[]string{
				"components[0]: a raw component is a JSON object with an integer type",
				"components[1]: a raw component is a JSON object with an integer type",
				"components[2]: a raw component is a JSON object with an integer type",
				"components[3]: a raw component is a JSON object with an integer type",
			},
		},
		"too many, nested": {
			append(rows(20), TextDisplay{Content: "x"}),
			[]string{"components: 41 components at all depths, at most 40"},
		},
		"too much text": {
			[]MessageComponent{
				TextDisplay{Content: text(4000)},
				Container{Components: []ContainerComponent{Section{Components: []SectionComponent{TextDisplay{Content: "x"}}, Accessory: button("x")}}},
			},
			[]string{"components: 4001 characters in all texts together, at most 4000"},
		},
		"layout": {
			[]MessageComponent{
				TextDisplay{}, Section{}, MediaGallery{}, FileComponent{}, Separator{Spacing: 3},
				Container{AccentColor: new(0x1000000)},
				Section{Components: slices.Repeat([]SectionComponent{TextDisplay{Content: "x"}}, 4), Accessory: Thumbnail{Description: text(1025)}},
				MediaGallery{Items: slices.Repeat([]MediaItem{{Media: Media{URL: "https://x"}}}, 11)},
				MediaGallery{Items: []MediaItem{{Media: Media{URL: text(2049)}, Description: text(1025)}}},
				FileComponent{File: Media{URL: "https://example.com/x.png"}},
				FileComponent{File: Media{URL: "attachment://"}},
			},
			[]string{
				"components[0].content: empty, 1 to 4000 characters are needed",
				"components[1].components: 0 elements, at least 1",
				"components[1].accessory: nil, a component is needed",
				"components[2].items: 0 elements, at least 1",
				"components[3].file.url: empty, 1 to 2048 characters are needed",
				"components[4].spacing: 3, 0 to 2 are allowed",
				"components[5].accent_color: 16777216, 0 to 16777215 are allowed",
				"components[5].components: 0 elements, at least 1",
				"components[6].components: 4 elements, at most 3",
				"components[6].accessory.media.url: empty, 1 to 2048 characters are needed",
				"components[6].accessory.description: 1025 characters, at most 1024",
				"components[7].items: 11 elements, at most 10",
				"components[8].items[0].media.url: 2049 characters, at most 2048",
				"components[8].items[0].description: 1025 characters, at most 1024",
				"components[9].file.url: a file component shows an upload: use AttachmentURL with its name",
				`components[10].file.url: is no URL: after "attachment://" a host or a file's name is needed, without white space`,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := Message{Components: test.components}
			_, err := EncodeMessage(m)
			note(t, "", nil, m, err)
			violations(t, err, test.want)
		})
	}
}

func TestRowComponentsRefused(t *testing.T) {
	users := func(n int) (list []DefaultValue) {
		for i := range n {
			list = append(list, DefaultUser(Snowflake(i+1)))
		}
		return list
	}
	var many []SelectOption
	for i := range 26 {
		many = append(many, SelectOption{Label: "x", Value: fmt.Sprint(i)})
	}
	one := many[:1]
	for name, test := range map[string]struct {
		component RowComponent
		want      []string
	}{
		"button without anything": {Button{}, []string{"style: 0, 1 to 6 are allowed", "label: a button needs a label or an emoji"}},
		"button of no style":      {Button{Style: 7, Label: "x"}, []string{"style: 7, 1 to 6 are allowed"}},
		"button": {
			Button{Style: ButtonDanger, Label: text(81), URL: "x", SKUID: 1, Emoji: &Emoji{}},
			[]string{
				"label: 81 characters, at most 80", "emoji.name: empty, 1 to 32 characters are needed",
				"custom_id: empty, 1 to 100 characters are needed", "url: only a link button has it", "sku_id: only a premium button has it",
			},
		},
		"emoji":     {Button{Style: ButtonPrimary, CustomID: text(101), Emoji: &Emoji{Name: text(33)}}, []string{"emoji.name: 33 characters, at most 32", "custom_id: 101 characters, at most 100"}},
		"link":      {Button{Style: ButtonLink, CustomID: "x", SKUID: 1}, []string{"url: a link button needs it", "custom_id: a link button has none", "sku_id: only a premium button has it", "label: a button needs a label or an emoji"}},
		"long link": {Button{Style: ButtonLink, Label: "x", URL: text(513)}, []string{"url: 513 characters, at most 512"}},
		"premium": {
			Button{Style: ButtonPremium, CustomID: "x", Label: "x", URL: "x", Emoji: &Emoji{Name: "x"}},
			[]string{
				"sku_id: a premium button needs it", "custom_id: a premium button has none", "label: a premium button has none",
				"emoji: a premium button has none", "url: a premium button has none",
			},
		},
		"string select": {
			StringSelect{Placeholder: text(151), MinValues: new(-1), MaxValues: 26, Values: []string{}},
			[]string{
				"custom_id: empty, 1 to 100 characters are needed", "placeholder: 151 characters, at most 150",
				"max_values: 26, 0 to 25 are allowed", "min_values: -1, 0 to 25 are allowed",
				"values: users set this, and apps cannot send it", "options: 0 elements, at least 1",
			},
		},
		"options": {
			StringSelect{CustomID: "x", Options: []SelectOption{{}, {Label: text(101), Value: text(101), Description: text(101), Emoji: &Emoji{}}, {Label: "x", Value: "x"}, {Label: "y", Value: "x"}}},
			[]string{
				"options[0].label: empty, 1 to 100 characters are needed", "options[0].value: empty, 1 to 100 characters are needed",
				"options[1].label: 101 characters, at most 100", "options[1].value: 101 characters, at most 100",
				"options[1].description: 101 characters, at most 100", "options[1].emoji.name: empty, 1 to 32 characters are needed",
				"options[3].value: another option has it",
			},
		},
		"too many options":             {StringSelect{CustomID: "x", Options: many}, []string{"options: 26 elements, at most 25"}},
		"least over most":              {StringSelect{CustomID: "x", Options: one, MinValues: new(3), MaxValues: 2}, []string{"min_values: 3, at most 2, which is max_values", "options: 1 elements, at least 3: the larger of min_values and max_values"}},
		"least over unset":             {UserSelect{CustomID: "x", MinValues: new(2)}, []string{"min_values: 2, at most 1, which is max_values"}},
		"too many defaults":            {UserSelect{CustomID: "x", DefaultValues: users(3), MaxValues: 2}, []string{"default_values: 3 elements, at most 2"}},
		"too few defaults":             {UserSelect{CustomID: "x", DefaultValues: users(1), MinValues: new(2), MaxValues: 2}, []string{"default_values: 1 elements, at least 2"}},
		"defaults of a user select":    {UserSelect{CustomID: "x", DefaultValues: []DefaultValue{DefaultRole(1)}}, []string{"default_values[0].type: does not fit this select"}},
		"defaults of a role select":    {RoleSelect{CustomID: "x", DefaultValues: users(1)}, []string{"default_values[0].type: does not fit this select"}},
		"defaults of a channel select": {ChannelSelect{CustomID: "x", DefaultValues: users(1)}, []string{"default_values[0].type: does not fit this select"}},
		"defaults of a mentionable select": {
			MentionableSelect{CustomID: "x", MaxValues: 3, DefaultValues: []DefaultValue{DefaultUser(1), {ID: 2}, DefaultChannel(3)}},
			[]string{"default_values[1].type: does not fit this select", "default_values[2].type: does not fit this select"},
		},
		"channel types":   {ChannelSelect{CustomID: "x", ChannelTypes: []ChannelType{1, 2, 1}}, []string{"channel_types[2]: appears twice"}},
		"received values": {ChannelSelect{CustomID: "x", Values: []Snowflake{1}}, []string{"values: users set this, and apps cannot send it"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := Message{Components: []MessageComponent{row(test.component)}}
			_, err := EncodeMessage(m)
			note(t, "", nil, m, err)
			var want []string
			for _, problem := range test.want {
				want = append(want, "components[0].components[0]."+problem)
			}
			violations(t, err, want)
		})
	}
}
