package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// ruled are bodies that two implementations of the same rules judge: package discord, and the test
// Discord without it. They must refuse a body at the named field, or accept it if no field is
// named.
var ruled = []struct{ name, kind, body, refused string }{
	{"a link button without a scheme", "message", row(`{"type":2,"style":5,"label":"x","url":"example.com"}`), "url"},
	{"a link button into the client", "message", row(`{"type":2,"style":5,"label":"x","url":"discord://-/settings"}`), ""},
	{"a link button over HTTPS", "message", row(`{"type":2,"style":5,"label":"x","url":"https://example.com"}`), ""},
	{"a link button over FTP", "message", row(`{"type":2,"style":5,"label":"x","url":"ftp://example.com"}`), "url"},
	{"an author's icon over FTP", "message", `{"embeds":[{"author":{"name":"x","icon_url":"ftp://example.com/a.png"}}]}`, "icon_url"},
	{"an author's icon", "message", `{"embeds":[{"author":{"name":"x","icon_url":"http://example.com/a.png"}}]}`, ""},
	{"an author's icon that is uploaded", "message", `{"embeds":[{"author":{"name":"x","icon_url":"attachment://a.png"}}]}`, ""},
	{"an author's address that is uploaded", "message", `{"embeds":[{"author":{"name":"x","url":"attachment://a.png"}}]}`, "url"},
	{"a footer's icon without a host", "message", `{"embeds":[{"footer":{"text":"x","icon_url":"https://"}}]}`, "icon_url"},
	{"an embed's address with a space", "message", `{"embeds":[{"title":"x","url":"https://example.com/a b"}]}`, "url"},
	{"an embed's picture without a scheme", "message", `{"embeds":[{"image":{"url":"a.png"}}]}`, "url"},
	{"an embed's thumbnail as data", "message", `{"embeds":[{"thumbnail":{"url":"data:image/png;base64,AA"}}]}`, "url"},
	{"a gallery of a picture elsewhere", "message", v2(`{"type":12,"items":[{"media":{"url":"https://example.com/a.png"}}]}`), ""},
	{"a gallery of no address", "message", v2(`{"type":12,"items":[{"media":{"url":""}}]}`), "url"},
	{"a thumbnail over FTP, in a container", "message", v2(`{"type":17,"components":[{"type":9,"components":[{"type":10,"content":"x"}],"accessory":{"type":11,"media":{"url":"ftp://x/y"}}}]}`), "url"},
	{"a file that is not there", "message", v2(`{"type":13,"file":{"url":"attachment://a.txt"}}`), "url"},
	{"empty embeds alone", "message", `{"embeds":[{},{"type":"rich"}]}`, "-"},
	{"an empty embed beside content", "message", `{"content":"x","embeds":[{}]}`, ""},
	{"an embed of empty fields", "message", `{"embeds":[{"fields":[{"name":"","value":""}]}]}`, ""},
	{"fewer options than can be chosen", "message", row(`{"type":3,"custom_id":"s","max_values":3,"options":[{"label":"a","value":"a"}]}`), "options"},
	{"fewer options than must be chosen", "message", row(`{"type":3,"custom_id":"s","min_values":2,"max_values":2,"options":[{"label":"a","value":"a"}]}`), "options"},
	{"as many options as can be chosen", "message", row(`{"type":3,"custom_id":"s","max_values":2,"options":[{"label":"a","value":"a"},{"label":"b","value":"b"}]}`), ""},
	{"an apostrophe in a name", "command", `{"name":"l'un","description":"d"}`, "name"},
	{"a letter in its place", "command", `{"name":"lʼun","description":"d"}`, ""},
	{"an apostrophe in a user command", "command", `{"type":2,"name":"Who's this"}`, ""},
	{"an apostrophe in a localized name", "command", `{"name":"x","description":"d","name_localizations":{"fr":"l'un"}}`, "fr"},
	{"an apostrophe in an option", "command", `{"name":"x","description":"d","options":[{"type":3,"name":"l'un","description":"d"}]}`, "name"},
	{"names that clash in a locale", "command", options(`"de":"x"`, `"de":"x"`), "de"},
	{"names that clash across locales", "command", options(`"de":"x"`, `"fr":"x"`), ""},
	{"a localized name that is another's default", "command", options(`"de":"b"`, ""), "de"},
	{"a localized name that is its own default", "command", options(`"de":"a"`, ""), ""},
	{"names that clash in a subcommand", "command", `{"name":"x","description":"d","options":[{"type":1,"name":"s","description":"d","options":[
		{"type":3,"name":"a","description":"d","name_localizations":{"de":"b"}},{"type":3,"name":"b","description":"d"}]}]}`, "de"},
}

