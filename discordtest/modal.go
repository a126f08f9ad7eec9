package discordtest

import (
	"context"
	"fmt"
	"unicode/utf8"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
)

// Modal is a form that the app has opened.
type Modal struct {
	discord.Modal
	// Interaction is the interaction that the modal answered.
	Interaction discord.Snowflake
	// JSON is the modal as the app sent it, with an ID for each component.
	JSON []byte
	// message is the message whose component opened the modal. It is zero if a command opened it.
	message discord.Snowflake
	// channel is where the modal was opened.
	channel discord.Snowflake
}

func newModal(i *interaction) *Modal {
	m := &Modal{Interaction: i.id, JSON: i.data, channel: i.common.ChannelID}
	_ = json.Unmarshal(i.data, &m.Modal)
	if i.common.Message != nil {
		m.message = i.common.Message.ID
	}
	return m
}

// Submit fills in a modal and submits it, in the channel where it was opened. A field without a
// value keeps the value that the app set. The client refuses a modal that is nil or not from a
// Reply, a value for a field that does not exist, a required field that is empty, and a value that
// has the wrong type or is out of the field's bounds.
func (p *Person) Submit(ctx context.Context, m *Modal, values ...Values) (*Reply, error) {
	if m == nil {
		return nil, fmt.Errorf("discordtest: there is no modal to submit")
	}
	var form object
	if refused := decodeJSON(m.JSON, &form); refused != nil {
		return nil, refused
	}
	there, err := p.inChannel(m.channel)
	if err != nil {
		return nil, fmt.Errorf("discordtest: modal %q: %w", m.CustomID, err)
	}
	f := filler{there.resolver(), mergeValues(values)}
	list, _ := form["components"].([]any)
	// Report a misspelt name before the required field that is missing because of it.
	if name, unknown := f.values.unknown(customIDs(list)); unknown {
		return nil, fmt.Errorf("discordtest: modal %q: there is no field %q; there is %q", m.CustomID, name, customIDs(list))
	}
	components := []any{}
	for _, one := range list {
		c, _ := one.(map[string]any)
		filled, err := f.top(c)
		if err != nil {
			return nil, fmt.Errorf("discordtest: modal %q: %w", m.CustomID, err)
		}
		components = append(components, filled)
	}
	data, more := object{"custom_id": m.CustomID, "components": components}, object{}
	f.into(data)
	if m.message != 0 {
		if message, known := p.discord.API.MessageJSON(m.message); known {
			var o object
			_ = decodeJSON(message, &o)
			more["message"] = o
		}
	}
	return there.act(ctx, "modal "+m.CustomID, discord.InteractionModal, data, more)
}

// filler fills in a modal.
type filler struct {
	*resolver
	values Values
}

// top fills in a top-level component: a label with its field, a row of text inputs, or a text.
func (f *filler) top(c map[string]any) (object, error) {
	filled := object{"type": c["type"], "id": c["id"]}
	switch discord.ComponentType(numberOf(c["type"])) {
	case discord.ComponentLabel:
		field, _ := c["component"].(map[string]any)
		component, err := f.field(field)
		filled["component"] = component
		return filled, err
	case discord.ComponentActionRow:
		list, _ := c["components"].([]any)
		row := []any{}
		for _, one := range list {
			field, _ := one.(map[string]any)
			component, err := f.field(field)
			if err != nil {
				return nil, err
			}
			row = append(row, component)
		}
		filled["components"] = row
	}
	return filled, nil
}

func (f *filler) field(c map[string]any) (object, error) {
	name, _ := c["custom_id"].(string)
	value, given := f.values[name]
	filled := object{"type": c["type"], "id": c["id"], "custom_id": name}
	key, content, err := f.content(c, value, given)
	if err != nil {
		return nil, fmt.Errorf("field %q: %w", name, err)
	}
	filled[key] = content
	return filled, nil
}

// content returns what a field sends, and the key for it.
func (f *filler) content(c map[string]any, value any, given bool) (key string, content any, err error) {
	required := c["required"] != false
	switch discord.ComponentType(numberOf(c["type"])) {
	case discord.ComponentTextInput:
		text, err := textOf(c, value, given, required)
		return "value", text, err
	case discord.ComponentCheckbox:
		checked, ok := value.(bool)
		if !given {
			checked, ok = c["default"] == true, true
		}
		if !ok {
			err = fmt.Errorf("it takes a bool, not a %T", value)
		}
		return "value", checked, err
	case discord.ComponentFileUpload:
		ids, err := f.upload(c, asList(value), required)
		return "values", ids, err
	case discord.ComponentRadioGroup:
		list := chosenOf(c, value, given)
		if len(list) == 0 && !required {
			return "value", nil, nil
		}
		chosen, err := f.choose(map[string]any{"type": c["type"], "options": c["options"]}, list, true)
		if err != nil {
			return "", nil, err
		}
		return "value", chosen[0], nil
	case discord.ComponentCheckboxGroup:
		if c["max_values"] == nil {
			options, _ := c["options"].([]any)
			c["max_values"] = len(options)
		}
	}
	chosen, err := f.choose(c, chosenOf(c, value, given), true)
	return "values", chosen, err
}

// chosenOf returns the chosen values: the given ones, or else the app's defaults.
func chosenOf(c map[string]any, value any, given bool) (list []any) {
	if given {
		return asList(value)
	}
	options, _ := c["options"].([]any)
	for _, one := range options {
		if option, _ := one.(map[string]any); option["default"] == true {
			list = append(list, option["value"])
		}
	}
	defaults, _ := c["default_values"].([]any)
	for _, one := range defaults {
		if d, _ := one.(map[string]any); d != nil {
			list = append(list, d["id"])
		}
	}
	return list
}

func textOf(c map[string]any, value any, given, required bool) (string, error) {
	text, ok := value.(string)
	if !given {
		text, ok = c["value"].(string)
		ok = ok || c["value"] == nil
	}
	n, most := utf8.RuneCountInString(text), 4000
	if limit := int(numberOf(c["max_length"])); limit > 0 {
		most = limit
	}
	switch {
	case !ok:
		return "", fmt.Errorf("it takes a string, not a %T", value)
	case n == 0 && !required:
		return "", nil
	case n == 0:
		return "", fmt.Errorf("it is required")
	case n < int(numberOf(c["min_length"])) || n > most:
		return "", fmt.Errorf("%d characters, %v to %d are allowed", n, numberOf(c["min_length"]), most)
	}
	return text, nil
}

func (f *filler) upload(c map[string]any, files []any, required bool) ([]string, error) {
	least, most := 1, 1
	if n, ok := c["min_values"]; ok {
		least = int(numberOf(n))
	}
	if n := int(numberOf(c["max_values"])); n > 0 {
		most = n
	}
	if !required && len(files) == 0 {
		least = 0
	}
	if len(files) < least || len(files) > most {
		return nil, fmt.Errorf("%d files, %d to %d can be uploaded", len(files), least, most)
	}
	var types []string
	listed, _ := c["file_types"].([]any)
	for _, t := range listed {
		if text, ok := t.(string); ok {
			types = append(types, text)
		}
	}
	ids := []string{}
	for _, one := range files {
		file, ok := one.(File)
		if !ok {
			return nil, fmt.Errorf("it takes a File, not a %T", one)
		}
		if !acceptsFile(types, file) {
			return nil, fmt.Errorf("%s is none of the file types %v", file.Name, types)
		}
		ids = append(ids, f.attachment(file).String())
	}
	return ids, nil
}
