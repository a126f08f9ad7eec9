package discordtest

import (
	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
)

// checkChoices checks the answer to autocomplete against the limits of package discord, and the
// values against the type of the focused option.
func checkChoices(i *interaction, f *form) *Refusal {
	var present struct {
		Choices json.RawMessage `json:"choices"`
	}
	if refused := f.decode(&present); refused != nil {
		return refused
	}
	if !begins(present.Choices, '[') {
		return invalidField("choices", "BASE_TYPE_REQUIRED", "This field is required")
	}
	var data struct {
		Choices discord.Choices `json:"choices"`
	}
	if refused := f.decode(&data); refused != nil {
		return refused
	}
	decoded, err := discord.DecodeInteraction(discord.InteractionAutocomplete, i.common.Raw())
	if err != nil {
		return checked(err)
	}
	if _, err = discord.EncodeAnswer(decoded, data.Choices); err != nil {
		return checked(err)
	}
	focused := decoded.(*discord.AutocompleteInteraction).Data.Focused()
	if focused == nil {
		return nil
	}
	refusal := invalidForm()
	for n, choice := range data.Choices {
		path := indexPath("choices", n) + ".value"
		_, isText := choice.Value.(discord.String)
		_, isWhole := choice.Value.(discord.Integer)
		switch {
		case focused.Type == discord.OptionString && !isText:
			refusal.add(path, "BASE_TYPE_BAD_TYPE", `Could not interpret the value as string.`)
		case focused.Type == discord.OptionInteger && !isWhole:
			refusal.add(path, "NUMBER_TYPE_COERCE", `Value is not int.`)
		case focused.Type == discord.OptionNumber && (isText || choice.Value == nil):
			refusal.add(path, "NUMBER_TYPE_COERCE", `Value is not float.`)
		}
	}
	return refusal.orNil()
}

// checkModal checks a modal and gives its components IDs.
func checkModal(f *form) (object, *Refusal) {
	var modal discord.Modal
	if refused := f.decode(&modal); refused != nil {
		return nil, refused
	}
	var raw object
	if refused := f.decode(&raw); refused != nil {
		return nil, refused
	}
	refusal := invalidForm()
	placed := newPlacer(refusal, nil)
	list, _ := raw["components"].([]any)
	placed.list("components", list, topOfModal)
	refuseComponents("components", raw["components"], refusal)
	if len(refusal.Fields) > 0 {
		return nil, refusal
	}
	command := &discord.CommandInteraction{}
	if _, err := discord.EncodeAnswer(command, modal); err != nil {
		return nil, checked(err)
	}
	return raw, nil
}
