package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// components has a value of every type, with every field that an app may set, and its JSON.
var components = []struct {
	is   Component
	json string
}{
	{
		ActionRow{ID: 1, Components: []RowComponent{Button{Style: ButtonLink, Label: "x", URL: "https://x"}}},
		`{"type":1,"id":1,"components":[{"type":2,"style":5,"label":"x","url":"https://x"}]}`,
	},
	{
		Button{ID: 2, Style: ButtonPrimary, Label: "x", Emoji: &Emoji{ID: 1, Name: "e", Animated: true}, CustomID: "c", Disabled: true},
		`{"type":2,"id":2,"style":1,"label":"x","emoji":{"id":"1","name":"e","animated":true},"custom_id":"c","disabled":true}`,
	},
	{Button{Style: ButtonPremium, SKUID: 5}, `{"type":2,"style":6,"sku_id":"5"}`},
	{
		StringSelect{
			ID: 3, CustomID: "c", Placeholder: "p", MinValues: new(0), MaxValues: 2, Required: new(false), Disabled: true,
			Options: []SelectOption{{Label: "l", Value: "v", Description: "d", Emoji: &Emoji{Name: "🔥"}, Default: true}},
			Values:  []string{"v"},
		},
		`{"type":3,"id":3,"custom_id":"c","options":[{"label":"l","value":"v","description":"d","emoji":{"name":"🔥"},"default":true}],"placeholder":"p","min_values":0,"max_values":2,"required":false,"disabled":true,"values":["v"]}`,
	},
	{
		TextInput{ID: 4, CustomID: "c", Style: TextInputShort, MinLength: 1, MaxLength: 2, Required: new(true), Value: "v", Placeholder: "p"},
		`{"type":4,"id":4,"custom_id":"c","style":1,"min_length":1,"max_length":2,"required":true,"value":"v","placeholder":"p"}`,
	},
	{
		UserSelect{CustomID: "c", Placeholder: "p", DefaultValues: []DefaultValue{DefaultUser(1)}, MinValues: new(1), MaxValues: 1, Required: new(true), Disabled: true, Values: []Snowflake{2}},
		`{"type":5,"custom_id":"c","placeholder":"p","default_values":[{"id":"1","type":"user"}],"min_values":1,"max_values":1,"required":true,"disabled":true,"values":["2"]}`,
	},
	{RoleSelect{CustomID: "c", DefaultValues: []DefaultValue{DefaultRole(1)}}, `{"type":6,"custom_id":"c","default_values":[{"id":"1","type":"role"}]}`},
	{MentionableSelect{CustomID: "c", Values: []Snowflake{}}, `{"type":7,"custom_id":"c","values":[]}`},
	{
		ChannelSelect{CustomID: "c", ChannelTypes: []ChannelType{0, 5}, DefaultValues: []DefaultValue{DefaultChannel(1)}},
		`{"type":8,"custom_id":"c","channel_types":[0,5],"default_values":[{"id":"1","type":"channel"}]}`,
	},
	{
		Section{ID: 9, Components: []SectionComponent{TextDisplay{Content: "x"}}, Accessory: Thumbnail{Media: Media{URL: "u"}, Description: "d", Spoiler: true}},
		`{"type":9,"id":9,"components":[{"type":10,"content":"x"}],"accessory":{"type":11,"media":{"url":"u"},"description":"d","spoiler":true}}`,
	},
	{TextDisplay{ID: 10, Content: "<&>"}, `{"type":10,"id":10,"content":"<&>"}`},
	{
		MediaGallery{Items: []MediaItem{{
			Media: Media{
				URL: "u", ProxyURL: "p", Height: 1, Width: 2, Placeholder: "h", PlaceholderVersion: 3, ContentType: "t",
				Flags: MediaAnimated, AttachmentID: 4,
			},
			Description: "d", Spoiler: true,
		}}},
		`{"type":12,"items":[{"media":{"url":"u","proxy_url":"p","height":1,"width":2,"placeholder":"h","placeholder_version":3,"content_type":"t","flags":1,"attachment_id":"4"},"description":"d","spoiler":true}]}`,
	},
	{
		FileComponent{File: Media{URL: AttachmentURL("x.txt")}, Spoiler: true, Name: "x.txt", Size: 5},
		`{"type":13,"file":{"url":"attachment://x.txt"},"spoiler":true,"name":"x.txt","size":5}`,
	},
	{Separator{ID: 14, Divider: new(false), Spacing: SpacingLarge}, `{"type":14,"id":14,"divider":false,"spacing":2}`},
	{
		Container{Components: []ContainerComponent{Separator{}}, AccentColor: new(0), Spoiler: true},
		`{"type":17,"components":[{"type":14}],"accent_color":0,"spoiler":true}`,
	},
	{
		Label{ID: 18, Label: "l", Description: "d", Component: Checkbox{CustomID: "c", Default: true, Value: true}},
		`{"type":18,"id":18,"label":"l","description":"d","component":{"type":23,"custom_id":"c","default":true,"value":true}}`,
	},
	{
		Label{Label: "l", Component: FileUpload{CustomID: "c", MinValues: new(0), MaxValues: 10, Required: new(false), FileTypes: []string{"image", ".pdf"}, Values: []Snowflake{1}}},
		`{"type":18,"label":"l","component":{"type":19,"custom_id":"c","min_values":0,"max_values":10,"required":false,"file_types":["image",".pdf"],"values":["1"]}}`,
	},
	{
		RadioGroup{CustomID: "c", Options: []RadioOption{{Label: "l", Value: "v", Description: "d", Default: true}}, Required: new(false), Value: "v"},
		`{"type":21,"custom_id":"c","options":[{"label":"l","value":"v","description":"d","default":true}],"required":false,"value":"v"}`,
	},
	{
		CheckboxGroup{CustomID: "c", Options: []CheckboxOption{{Label: "l", Value: "v", Description: "d", Default: true}}, MinValues: new(0), MaxValues: 1, Required: new(false), Values: []string{"v"}},
		`{"type":22,"custom_id":"c","options":[{"label":"l","value":"v","description":"d","default":true}],"min_values":0,"max_values":1,"required":false,"values":["v"]}`,
	},
	{TextInputRow{ID: 1, Components: []TextInput{{CustomID: "c", Value: "v"}}}, `{"type":1,"id":1,"components":[{"type":4,"custom_id":"c","value":"v"}]}`},
	{RawComponent(`{"type":99,"new":[1.0]}`), `{"type":99,"new":[1.0]}`},
}

