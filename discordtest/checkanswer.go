package discordtest

import (
	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
)

// checkChoices refuses an answer to autocomplete that breaks a rule, or whose values do not fit the
// focused option.
func checkChoices(i *interaction, f *callForm) *Refusal {
	var present struct {
		Choices json.RawMessage `json:"choices"`
	}
	if refused := f.decode(&present); refused != nil {
		return refused
	}
	if !begins(present.Choices, '[') {
		return invalidField("choices", "BASE_TYPE_REQUIRED", "This field is required")
	}
	var kind discord.OptionType
	if data, ok := i.raw["data"].(map[string]any); ok {
		kind = focusedType(data["options"])
	}
	r := newRuler(f.json)
	r.choices(kind)
	return r.refusal.orNil()
}

// focusedType returns the type of the option that a person is typing in, or zero if there is none.
func focusedType(options any) discord.OptionType {
	for _, o := range objectsOf(options) {
		if o["focused"] == true {
			return discord.OptionType(numberOf(o["type"]))
		}
		if kind := focusedType(o["options"]); kind != 0 {
			return kind
		}
	}
	return 0
}

// checkModal refuses a modal that breaks a rule, and gives its components IDs.
func checkModal(f *callForm) (object, *Refusal) {
	var modal discord.Modal
	if refused := f.decode(&modal); refused != nil {
		return nil, refused
	}
	var raw object
	if refused := f.decode(&raw); refused != nil {
		return nil, refused
	}
	r := newRuler(f.json)
	if refuseModal(r); len(r.refusal.Fields) > 0 {
		return nil, r.refusal
	}
	list, _ := raw["components"].([]any)
	newPlacer(nil, nil).list("components", list)
	return raw, nil
}
