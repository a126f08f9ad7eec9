package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// ruled are bodies that two writers of the same rules judge: package discord, and the test Discord
// without it. A body is refused at the field that is named, or accepted where none is.
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
	if kind == "command" {
		var c discord.Command
		if bad := json.Unmarshal([]byte(body), &c); bad != nil {
			t.Fatal(bad)
		}
		err = c.Check()
	} else {
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

// byItself returns the fields that the test Discord refuses. A refusal of the whole has one empty
// field.
func byItself(t *testing.T, api *API, kind, body string) []string {
	t.Helper()
	var refused *Refusal
	if kind == "command" {
		refused = checkCommand([]byte(body))
	} else {
		_, refused = api.newMessage(origin{}, &form{json: []byte(body)})
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
	for _, test := range ruled {
		for who, fields := range map[string][]string{
			"discord": byDiscord(t, test.kind, test.body), "discordtest": byItself(t, api, test.kind, test.body),
		} {
			switch want := strings.TrimPrefix(test.refused, "-"); {
			case test.refused == "" && len(fields) > 0:
				t.Errorf("%s refuses %s at %q", who, test.name, fields)
			case test.refused != "" && (len(fields) != 1 || !strings.HasSuffix(fields[0], want)):
				t.Errorf("%s refuses %s at %q, want %q", who, test.name, fields, want)
			}
		}
	}
}