func TestComponentsJSON(t *testing.T) {
	for _, test := range components {
		t.Run(fmt.Sprintf("%T", test.is), func(t *testing.T) {
			got, err := json.Marshal(test.is)
			if err != nil || !sameJSON(t, got, []byte(test.json)) {
				t.Errorf("encoded\n%s, want\n%s: %v", got, test.json, err)
			}
			w := wire.NewWriter(0)
			if writeComponent(&w, test.is); true {
				if got, err := w.Finish(); err != nil || string(got) != test.json {
					t.Errorf("written as\n%s, want\n%s: %v", got, test.json, err)
				}
			}
			for name, decode := range unmarshalers {
				var list Components[Component]
				if err := decode([]byte("["+test.json+"]"), &list); err != nil || len(list) != 1 || !reflect.DeepEqual(list[0], test.is) {
					t.Errorf("%s decoded %#v, want %#v: %v", name, list, test.is, err)
				}
				alone := reflect.New(reflect.TypeOf(test.is))
				if err := decode([]byte(test.json), alone.Interface()); err != nil || !reflect.DeepEqual(alone.Elem().Interface(), test.is) {
					t.Errorf("%s decoded alone %#v, want %#v: %v", name, alone.Elem(), test.is, err)
				}
			}
		})
	}
}

// sameJSON compares two JSON texts by value. An empty list is null where the judge writes it so.
func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	var x, y any
	if err := errors.Join(json.Unmarshal(a, &x), json.Unmarshal(b, &y)); err != nil {
		t.Fatal(err)
	}
	if writesNil {
		x, y = emptyIsNil(x), emptyIsNil(y)
	}
	return reflect.DeepEqual(x, y)
}

