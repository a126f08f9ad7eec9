package conformance

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// difference is a place where Discord's description and its documentation disagree. We follow the
// documentation.
type difference struct {
	name, reason string
	// object changes one JSON object of a body to what the description wants.
	object func(map[string]any)
	// example is a body in which the description refuses this and nothing else.
	pointer, example string
}

func (d *difference) apply(node any) {
	switch x := node.(type) {
	case map[string]any:
		d.object(x)
		for _, child := range x {
			d.apply(child)
		}
	case []any:
		for _, child := range x {
			d.apply(child)
		}
	}
}

// differences are all of them, each with its reason.
var differences = []difference{
	{
		name: "default_member_permissions",
		reason: "the description wants an integer; the documentation has a string, since 64 bits do not fit a number of " +
			"JavaScript's, and Discord's own answers have a string",
		object:  asNumbers("default_member_permissions"),
		pointer: commandRequest,
		example: `{"name":"a","description":"d","default_member_permissions":"32"}`,
	},
	{
		name: "permissions",
		reason: "as for default_member_permissions: roles, channel overwrites and install parameters are documented with " +
			"permissions as strings",
		object:  asNumbers("permissions", "allow", "deny"),
		pointer: overwritePermissionsRequest,
		example: `{"type":0,"allow":"1024","deny":"0"}`,
	},
	{
		name:   "forwards",
		reason: "a message reference of type 1, a forward, is documented; the description knows replies alone",
		object: func(o map[string]any) {
			if _, found := o["message_id"]; found && o["type"] == json.Number("1") {
				delete(o, "type")
			}
		},
		pointer: messageRequest,
		example: `{"message_reference":{"type":1,"message_id":"2","channel_id":"1"}}`,
	},
	{
		name:    "nsfw",
		reason:  "age-restricted commands are documented; the description's requests do not know the field, its answers do",
		object:  without("nsfw", "name"),
		pointer: commandRequest,
		example: `{"name":"a","description":"d","nsfw":true}`,
	},
	{
		name:    "file_types",
		reason:  "file type filtering is documented, for file uploads and attachment options; the description is older",
		object:  without("file_types", "type"),
		pointer: commandRequest,
		example: `{"name":"a","description":"d","options":[{"type":11,"name":"f","description":"d","file_types":[".pdf"]}]}`,
	},
	{
		name:    "emoji animated",
		reason:  "the documentation has id, name and animated in a component's emoji; the description knows the first two",
		object:  without("animated", "name"),
		pointer: callbackRequest,
		example: `{"type":4,"data":{"components":[{"type":1,"components":[{"type":2,"style":1,"custom_id":"a",
			"emoji":{"id":"1","name":"a","animated":true}}]}]}}`,
	},
	{
		name:   "attachment URLs",
		reason: "a URI's host cannot have every character that a file's name can: Discord takes the name as it stands",
		object: func(o map[string]any) {
			for _, key := range []string{"url", "icon_url"} {
				name, found := strings.CutPrefix(text(o[key]), "attachment://")
				if found && strings.Contains(name, " ") {
					o[key] = "attachment://" + strconv.Itoa(len(name))
				}
			}
		},
		pointer: callbackRequest,
		example: `{"type":4,"data":{"components":[{"type":13,"file":{"url":"attachment://a b.png"}}]}}`,
	},
}

// asNumbers turns texts of digits in these fields into numbers.
func asNumbers(fields ...string) func(map[string]any) {
	return func(o map[string]any) {
		for _, field := range fields {
			if bits, err := strconv.ParseUint(text(o[field]), 10, 64); err == nil {
				o[field] = json.Number(strconv.FormatUint(bits, 10))
			}
		}
	}
}

// without takes a field out of the objects that have another one too.
func without(field, beside string) func(map[string]any) {
	return func(o map[string]any) {
		if _, found := o[beside]; found {
			delete(o, field)
		}
	}
}

// text is a string, or empty.
func text(v any) string {
	s, _ := v.(string)
	return s
}

// TestDifferencesAreReal checks for each difference that the description refuses what we send, and
// that the difference is the only reason. It prints the list.
func TestDifferencesAreReal(t *testing.T) {
	d := discordDescription(t)
	for i := range differences {
		x := &differences[i]
		t.Logf("%s: %s", x.name, x.reason)
		if d.acceptsAsItIs(t, x.pointer, []byte(x.example)) == nil {
			t.Errorf("%s: the description accepts it now: take it off the list", x.name)
		}
		if err := d.accepts(t, x.pointer, []byte(x.example)); err != nil {
			t.Errorf("%s: something else is in the way: %v", x.name, err)
		}
	}
}
