package discord

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestModalRefused(t *testing.T) {
	label := func(c LabelComponent) Modal {
		return Modal{CustomID: "m", Title: "m", Components: []ModalComponent{Label{Label: "l", Component: c}}}
	}
	const in = "data.components[0].component."
	for name, test := range map[string]struct {
		modal Modal
		want  []string
	}{
		"empty": {Modal{}, []string{
			"data.custom_id: empty, 1 to 100 characters are needed",
			"data.title: empty, 1 to 45 characters are needed",
			"data.components: 0 elements, at least 1",
		}},
		"long": {
			Modal{CustomID: text(101), Title: text(46), Components: slices.Repeat([]ModalComponent{TextDisplay{Content: "x"}}, 6)},
			[]string{
				"data.custom_id: 101 characters, at most 100",
				"data.title: 46 characters, at most 45",
				"data.components: 6 elements, at most 5",
			},
		},
		"label": {
			Modal{CustomID: "m", Title: "m", Components: []ModalComponent{Label{}, Label{Label: text(46), Description: text(101), Component: Checkbox{CustomID: "x"}}}},
			[]string{
				"data.components[0].label: empty, 1 to 45 characters are needed",
				"data.components[0].component: nil, a component is needed",
				"data.components[1].label: 46 characters, at most 45",
				"data.components[1].description: 101 characters, at most 100",
			},
		},
		"custom ID and ID twice": {
			Modal{CustomID: "m", Title: "m", Components: []ModalComponent{
				Label{ID: 1, Label: "x", Component: Checkbox{CustomID: "x"}}, Label{Label: "x", Component: Checkbox{ID: 1, CustomID: "x"}},
			}},
			[]string{
				"data.components[1].component.id: 1, another component has it",
				"data.components[1].component.custom_id: another component has it",
			},
		},
		"text input": {
			label(TextInput{MinLength: -1, MaxLength: 4001, Value: text(4001), Placeholder: text(101)}),
			[]string{
				in + "custom_id: empty, 1 to 100 characters are needed", in + "style: 0, 1 to 2 are allowed",
				in + "min_length: -1, 0 to 4000 are allowed", in + "max_length: 4001, 0 to 4000 are allowed",
				in + "value: 4001 characters, at most 4000", in + "placeholder: 101 characters, at most 100",
			},
		},
		"text input lengths": {label(TextInput{CustomID: "x", Style: TextInputShort, MinLength: 5, MaxLength: 4}), []string{in + "min_length: 5, at most 4, which is max_length"}},
		"disabled select":    {label(UserSelect{CustomID: "x", Disabled: true}), []string{in + "disabled: a modal cannot have a disabled select"}},
		"required select of none": {
			label(RoleSelect{CustomID: "x", MinValues: new(0)}),
			[]string{in + "min_values: 0, at least 1 unless Required is false"},
		},
		"file upload": {
			label(FileUpload{MinValues: new(11), MaxValues: 11, FileTypes: slices.Repeat([]string{"pdf", "."}, 6), Values: []Snowflake{}}),
			append([]string{
				in + "custom_id: empty, 1 to 100 characters are needed", in + "max_values: 11, 0 to 10 are allowed",
				in + "min_values: 11, 0 to 10 are allowed", in + "file_types: 12 elements, at most 10",
			}, append(fileTypesRefused(12), in+"values: users set this, and apps cannot send it")...),
		},
		"radio group": {
			label(RadioGroup{CustomID: "x", Options: []RadioOption{{Description: text(101)}}, Value: "x"}),
			[]string{
				in + "options: 1 elements, at least 2", in + "options[0].label: empty, 1 to 100 characters are needed",
				in + "options[0].value: empty, 1 to 100 characters are needed", in + "options[0].description: 101 characters, at most 100",
				in + "value: users set this, and apps cannot send it",
			},
		},
		"large radio group": {label(RadioGroup{CustomID: "x", Options: slices.Repeat([]RadioOption{{Label: "x", Value: "x"}}, 11)}), []string{in + "options: 11 elements, at most 10"}},
		"checkbox group": {
			label(CheckboxGroup{MinValues: new(0), MaxValues: -1, Values: []string{}}),
			[]string{
				in + "custom_id: empty, 1 to 100 characters are needed", in + "options: 0 elements, at least 1",
				in + "max_values: -1, 0 to 10 are allowed", in + "min_values: 0, at least 1 unless Required is false",
				in + "min_values: 0, at most -1, which is max_values", in + "values: users set this, and apps cannot send it",
			},
		},
		"more than all boxes": {
			label(CheckboxGroup{CustomID: "x", Options: []CheckboxOption{{Label: "x", Value: "x"}}, MinValues: new(2)}),
			[]string{in + "min_values: 2, at most 1, which is max_values"},
		},
		"checkbox": {label(Checkbox{Value: true}), []string{in + "custom_id: empty, 1 to 100 characters are needed", in + "value: users set this, and apps cannot send it"}},
	} {
		t.Run(name, func(t *testing.T) { refused(t, &CommandInteraction{}, test.modal, test.want...) })
	}
}

func fileTypesRefused(n int) (want []string) {
	for i := range n {
		want = append(want, fmt.Sprintf("data.components[0].component.file_types[%d]: is neither image, video nor audio, nor an extension like .pdf", i))
	}
	return want
}

