package discord

import (
	"fmt"
	"testing"
)

// Received rows can be sent again, even if their contents are known only as JSON.
func TestRawInRows(t *testing.T) {
	raw := func(kind ComponentType) RawComponent { return RawComponent(fmt.Sprintf(`{"type":%d}`, kind)) }
	const unknown, at = ComponentType(99), "components[0].components: "
	rawButton := raw(ComponentButton)
	for name, test := range map[string]struct {
		row  ActionRow
		want []string
	}{
		"two buttons":           {row(rawButton, rawButton), nil},
		"a pointer":             {row(&rawButton, &rawButton), nil},
		"a button beside a raw": {row(rawButton, button("x")), nil},
		"a select":              {row(raw(ComponentUserSelect)), nil},
		"six of a new type":     {row(raw(unknown), raw(unknown), raw(unknown), raw(unknown), raw(unknown), raw(unknown)), nil},
		"a new type beside":     {row(raw(unknown), rawButton, raw(unknown)), nil},
		"six buttons": {
			row(rawButton, rawButton, rawButton, rawButton, rawButton, &rawButton),
			[]string{at + "6 buttons and 0 selects, 1 to 5 buttons or 1 select are allowed"},
		},
		"a button and a select": {
			row(rawButton, raw(ComponentChannelSelect)),
			[]string{at + "1 buttons and 1 selects, 1 to 5 buttons or 1 select are allowed"},
		},
		"a select and a raw one": {
			row(RoleSelect{CustomID: "x"}, raw(ComponentStringSelect)),
			[]string{at + "0 buttons and 2 selects, 1 to 5 buttons or 1 select are allowed"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := EncodeMessage(Message{Components: []MessageComponent{test.row}})
			if test.want != nil {
				violations(t, err, test.want)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestComponentsV2IsSetWhereItIsNeeded(t *testing.T) {
	rawRow, rawText := RawComponent(`{"type":1,"components":[{"type":2}]}`), RawComponent(`{"type":10,"content":"x"}`)
	for name, test := range map[string]struct {
		component MessageComponent
		want      bool
	}{
		"row":                     {row(button("x")), false},
		"pointer to a row":        {new(row(button("x"))), false},
		"raw row":                 {rawRow, false},
		"pointer to a raw row":    {&rawRow, false},
		"text":                    {TextDisplay{Content: "x"}, true},
		"pointer to a text":       {&TextDisplay{Content: "x"}, true},
		"raw text":                {rawText, true},
		"pointer to a raw text":   {&rawText, true},
		"nil pointer to a row":    {(*ActionRow)(nil), false},
		"nil pointer to raw JSON": {(*RawComponent)(nil), false},
	} {
		if got := needsV2([]MessageComponent{test.component}); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
