package discordtest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// findComponent finds the component whose field has a value, at any depth.
func findComponent(list any, field, says string) map[string]any {
	components, _ := list.([]any)
	for _, one := range components {
		c, ok := one.(map[string]any)
		if !ok {
			continue
		}
		if c[field] == says {
			return c
		}
		for _, inner := range []any{c["components"], []any{c["accessory"]}, []any{c["component"]}} {
			if found := findComponent(inner, field, says); found != nil {
				return found
			}
		}
	}
	return nil
}

// customIDs lists the components that a person can use.
func customIDs(list any) (ids []string) {
	components, _ := list.([]any)
	for _, one := range components {
		c, ok := one.(map[string]any)
		if !ok {
			continue
		}
		if id, ok := c["custom_id"].(string); ok {
			ids = append(ids, id)
		}
		for _, inner := range []any{c["components"], []any{c["accessory"]}, []any{c["component"]}} {
			ids = append(ids, customIDs(inner)...)
		}
	}
	return ids
}

// usable lists the buttons and selects with their custom IDs and labels.
func usable(list any) string {
	var names []string
	for _, id := range customIDs(list) {
		name := strconv.Quote(id)
		if label, _ := findComponent(list, "custom_id", id)["label"].(string); label != "" {
			name += fmt.Sprintf(" (labelled %q)", label)
		}
		names = append(names, name)
	}
	if names == nil {
		return "nothing to use"
	}
	return strings.Join(names, ", ")
}

// use finds a component that a person can use, by its custom ID or by a button's label. It returns
// the person in the message's channel.
func (p *Person) use(m *discord.ReceivedMessage, name string) (there *Person, message object, c map[string]any, err error) {
	message, err = p.seen(m)
	if err == nil {
		there, err = p.atMessage(message)
	}
	if err == nil {
		err = there.unlocked()
	}
	if err != nil {
		return nil, nil, nil, err
	}
	if c = findComponent(message["components"], "custom_id", name); c == nil {
		c = findComponent(message["components"], "label", name)
	}
	switch {
	case c == nil:
		return nil, nil, nil, fmt.Errorf("the message has no such component; it has %s", usable(message["components"]))
	case c["custom_id"] == nil:
		return nil, nil, nil, fmt.Errorf("it has no custom ID, and sends no interaction")
	case c["disabled"] == true:
		return nil, nil, nil, fmt.Errorf("it is disabled")
	}
	if discord.MessageFlags(numberOf(message["flags"])).Has(discord.Ephemeral) {
		metadata, _ := message["interaction_metadata"].(map[string]any)
		user, _ := metadata["user"].(map[string]any)
		if user["id"] != nil && user["id"] != p.user.ID.String() {
			return nil, nil, nil, fmt.Errorf("the message is ephemeral, and this person does not see it")
		}
	}
	return there, message, c, nil
}

// Click clicks a button of a message, by its custom ID or its label. The person acts in the
// message's channel, even if they were in another one. The client refuses a message that is nil,
// deleted, ephemeral for somebody else, in a channel that the person does not see, or in a locked
// thread. It refuses a component that is missing, disabled, a link, or not a button. If the thread
// is archived, the client first takes it out of the archive, and refuses a person who may not do
// that.
func (p *Person) Click(ctx context.Context, m *discord.ReceivedMessage, button string) (*Reply, error) {
	there, message, c, err := p.use(m, button)
	if err == nil && discord.ComponentType(numberOf(c["type"])) != discord.ComponentButton {
		err = fmt.Errorf("it is no button: use Choose")
	}
	if err != nil {
		return nil, fmt.Errorf("discordtest: button %q: %w", button, err)
	}
	data := object{"id": c["id"], "custom_id": c["custom_id"], "component_type": int(discord.ComponentButton)}
	return there.act(ctx, "button "+button, discord.InteractionComponent, data, object{"message": message})
}

// Choose chooses values in a select of a message. The values are texts for a string select. For
// other selects they are users, members, roles or channels, or their IDs. The client refuses as in
// [Person.Click]. It also refuses too many or too few values, a value given twice, and a value that
// the select does not offer.
func (p *Person) Choose(ctx context.Context, m *discord.ReceivedMessage, customID string, values ...any) (*Reply, error) {
	there, message, c, err := p.use(m, customID)
	r := there.resolver()
	var chosen []string
	if err == nil {
		chosen, err = r.choose(c, flatten(values), false)
	}
	if err != nil {
		return nil, fmt.Errorf("discordtest: select %q: %w", customID, err)
	}
	data := object{"id": c["id"], "custom_id": customID, "component_type": c["type"], "values": chosen}
	r.into(data)
	return there.act(ctx, "select "+customID, discord.InteractionComponent, data, object{"message": message})
}

func flatten(values []any) (flat []any) {
	for _, v := range values {
		flat = append(flat, asList(v)...)
	}
	return flat
}

// choose checks and resolves the chosen values.
func (r *resolver) choose(c map[string]any, values []any, inModal bool) ([]string, error) {
	least, most := 1, 1
	if n, ok := c["min_values"]; ok {
		least = int(numberOf(n))
	}
	if n := int(numberOf(c["max_values"])); n > 0 {
		most = n
	}
	if inModal && c["required"] == false && len(values) == 0 {
		least = 0
	}
	if len(values) < least || len(values) > most {
		return nil, fmt.Errorf("%d values chosen, %d to %d can be", len(values), least, most)
	}
	chosen := []string{}
	for _, value := range values {
		one, err := r.chooseOne(c, value)
		if err != nil {
			return nil, err
		}
		if slices.Contains(chosen, one) {
			return nil, fmt.Errorf("%q is chosen twice", one)
		}
		chosen = append(chosen, one)
	}
	return chosen, nil
}

func (r *resolver) chooseOne(c map[string]any, value any) (string, error) {
	accepts := []discord.OptionType{}
	switch kind := discord.ComponentType(numberOf(c["type"])); kind {
	case discord.ComponentStringSelect, discord.ComponentRadioGroup, discord.ComponentCheckboxGroup:
		text, ok := value.(string)
		options, _ := c["options"].([]any)
		offered := slices.ContainsFunc(options, func(one any) bool {
			option, _ := one.(map[string]any)
			return option["value"] == text
		})
		if !ok || !offered {
			return "", fmt.Errorf("%v is none of its options", value)
		}
		return text, nil
	case discord.ComponentUserSelect:
		accepts = append(accepts, discord.OptionUser)
	case discord.ComponentRoleSelect:
		accepts = append(accepts, discord.OptionRole)
	case discord.ComponentMentionableSelect:
		accepts = append(accepts, discord.OptionUser, discord.OptionRole)
	case discord.ComponentChannelSelect:
		accepts = append(accepts, discord.OptionChannel)
	default:
		return "", fmt.Errorf("a component of type %d is no select", kind)
	}
	id, err := r.entity(value, accepts...)
	if err != nil {
		return "", err
	}
	types, _ := c["channel_types"].([]any)
	channels, _ := r.resolved["channels"].(object)
	if channel, ok := channels[id.String()].(object); ok && len(types) > 0 &&
		!slices.ContainsFunc(types, func(t any) bool { return numberOf(t) == numberOf(channel["type"]) }) {
		return "", fmt.Errorf("the channel's type %v is none of %v", channel["type"], types)
	}
	return id.String(), nil
}