func TestUpdateRefused(t *testing.T) {
	component := &ComponentInteraction{Envelope: Envelope{Message: &ReceivedMessage{Content: "x", Embeds: make([]Embed, 1)}}}
	layout := &ComponentInteraction{Envelope: Envelope{Message: &ReceivedMessage{Flags: ComponentsV2}}}
	v2 := []MessageComponent{TextDisplay{Content: "x"}}
	const update = "type: no component opened this modal, so there is no message to update: answer with a Message"
	for name, test := range map[string]struct {
		to     Interaction
		answer Answer
		want   []string
	}{
		"no message":     {&ModalInteraction{}, Update{Content: new(text(2001))}, []string{update, "data.content: 2001 characters, at most 2000"}},
		"no message yet": {&ModalInteraction{}, DeferredUpdate{}, []string{update}},
		"poll":           {component, Update{Poll: &Poll{Question: "x", Answers: []PollAnswer{{Text: "x"}}}}, []string{"data.poll: a poll can be added only by editing a deferred answer"}},
		"flags":          {component, Update{Flags: new(Ephemeral)}, []string{"data.flags: an update can change only SuppressEmbeds and ComponentsV2"}},
		"attachments": {
			component,
			Update{Attachments: []KeptAttachment{{ID: 1 << 40, Description: new(text(1025))}}, Files: slices.Repeat([]File{{Name: "x", Content: strings.NewReader("")}}, 10)},
			[]string{"data.attachments[0].description: 1025 characters, at most 1024", "data.attachments: 11 elements, at most 10"},
		},
		"becomes components V2": {component, Update{Components: v2}, []string{
			"data.content: to become one of components V2, the message needs its content cleared: set it to an empty text",
			"data.embeds: to become one of components V2, the message needs its embeds cleared: set them to an empty list",
		}},
		"becomes components V2 and more": {component, Update{Components: v2, Content: new("x"), Embeds: make([]Embed, 1)}, []string{
			"data.content: a message of components V2 has none: use a TextDisplay",
			"data.embeds: a message of components V2 has none: use a Container",
		}},
		"is of components V2": {layout, Update{Content: new("x")}, []string{"data.content: a message of components V2 has none: use a TextDisplay"}},
		"deferred":            {component, DeferredMessage{Flags: Ephemeral | SuppressEmbeds}, []string{"data.flags: a deferred message can have only the flag Ephemeral: set others when you edit it"}},
	} {
		t.Run(name, func(t *testing.T) { refused(t, test.to, test.answer, test.want...) })
	}
	for name, good := range map[string]Update{
		"becomes": {Components: v2, Content: new(""), Embeds: []Embed{}},
		"ten":     {Attachments: make([]KeptAttachment, 10)},
	} {
		_, err := EncodeAnswer(component, good)
		if note(t, name, component, good, err); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := EncodeUpdate(Update{Poll: &Poll{Question: "x", Answers: []PollAnswer{{Text: "x"}}}}); err != nil {
		t.Errorf("an edit can add a poll: %v", err)
	}
	if _, err := EncodeUpdate(Update{Content: new(text(2001))}); err == nil || err.Error() !=
		"discord: Discord would refuse this: content: 2001 characters, at most 2000" {
		t.Error(err)
	}
}

func TestCheckErrorText(t *testing.T) {
	_, err := EncodeMessage(Message{Flags: Urgent})
	const want = "discord: Discord would refuse this: flags: has a flag that only Discord sets; " +
		"an empty message: content, embeds, components, files or a poll are needed"
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestAnswerThatDoesNotFit(t *testing.T) {
	var missing *Message
	for _, test := range []struct {
		to     Interaction
		answer Answer
		want   error
	}{
		{&CommandInteraction{}, Update{}, ErrAnswerKind},
		{&CommandInteraction{}, &DeferredUpdate{}, ErrAnswerKind},
		{&CommandInteraction{}, Choices{}, ErrAnswerKind},
		{&AutocompleteInteraction{}, Message{Content: "x"}, ErrAnswerKind},
		{&ComponentInteraction{}, Choices{}, ErrAnswerKind},
		{&ModalInteraction{}, Modal{}, ErrAnswerKind},
		{&CommandInteraction{}, nil, ErrAnswerKind},
		{&CommandInteraction{}, missing, ErrAnswerKind},
		{nil, Message{Content: "x"}, ErrAnswerKind},
		{&CommandInteraction{}, struct{ Message }{Message{Content: "x"}}, ErrAnswerKind},
		{&AutocompleteInteraction{}, &struct{ RawAnswer }{RawAnswer(`{"type":8,"data":{"choices":[]}}`)}, ErrAnswerKind},
		{&CommandInteraction{}, RawAnswer(`[4]`), ErrRawAnswer},
		{&CommandInteraction{}, RawAnswer(`{"type":4,`), ErrRawAnswer},
		{&CommandInteraction{}, RawAnswer(`{"type":"4"}`), ErrRawAnswer},
		{&CommandInteraction{}, RawAnswer(nil), ErrRawAnswer},
	} {
		if _, err := EncodeAnswer(test.to, test.answer); !errors.Is(err, test.want) {
			t.Errorf("%T for %T: %v; want %v", test.answer, test.to, err, test.want)
		}
	}
}