// reported are bodies that other libraries were reported to judge wrongly.
var reported = []struct{ name, kind, body, refused string }{
	// bwmarrin/discordgo#1479, discordjs/discord.js#11375
	{"an emoji of nothing", "message", row(`{"type":2,"style":1,"custom_id":"c","label":"x","emoji":{}}`), "emoji.name"},
	{"a custom emoji without a name", "message", row(`{"type":2,"style":1,"custom_id":"c","emoji":{"id":"5"}}`), ""},
	// discord/discord-api-docs#3202, discordjs/discord.js#11565
	{"a minimum without a maximum", "message", row(`{"type":5,"custom_id":"s","min_values":2}`), "min_values"},
	{"a required select in a message", "message", row(`{"type":5,"custom_id":"s","required":true,"min_values":0}`), ""},
	// discord-jda/JDA#3084, discordjs/discord-api-types#762
	{"a choice of an empty text", "command", one(`"type":3,"choices":[{"name":"none","value":""}]`), ""},
	{"autocomplete with an empty list of choices", "command", one(`"type":3,"autocomplete":true,"choices":[]`), ""},
	{"choices of a boolean", "command", one(`"type":5,"choices":[{"name":"a","value":"a"}]`), "choices"},
	{"options of a boolean", "command", one(`"type":5,"options":[{"type":5,"name":"b","description":"d"}]`), "options"},
	{"file types of a text", "command", one(`"type":3,"file_types":[".pdf"]`), "file_types"},
	// twilight-rs/twilight#2071
	{"two options of one name", "command", `{"name":"x","description":"d","options":[{"type":3,"name":"a","description":"d"},{"type":4,"name":"a","description":"d"}]}`, "options[1].name"},
	{"a locale that only the description has", "command", `{"name":"x","description":"d","name_localizations":{"ar":"y"}}`, ""},
	{"a locale of nobody", "command", `{"name":"x","description":"d","name_localizations":{"xx":"y"}}`, "name_localizations"},
	{"an entry point in a guild", "guild", `[{"type":4,"name":"Play","handler":2}]`, "-"},
	// discordjs/discord.js#11316 and #11182
	{"an option with a label of 100 characters in a modal", "modal", labelled(`{"type":3,"custom_id":"s","options":[{"label":"` + strings.Repeat("x", 100) + `","value":"a"}]}`), ""},
	{"a text input with an empty value", "modal", labelled(`{"type":4,"custom_id":"t","style":1,"value":""}`), ""},
	{"an upload of no file that is required", "modal", labelled(`{"type":19,"custom_id":"f","min_values":0}`), "min_values"},
	{"a custom ID of 100 wide characters", "message", row(`{"type":2,"style":1,"label":"x","custom_id":"` + strings.Repeat("漢", 100) + `"}`), ""},
	{"a custom ID of 101 wide characters", "message", row(`{"type":2,"style":1,"label":"x","custom_id":"` + strings.Repeat("漢", 101) + `"}`), "custom_id"},
}

func one(fields string) string {
	return `{"name":"x","description":"d","options":[{"name":"a","description":"d",` + fields + `}]}`
}

func labelled(component string) string {
	return `{"custom_id":"m","title":"t","components":[{"type":18,"label":"l","component":` + component + `}]}`
}