func emptyIsNil(v any) any {
	switch v := v.(type) {
	case []any:
		if len(v) == 0 {
			return nil
		}
		for i := range v {
			v[i] = emptyIsNil(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = emptyIsNil(v[name])
		}
	}
	return v
}

// Data from a newer version of Discord must not be lost, and must not cause an error.
func TestOddComponentsAreKeptRaw(t *testing.T) {
	for _, test := range []struct{ json, want string }{
		{`null`, `[]`},
		{`[]`, `[]`},
		{`[{"type":99}]`, `[RawComponent]`},
		{`[{}]`, `[RawComponent]`},
		{`[{"type":"1"}]`, `[RawComponent]`},
		{`[1,"x",[],null]`, `[RawComponent RawComponent RawComponent RawComponent]`},
		{`[{"type":2,"style":"x"}]`, `[RawComponent]`},
		{`[{"type":2,"style":77,"new":1,"label":null,"id":null}]`, `[Button]`},
		{`[{"data":{"type":3},"type":2}]`, `[Button]`},
		{`[{"type":3,"type":2}]`, `[Button]`},
		{`[{"type":1,"components":[{"type":10},{"type":2}]}]`, `[ActionRow RawComponent Button]`},
		{`[{"type":1,"components":[{"type":4}]}]`, `[TextInputRow TextInput]`},
		{`[{"type":1,"components":null}]`, `[ActionRow]`},
		{`[{"type":17,"components":[{"type":17,"components":[{"type":2}]}]}]`, `[Container RawComponent Button]`},
		{`[{"type":9,"accessory":{"type":99}}]`, `[Section RawComponent]`},
		{`[{"type":9,"accessory":null}]`, `[Section]`},
		{`[{"type":18,"component":{"type":50,"component":{"type":4}}}]`, `[Label RawComponent TextInput]`},
	} {
		var list Components[Component]
		if err := decode([]byte(test.json), readComponents, &list); err != nil {
			t.Errorf("%s: %v", test.json, err)
			continue
		}
		names := []string{}
		for c := range list.All() {
			names = append(names, reflect.TypeOf(c).Name())
		}
		if got := fmt.Sprint(names); got != test.want {
			t.Errorf("%s holds %s, want %s", test.json, got, test.want)
		}
	}
	for _, broken := range []string{`{}`, `1`, `"x"`, `[`, `[{]`} {
		var list Components[Component]
		if json.Unmarshal([]byte(broken), &list) == nil {
			t.Errorf("%s decoded", broken)
		}
	}
}

// If components in the wrong place were decoded before they are dropped, this would take minutes.
func TestDeepNestingIsCheap(t *testing.T) {
	var body []byte
	const depth = 3000
	for range depth {
		body = append(body, `{"type":17,"components":[`...)
	}
	for range depth {
		body = append(body, `]}`...)
	}
	var list Components[Component]
	if err := json.Unmarshal(append(append([]byte{'['}, body...), ']'), &list); err != nil {
		t.Fatal(err)
	}
	n := 0
	for range list.All() {
		n++
	}
	if n != deepest+1 {
		t.Errorf("%d components", n)
	}
}

func TestAllCanStopAnywhere(t *testing.T) {
	var list Components[Component]
	for _, c := range components {
		list = append(list, c.is)
	}
	total := 0
	for range list.All() {
		total++
	}
	for stop := 1; stop <= total; stop++ {
		n := 0
		for range list.All() {
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Errorf("stopped after %d, want %d", n, stop)
		}
	}
	for _, c := range list.ForMessage() {
		switch c.(type) {
		case ActionRow, Section, TextDisplay, MediaGallery, FileComponent, Separator, Container, RawComponent:
		default:
			t.Errorf("%T at the top of a message", c)
		}
	}
	if n := len(list.ForMessage()); n != 8 {
		t.Errorf("%d components may stand at the top of a message", n)
	}
}
