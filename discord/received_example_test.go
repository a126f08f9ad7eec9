package discord_test

import (
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

func ExampleTimestamp() {
	start := time.Date(2021, 4, 20, 21, 20, 30, 0, time.UTC)
	fmt.Println("It began " + discord.Timestamp(start, discord.TimestampRelative))
	fmt.Println(discord.Timestamp(start, discord.TimestampDefault))
	// Output:
	// It began <t:1618953630:R>
	// <t:1618953630>
}

func ExampleMentionCommand() {
	fmt.Println(discord.MentionCommand("config set", 816437322781949972))
	// Output: </config set:816437322781949972>
}

func ExampleEscape() {
	fmt.Println(discord.Escape("*not* emphasis, and no <@80351110224678912>"))
	// Output: \*not\* emphasis, and no \<\@80351110224678912>
}

func ExampleMessageURL() {
	fmt.Println(discord.MessageURL(1, 2, 3))
	fmt.Println(discord.MessageURL(0, 2, 3))
	// Output:
	// https://discord.com/channels/1/2/3
	// https://discord.com/channels/@me/2/3
}

func ExamplePermissions_Missing() {
	member := discord.PermissionViewChannel | discord.PermissionSendMessages
	missing := member.Missing(discord.PermissionSendMessages | discord.PermissionManageMessages)
	fmt.Println(missing)
	// Output: MANAGE_MESSAGES
}

func ExampleCommand_Check() {
	command := discord.Command{
		Name:        "Search",
		Description: "Search for a card",
		Options: []discord.CommandOption{
			{Type: discord.OptionString, Name: "set", Description: "Its set", Autocomplete: true},
			{Type: discord.OptionString, Name: "card", Required: true},
		},
	}
	fmt.Println(command.Check())
	// Output: discord: Discord would refuse this: name: has a letter in upper case; options[1].required: required options come before optional ones; options[1].description: empty, 1 to 100 characters are needed
}

func ExampleDecodeEvent() {
	body := []byte(`{"version":1,"application_id":"1","type":1,"event":{"type":"ENTITLEMENT_CREATE",
		"timestamp":"2024-10-18T18:41:21.109604","data":{"id":"2","sku_id":"3","user_id":"4","type":8}}}`)
	event, err := discord.DecodeEvent(body)
	if err != nil {
		fmt.Println(err)
		return
	}
	switch data := event.Data.(type) {
	case *discord.EntitlementCreate:
		fmt.Println(data.UserID, "bought", data.SKUID, "at", event.Timestamp.Format(time.TimeOnly))
	default:
		fmt.Println(event.Name, "is of no interest")
	}
	// Output: 4 bought 3 at 18:41:21
}

func ExampleResolved_Member() {
	resolved := &discord.Resolved{
		Users:   map[discord.Snowflake]discord.User{7: {ID: 7, Username: "ami"}},
		Members: map[discord.Snowflake]discord.Member{7: {Nick: "Firefly"}},
	}
	member, found := resolved.Member(7)
	fmt.Println(found, member.DisplayName(), member.User.Username)
	// Output: true Firefly ami
}