func row(component string) string {
	return `{"components":[{"type":1,"components":[` + component + `]}]}`
}

func v2(component string) string { return `{"flags":32768,"components":[` + component + `]}` }

func options(a, b string) string {
	return fmt.Sprintf(`{"name":"x","description":"d","options":[{"type":3,"name":"a","description":"d","name_localizations":{%s}},
		{"type":3,"name":"b","description":"d","name_localizations":{%s}}]}`, a, b)
}

// byDiscord returns the fields that package discord refuses.
func byDiscord(t *testing.T, kind, body string) []string {
	t.Helper()
	var err error
	switch kind {
	case "command":
		var c discord.Command
		if bad := json.Unmarshal([]byte(body), &c); bad != nil {
			t.Fatal(bad)
		}
		err = c.Check()
	case "guild":
		var c []discord.Command
		if bad := json.Unmarshal([]byte(body), &c); bad != nil {
			t.Fatal(bad)
		}
		err = discord.CheckCommands(7, c)
	case "modal":
		var m discord.Modal
		if bad := json.Unmarshal([]byte(body), &m); bad != nil {
			t.Fatal(bad)
		}
		_, err = discord.EncodeAnswer(&discord.CommandInteraction{}, m)
	default:
		var m discord.Message
		if bad := json.Unmarshal([]byte(body), &m); bad != nil {
			t.Fatal(bad)
		}
		_, err = discord.EncodeMessage(m)
	}
	var refused *discord.CheckError
	var fields []string
	if errors.As(err, &refused) {
		for _, v := range refused.Violations {
			fields = append(fields, v.Path)
		}
	} else if err != nil {
		t.Fatal(err)
	}
	return fields
}

// byItself returns the fields that the test Discord refuses. A refusal of the whole body has one
// empty field.
func byItself(t *testing.T, api *API, kind, body string) []string {
	t.Helper()
	var refused *Refusal
	switch kind {
	case "command":
		refused = checkCommand([]byte(body))
	case "guild":
		refused = checkCommands(7, []byte(body))
	case "modal":
		_, refused = checkModal(&callForm{json: []byte(body)})
	default:
		_, refused = api.newMessage(origin{}, &callForm{json: []byte(body)})
	}
	return fieldsOf(refused)
}

func fieldsOf(refused *Refusal) (fields []string) {
	if refused == nil {
		return nil
	}
	for _, f := range refused.Fields {
		fields = append(fields, f.Path)
	}
	if fields == nil {
		return []string{""}
	}
	return fields
}

func TestRulesAreKeptTwice(t *testing.T) {
	api := NewAPI(APIOptions{})
	for _, test := range slices.Concat(ruled, reported) {
		for checker, fields := range map[string][]string{
			"discord": byDiscord(t, test.kind, test.body), "discordtest": byItself(t, api, test.kind, test.body),
		} {
			switch want := strings.TrimPrefix(test.refused, "-"); {
			case test.refused == "" && len(fields) > 0:
				t.Errorf("%s refuses %s at %q", checker, test.name, fields)
			case test.refused != "" && (len(fields) != 1 || !strings.HasSuffix(fields[0], want)):
				t.Errorf("%s refuses %s at %q, want %q", checker, test.name, fields, want)
			}
		}
	}
}

