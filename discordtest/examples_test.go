package discordtest

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// example is a body from a test of package discord, and the fields at which discord refuses it.
type example struct {
	Name  string
	Kind  string
	Body  json.RawMessage
	Files []struct{ Name, Type string }
	// Message is the message that an update changes. Focused is the type of the option that choices
	// are for.
	Message object
	Focused discord.OptionType
	Fields  []string
}

// different are the examples that the test Discord judges differently, with its fields and the
// reason.
var different = map[string]struct {
	fields []string
	reason string
}{
	"TestAnswersJSON/a raw row is not":                   {[]string{"components[0].components"}, unchecked},
	"TestAnswersJSON/so is what is new":                  {[]string{"components[1]"}, unchecked},
	"TestGoodAnswersPass/layout":                         {[]string{"components[3]"}, unchecked},
	"TestGoodAnswersPass/modal 2":                        {[]string{"components[1]"}, unchecked},
	"TestChoicesRefused/a_pointer":                       {nil, "in JSON it is a string"},
	"TestCommandCheck/not UTF-8":                         {nil, "JSON is UTF-8"},
	"TestMessageRefused/poll_without_answers":            {[]string{"poll.answers", "poll.question.text"}, "in JSON 90 minutes are 1 hour"},
	"TestOptionCheck/everything misplaced":               {[]string{"options[0].autocomplete", "options[0].max_length", "options[0].max_value", "options[0].min_length", "options[0].min_value"}, "in JSON empty lists are missing"},
	"TestMessageRefused/files":                           {[]string{""}, "Discord has a code for it and names no field"},
	"TestModalRefused/checkbox":                          {[]string{input + "custom_id"}, ignored},
	"TestModalRefused/checkbox_group":                    {[]string{input + "custom_id", input + "max_values", input + "min_values", input + "options"}, ignored},
	"TestModalRefused/radio_group":                       {[]string{input + "options", input + "options[0].description", input + "options[0].label", input + "options[0].value"}, ignored},
	"TestRowComponentsRefused/received_values":           {nil, ignored},
	"TestRowComponentsRefused/string_select":             {[]string{button + "custom_id", button + "max_values", button + "min_values", button + "options", button + "placeholder"}, ignored},
	"TestComponentsShowFilesOfTheMessage/renamed so far": {[]string{"components[0].file.url"}, "Discord might rename the file so, the test Discord does not"},
	"TestURLs/image attachment://firefly.png":            {[]string{""}, dropped},
	"TestURLs/image attachment://fire fly.png":           {[]string{""}, dropped},
	"TestUpdateRefused/flags":                            {nil, "Discord ignores a flag that an edit cannot change, so the app's mistake would not show"},
	"TestAnswersJSON/update that clears":                 {[]string{""}, "only Discord knows that nothing else is in the message"},
	"TestModalRefused/file_upload":                       {fileUpload(), ignored},
	"TestUpdateRefused/no_message":                       {[]string{"content"}, "the type is judged before the data: TestWhatAnswersWhat"},
}

const (
	unchecked = "package discord lets through what only a newer Discord knows"
	ignored   = "Discord ignores a field that it does not know, and the app's mistake would not show"
	dropped   = "an embed loses a picture that is not among the files, and this one has nothing else"

	input  = "components[0].component."
	button = "components[0].components[0]."
)

// fileUpload are the fields of an upload with 12 wrong file types.
func fileUpload() []string {
	fields := []string{input + "custom_id", input + "file_types", input + "max_values", input + "min_values"}
	for n := range 12 {
		fields = append(fields, indexPath(input+"file_types", n))
	}
	slices.Sort(fields)
	return fields
}

var repeated = regexp.MustCompile(`⟦(.)×(\d+)⟧`)

// examples reads the file of examples, in which a character that is repeated is written as
// "⟦x×100⟧".
func examples(t *testing.T) (all []example) {
	t.Helper()
	text, err := os.ReadFile("../discord/testdata/examples.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		line = repeated.ReplaceAllStringFunc(line, func(short string) string {
			found := repeated.FindStringSubmatch(short)
			n, _ := strconv.Atoi(found[2])
			return strings.Repeat(found[1], n)
		})
		var x example
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatalf("%v: %.200s", err, line)
		}
		all = append(all, x)
	}
	return all
}

// judge makes the test Discord judge an example as it judges a request.
func (x *example) judge(t *testing.T, api *API) *Refusal {
	t.Helper()
	f := &callForm{json: x.Body, files: map[int]File{}}
	for n, file := range x.Files {
		f.files[n] = File{Name: file.Name, ContentType: file.Type, Data: []byte("x")}
		f.order = append(f.order, n)
	}
	var refused *Refusal
	switch x.Kind {
	case "message":
		_, refused = api.newMessage(origin{}, f)
	case "update":
		m := &storedMessage{object: object{"content": "", "flags": 0.0}, files: []*attachment{{id: 7, object: object{}}}}
		if x.Message != nil {
			m.object = x.Message
		}
		var lists struct {
			Attachments []sentAttachment `json:"attachments"`
		}
		_ = f.decode(&lists)
		for _, kept := range lists.Attachments {
			m.files = append(m.files, &attachment{id: kept.ID, object: object{}})
		}
		refused = api.editMessage(origin{}, m, f)
	case "modal":
		_, refused = checkModal(f)
	case "choices":
		i := &interaction{raw: object{"data": map[string]any{"options": []any{map[string]any{"focused": true, "type": float64(x.Focused)}}}}}
		refused = checkChoices(i, f)
	case "command":
		refused = checkCommand(x.Body)
	case "commands":
		refused = checkCommands(0, x.Body)
	default:
		t.Fatalf("%s: no kind %q", x.Name, x.Kind)
	}
	return refused
}

// Every example that package discord refuses is refused here too, at the same fields and by rules
// that are written independently of it, and every example that it accepts is accepted.
func TestExamplesOfDiscord(t *testing.T) {
	api := NewAPI(APIOptions{})
	refused := 0
	for _, x := range examples(t) {
		refusal := x.judge(t, api)
		got, want := fieldsOf(refusal), x.Fields
		slices.Sort(got)
		got = slices.Compact(got)
		if d, ok := different[x.Name]; ok {
			if slices.Equal(d.fields, want) {
				t.Errorf("%s is not different any more", x.Name)
			}
			want = d.fields
			delete(different, x.Name)
		}
		if len(want) > 0 {
			refused++
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n\trefused at %q\n\twant       %q", x.Name, got, want)
		}
	}
	for name := range different {
		t.Errorf("there is no example %s", name)
	}
	if refused < 150 {
		t.Errorf("%d examples are refused", refused)
	}
}
