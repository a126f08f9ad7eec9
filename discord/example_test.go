package discord_test

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// A body from Discord becomes an interaction, and an answer becomes a body for Discord. Package
// core does both, and checks the signature first.
func Example() {
	body := []byte(`{"type":2,"id":"1","token":"t","user":{"id":"5","username":"ami"},
		"data":{"id":"2","name":"ping","options":[{"name":"text","type":3,"value":"hey"}]}}`)
	kind, err := discord.PeekType(body)
	if err != nil {
		fmt.Println(err)
		return
	}
	i, err := discord.DecodeInteraction(kind, body)
	if err != nil {
		fmt.Println(err)
		return
	}
	command := i.(*discord.CommandInteraction)
	text, _ := command.Data.String("text")
	payload, err := discord.EncodeAnswer(i, discord.Message{
		Content: command.Invoker().Username + " says " + text,
		Flags:   discord.Ephemeral,
	})
	fmt.Println(string(payload.JSON), err)
	// Output: {"type":4,"data":{"content":"ami says hey","allowed_mentions":{"parse":[]},"flags":64}} <nil>
}

func ExampleCommandData() {
	i := discord.CommandInteraction{Data: discord.CommandData{
		Name: "card",
		Options: []discord.Option{{Name: "draw", Type: discord.OptionSubcommand, Options: []discord.Option{
			{Name: "count", Type: discord.OptionInteger, Value: []byte(`3`)},
		}}},
	}}
	count, ok := i.Data.Integer("count")
	fmt.Println(count, ok)
	suit, ok := i.Data.String("suit")
	fmt.Printf("%q %v\n", suit, ok)
	fmt.Println(i.Data.Route())
	// Output:
	// 3 true
	// "" false
	// card  draw
}

// While a user types a number, the option's value is text. It need not be a number yet.
func ExampleOption_Text() {
	i := discord.AutocompleteInteraction{Data: discord.CommandData{
		Options: []discord.Option{{Name: "card", Type: discord.OptionString, Value: []byte(`"li"`), Focused: true}},
	}}
	var choices discord.Choices
	for _, card := range []string{"Lightning Bolt", "Forest", "Lich"} {
		if strings.HasPrefix(strings.ToLower(card), i.Data.Focused().Text()) {
			choices = append(choices, discord.Choice{Name: card, Value: discord.String(card)})
		}
	}
	fmt.Println(choices)
	// Output: [{Lightning Bolt map[] Lightning Bolt} {Lich map[] Lich}]
}

func ExampleMessage() {
	answer := discord.Message{
		Content: "Tea?",
		Components: []discord.MessageComponent{
			discord.ActionRow{Components: []discord.RowComponent{
				discord.Button{Style: discord.ButtonPrimary, Label: "Yes", CustomID: "tea:yes"},
				discord.Button{Style: discord.ButtonSecondary, Label: "No", CustomID: "tea:no"},
			}},
		},
	}
	payload, err := discord.EncodeMessage(answer)
	fmt.Println(string(payload.JSON), err)
	// Output: {"content":"Tea?","components":[{"type":1,"components":[{"type":2,"style":1,"label":"Yes","custom_id":"tea:yes"},{"type":2,"style":2,"label":"No","custom_id":"tea:no"}]}],"allowed_mentions":{"parse":[]}} <nil>
}

// A message of only components gets its flag automatically.
func ExampleMessage_componentsV2() {
	answer := discord.Message{Components: []discord.MessageComponent{
		discord.Container{
			AccentColor: new(0x57F287),
			Components: []discord.ContainerComponent{
				discord.Section{
					Components: []discord.SectionComponent{discord.TextDisplay{Content: "# Fireflies"}},
					Accessory:  discord.Thumbnail{Media: discord.Media{URL: "https://example.com/firefly.png"}},
				},
			},
		},
	}}
	payload, err := discord.EncodeMessage(answer)
	fmt.Println(string(payload.JSON), err)
	// Output: {"components":[{"type":17,"components":[{"type":9,"components":[{"type":10,"content":"# Fireflies"}],"accessory":{"type":11,"media":{"url":"https://example.com/firefly.png"}}}],"accent_color":5763719}],"allowed_mentions":{"parse":[]},"flags":32768} <nil>
}

