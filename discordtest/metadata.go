package discordtest

import (
	"fmt"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// botUser returns the app's bot as the author of its messages.
func (a *API) botUser() object {
	u := a.world.Bot.User
	if u == nil { // a test's own world
		u = &discord.User{Username: a.options.Name}
	}
	return object{
		"id": a.options.ApplicationID.String(), "username": u.Username, "avatar": orNull(u.Avatar), "discriminator": "4410",
		"public_flags": 1 << 19, "flags": 1 << 19, "bot": true, "banner": orNull(u.Banner), "accent_color": nil, "global_name": nil,
		"avatar_decoration_data": nil, "collectibles": nil, "display_name_styles": nil, "banner_color": nil, "clan": nil,
		"primary_guild": nil,
	}
}

// user returns the user who acted, as in the payload.
func (i *interaction) user() any {
	if member, ok := i.raw["member"].(map[string]any); ok {
		return member["user"]
	}
	return i.raw["user"]
}

// payload returns the data of the interaction's payload.
func (i *interaction) payload() map[string]any {
	data, _ := i.raw["data"].(map[string]any)
	return data
}

// commandName returns the name of the command with its group and subcommand.
func (i *interaction) commandName() string {
	data := i.payload()
	name, _ := data["name"].(string)
	names := []string{name}
	for {
		options, _ := data["options"].([]any)
		if len(options) == 0 {
			break
		}
		data, _ = options[0].(map[string]any)
		if kind := discord.OptionType(numberOf(data["type"])); kind != discord.OptionSubcommand && kind != discord.OptionSubcommandGroup {
			break
		}
		name, _ := data["name"].(string)
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

// metadata returns the description of the interaction that a message answers.
//
// See https://docs.discord.com/developers/resources/message#message-interaction-metadata-object.
func (a *API) metadata(i *interaction) object {
	owners := i.raw["authorizing_integration_owners"]
	if owners == nil {
		owners = object{}
	}
	metadata := object{"id": i.id.String(), "type": int(i.kind), "user": i.user(), "authorizing_integration_owners": owners}
	if i.original != nil {
		metadata["original_response_message_id"] = i.original.id.String()
	}
	data := i.payload()
	switch i.kind {
	case discord.InteractionCommand:
		metadata["name"], metadata["command_type"] = i.commandName(), data["type"]
		target, _ := data["target_id"].(string)
		resolved, _ := data["resolved"].(map[string]any)
		switch discord.CommandType(numberOf(data["type"])) {
		case discord.CommandUser:
			users, _ := resolved["users"].(map[string]any)
			metadata["target_user"] = users[target]
		case discord.CommandMessage:
			metadata["target_message_id"] = target
		}
	case discord.InteractionComponent:
		if i.common.Message != nil {
			metadata["interacted_message_id"] = i.common.Message.ID.String()
		}
	case discord.InteractionModal:
		if by := a.opener(i); by != nil {
			metadata["triggering_interaction_metadata"] = a.metadata(by)
		}
	}
	return metadata
}

// opener returns the interaction whose answer was the modal that this interaction submits, if the
// API knows it.
func (a *API) opener(i *interaction) *interaction {
	if i.openedBy == 0 {
		return nil
	}
	return a.interactions[i.openedBy]
}

// modalKey returns a key that distinguishes the open modals.
func (i *interaction) modalKey(modal map[string]any) string {
	return fmt.Sprintf("%d/%v", i.common.Invoker().ID, modal["custom_id"])
}