// Each component in a wrong place is refused only for its place. Package discord cannot express
// such messages.
func TestComponentsInWrongPlaces(t *testing.T) {
	const (
		button    = `{"type":2,"style":1,"label":"x","custom_id":"b"}`
		text      = `{"type":10,"content":"x"}`
		input     = `{"type":4,"custom_id":"t","style":1}`
		pick      = `{"type":5,"custom_id":"s"}`
		thumbnail = `{"type":11,"media":{"url":"https://example.com/a.png"}}`
		container = `{"type":17,"components":[` + text + `]}`
	)
	in := func(kind, of string) string { return `{"type":` + kind + `,"components":[` + of + `]}` }
	api := NewAPI(APIOptions{})
	for body, at := range map[string]string{
		v2(button): "", v2(pick): "", v2(thumbnail): "", v2(input): "", v2(`{"type":18,"label":"l","component":` + pick + `}`): "",
		v2(`{"type":19,"custom_id":"f"}`): "", v2(`{"type":23,"custom_id":"c"}`): "", v2(`{"type":99}`): "", v2(`5`): "",
		`{"components":[` + text + `]}`: "", `{"components":[` + container + `]}`: "", `{"components":[{"type":14}]}`: "",
		row(text): ".components[0]", row(input): ".components[0]", v2(in("17", container)): ".components[0]", v2(in("17", button)): ".components[0]",
		v2(`{"type":9,"components":[` + button + `],"accessory":` + thumbnail + `}`): ".components[0]",
		v2(`{"type":9,"components":[` + text + `],"accessory":` + text + `}`):        ".accessory",
		v2(`{"type":9,"components":[` + text + `]}`):                                 ".accessory",
	} {
		if fields := byItself(t, api, "message", body); len(fields) != 1 || fields[0] != "components[0]"+at {
			t.Errorf("%s is refused at %q, want %q", body, fields, at)
		}
	}
	modal := func(of string) string { return `{"custom_id":"m","title":"t","components":[` + of + `]}` }
	for body, at := range map[string]string{
		modal(button): "", modal(input): "", modal(pick): "", modal(container): "", modal(thumbnail): "", modal(`{"type":21,"custom_id":"r"}`): "",
		modal(`{"type":12,"items":[]}`): "", modal(`{"type":13,"file":{"url":"attachment://a"}}`): "", modal(`{"type":9}`): "",
		modal(in("1", button)): ".components[0]", labelled(button): ".component", labelled(text): ".component", labelled(`null`): ".component",
	} {
		if fields := byItself(t, api, "modal", body); len(fields) != 1 || fields[0] != "components[0]"+at {
			t.Errorf("%s is refused at %q, want %q", body, fields, at)
		}
	}
}

// The rules also judge JSON that the types of package discord cannot express.
func TestWhatOnlyJSONSays(t *testing.T) {
	api := NewAPI(APIOptions{})
	for body, want := range map[string]string{
		row(`{"type":5,"custom_id":"s","max_values":0}`):                                                        "max_values",
		row(`{"type":2,"style":1,"label":5,"custom_id":"b"}`):                                                   "label",
		row(`{"type":2,"style":1,"label":"x","custom_id":"b","components":[1]}`):                                "",
		row(`{"type":2,"style":1.5,"label":"x","custom_id":"b"}`):                                               "style",
		row(`{"type":3,"custom_id":"s","options":5}`):                                                           "options",
		v2(`{"type":12,"items":[{"media":{"url":"https://x/a"},"description":""}]}`):                            "description",
		v2(`{"type":14,"spacing":0}`):                                                                           "spacing",
		`{"content":"x","embeds":[{"fields":[{"name":"n"}]}]}`:                                                  "value",
		`{"content":"x","poll":{"question":{"text":"q"},"answers":[{"poll_media":{"text":"a"}}],"duration":0}}`: "duration",
	} {
		fields := byItself(t, api, "message", body)
		if want == "" && fields != nil || want != "" && (len(fields) != 1 || !strings.HasSuffix(fields[0], want)) {
			t.Errorf("%s is refused at %q, want %q", body, fields, want)
		}
	}
	deferral := refusedDeferral(api, `{"flags":64}`)
	if fields := fieldsOf(refusedDeferral(api, `{"flags":68}`)); !slices.Equal(fields, []string{"flags"}) || deferral != nil {
		t.Errorf("deferrals are refused at %q and for %v", fields, deferral)
	}
}

func refusedDeferral(api *API, data string) *Refusal {
	return api.takeDeferral(&interaction{common: &discord.Envelope{}, raw: object{}}, &callForm{json: []byte(data)})
}