// Files are read while the answer is sent.
func ExampleFile() {
	payload, err := discord.EncodeMessage(discord.Message{
		Content: "The report",
		Files: []discord.File{{
			Name:        "report.csv",
			Description: "What was sold today",
			Content:     strings.NewReader("tea,5\n"),
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	size, known := payload.Size()
	var out strings.Builder
	n, err := payload.WriteTo(&out)
	fmt.Println(n == size, known, strings.Contains(out.String(), "tea,5"), err)
	fmt.Println(string(payload.JSON))
	// Output:
	// true true true <nil>
	// {"content":"The report","allowed_mentions":{"parse":[]},"attachments":[{"id":"0","filename":"report.csv","description":"What was sold today"}]}
}

// A nil field of an update keeps the old value; an empty one clears it.
func ExampleUpdate() {
	payload, err := discord.EncodeUpdate(discord.Update{
		Content:    new("Tea it is."),
		Components: []discord.MessageComponent{},
	})
	fmt.Println(string(payload.JSON), err)
	// Output: {"content":"Tea it is.","components":[],"allowed_mentions":{"parse":[]}} <nil>
}

func ExampleModal() {
	answer := discord.Modal{
		CustomID: "feedback",
		Title:    "Feedback",
		Components: []discord.ModalComponent{
			discord.Label{Label: "How was it?", Component: discord.RadioGroup{
				CustomID: "rating",
				Options:  []discord.RadioOption{{Label: "Good", Value: "good"}, {Label: "Bad", Value: "bad"}},
			}},
			discord.Label{Label: "Why?", Component: discord.TextInput{
				CustomID: "why", Style: discord.TextInputParagraph, Required: new(false),
			}},
		},
	}
	payload, err := discord.EncodeAnswer(&discord.CommandInteraction{}, answer)
	fmt.Println(len(payload.JSON) > 0, err)
	// Output: true <nil>
}

func ExampleModalData() {
	body := `{"type":5,"data":{"custom_id":"feedback","components":[
		{"type":18,"component":{"type":21,"custom_id":"rating","value":"good"}},
		{"type":18,"component":{"type":4,"custom_id":"why","value":"It glows."}}]}}`
	i, err := discord.DecodeInteraction(discord.InteractionModal, []byte(body))
	if err != nil {
		fmt.Println(err)
		return
	}
	data := &i.(*discord.ModalInteraction).Data
	rating, chosen := data.Value("rating")
	fmt.Println(rating, chosen, data.Text("why"))
	// Output: good true It glows.
}

// The error lists all violations at once. It contains no text from a user.
func ExampleCheckError() {
	_, err := discord.EncodeMessage(discord.Message{
		Content: strings.Repeat("x", 2001),
		Embeds:  []discord.Embed{{Title: strings.Repeat("x", 300)}},
	})
	if refusal, ok := errors.AsType[*discord.CheckError](err); ok {
		for _, v := range refusal.Violations {
			fmt.Println(v.Path, "has", v.Problem)
		}
	}
	// Output:
	// content has 2001 characters, at most 2000
	// embeds[0].title has 300 characters, at most 256
}

// An answer that was made with another library's types is sent unchanged.
func ExampleRawAnswer() {
	payload, err := discord.EncodeAnswer(&discord.CommandInteraction{}, discord.RawAnswer(`{"type":4,"data":{"content":"pong"}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	payload.WriteTo(os.Stdout)
	// Output: {"type":4,"data":{"content":"pong"}}
}

// A message's components can be searched at every depth.
func ExampleComponents_All() {
	message := discord.ReceivedMessage{Components: []discord.Component{
		discord.Container{Components: []discord.ContainerComponent{
			discord.ActionRow{Components: []discord.RowComponent{discord.Button{Label: "Vote", CustomID: "vote"}}},
		}},
	}}
	for component := range message.Components.All() {
		if button, ok := component.(discord.Button); ok {
			fmt.Println(button.Label)
		}
	}
	// Output: Vote
}
