package discord

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The samples in testdata/received hold every field that Discord documents for the objects that it
// sends, with values that are not zero, so the test finds a lost field. The test decodes, encodes
// and compares them.

// decoders maps the beginning of a sample's name to the type that it is decoded into.
var decoders = []struct {
	prefix string
	into   func() any
}{
	{"chat_input_command", func() any { return new(CommandInteraction) }},
	{"user_command", func() any { return new(CommandInteraction) }},
	{"message_command", func() any { return new(CommandInteraction) }},
	{"entry_point_command", func() any { return new(CommandInteraction) }},
	{"autocomplete", func() any { return new(AutocompleteInteraction) }},
	{"components_of_messages", func() any { return new(Components[Component]) }},
	{"components_of_modals", func() any { return new(Components[Component]) }},
	{"commands", func() any { return new([]Command) }},
	{"component", func() any { return new(ComponentInteraction) }},
	{"modal", func() any { return new(ModalInteraction) }},
	{"event_", func() any { return new(Event) }},
	{"application", func() any { return new(Application) }},
}

// accepted are the differences that are allowed in samples, each with its reason.
var accepted = func() map[string]string {
	list := map[string]string{}
	for _, added := range []string{
		`channel_id: nothing became "0"`,
		`mention_everyone: nothing became false`,
		`pinned: nothing became false`, `tts: nothing became false`,
	} {
		list["event_game_direct_message_delete: event.data."+added] = "a message between provisional accounts " +
			"lacks fields that every other message has, and encoding writes those"
	}
	return list
}()

func samples(t testing.TB) map[string][]byte {
	files, err := filepath.Glob("testdata/received/*.json")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d samples, %v", len(files), err)
	}
	found := make(map[string][]byte, len(files))
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found[strings.TrimSuffix(filepath.Base(file), ".json")] = body
	}
	return found
}

func newSample(t testing.TB, name string) any {
	for _, d := range decoders {
		if strings.HasPrefix(name, d.prefix) {
			return d.into()
		}
	}
	t.Fatalf("%s: nothing to decode it into", name)
	return nil
}

func TestSamplesLoseNothing(t *testing.T) {
	missing := maps.Clone(accepted)
	for name, body := range samples(t) {
		for way, unmarshal := range unmarshalers {
			value := newSample(t, name)
			if err := unmarshal(body, value); err != nil {
				t.Errorf("%s: %s: %v", name, way, err)
				continue
			}
			for out, marshal := range marshalers {
				again, err := marshal(value)
				if err != nil {
					t.Errorf("%s: %s: %v", name, out, err)
					continue
				}
				for _, difference := range differences(t, body, again) {
					if _, ok := accepted[name+": "+difference]; !ok {
						t.Errorf("%s: in by %s, out by %s: %s", name, way, out, difference)
					}
					delete(missing, name+": "+difference)
				}
			}
		}
	}
	for difference, reason := range missing {
		t.Errorf("no sample has the accepted difference %q: %s", difference, reason)
	}
}

// TestSamplesCanFail shows that a lost, a changed and an added field are found.
func TestSamplesCanFail(t *testing.T) {
	const whole = `{"a":{"b":[1,{"c":"x"}]},"t":"2026-03-04T05:06:07+00:00","n":null}`
	for text, want := range map[string][]string{
		`{"a":{"b":[1,{"c":"x"}]},"t":"2026-03-04T05:06:07Z"}`:          nil,
		`{"a":{"b":[1,{}]},"t":"2026-03-04T05:06:07Z","n":null}`:        {`a.b[1].c: "x" became nothing`},
		`{"a":{"b":[1]},"t":"2026-03-04T05:06:07Z","n":null}`:           {`a.b[1]: {"c":"x"} became nothing`},
		`{"a":{"b":[2,{"c":"x"}]},"t":"2026-03-04T05:06:08Z","n":null}`: {`a.b[0]: 1 became 2`, `t: "2026-03-04T05:06:07+00:00" became "2026-03-04T05:06:08Z"`},
		`{"a":{"b":[1,{"c":"x"}]},"t":"2026-03-04T05:06:07Z","n":0}`:    {`n: nothing became 0`},
	} {
		if got := differences(t, []byte(whole), []byte(text)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// differences compares two JSON texts by value and lists what differs, by path. Null and a missing
// value are equal, and so are two ways to write the same moment.
func differences(t testing.TB, before, after []byte) []string {
	var list []string
	var compare func(path string, a, b any)
	compare = func(path string, a, b any) {
		switch x := a.(type) {
		case map[string]any:
			if y, ok := b.(map[string]any); ok {
				keys := maps.Clone(x)
				maps.Copy(keys, y)
				for _, key := range slices.Sorted(maps.Keys(keys)) {
					compare(strings.TrimPrefix(path+"."+key, "."), x[key], y[key])
				}
				return
			}
		case []any:
			if y, ok := b.([]any); ok {
				for i := range max(len(x), len(y)) {
					compare(path+"["+strconv.Itoa(i)+"]", at(x, i), at(y, i))
				}
				return
			}
		case string:
			if y, ok := b.(string); ok {
				if moment := parseTime(x); !moment.IsZero() && moment.Equal(parseTime(y).Time) {
					return
				}
			}
		}
		if !reflect.DeepEqual(a, b) {
			list = append(list, fmt.Sprintf("%s: %s became %s", path, written(a), written(b)))
		}
	}
	compare("", parsed(t, before), parsed(t, after))
	return list
}

func parsed(t testing.TB, text []byte) (value any) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&value); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return value
}

func at(list []any, i int) any {
	if i < len(list) {
		return list[i]
	}
	return nil
}

func written(value any) string {
	if value == nil {
		return "nothing"
	}
	text, _ := json.Marshal(value)
	return string(text)
}

// documented holds the names of the fields in the tables of Discord's documentation, by our type.
func documented(t *testing.T) map[string][]string {
	body, err := os.ReadFile("testdata/documented_fields.json")
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string][]string
	if err := json.Unmarshal(body, &fields); err != nil || len(fields) < 60 {
		t.Fatalf("%d types, %v", len(fields), err)
	}
	return fields
}

// notHere are documented fields that a type does not have, each with its reason.
var notHere = map[string]string{
	"Application.guild":                "its ID is guild_id, and reading a whole guild would be linked into every bot",
	"StringSelect.component_type":      inComponentData,
	"UserSelect.component_type":        inComponentData,
	"RoleSelect.component_type":        inComponentData,
	"MentionableSelect.component_type": inComponentData,
	"ChannelSelect.component_type":     inComponentData,
	"UserSelect.resolved":              inInteractionData,
	"RoleSelect.resolved":              inInteractionData,
	"MentionableSelect.resolved":       inInteractionData,
	"ChannelSelect.resolved":           inInteractionData,
}

const (
	inComponentData   = "is what ComponentData has, for a select in a message; in a modal it is the type"
	inInteractionData = "is in ComponentData and ModalData, one for all selects"
)

func TestDocumentedFieldsAreInSamples(t *testing.T) {
	seen := map[string]bool{}
	for name, body := range samples(t) {
		value := newSample(t, name)
		if err := judgeUnmarshal(body, value); err != nil {
			t.Fatal(err)
		}
		observe(reflect.ValueOf(value), seen)
	}
	for kind, fields := range documented(t) {
		for _, field := range fields {
			key := kind + "." + field
			if _, excepted := notHere[key]; seen[key] == excepted {
				t.Errorf("%s: in a sample %v, excepted %v", key, seen[key], excepted)
			}
		}
	}
}

// observe records every nonzero field of every struct in a value, as "Type.json_name".
func observe(v reflect.Value, seen map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			observe(v.Elem(), seen)
		}
	case reflect.Slice:
		for i := range v.Len() {
			observe(v.Index(i), seen)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			observe(v.MapIndex(key), seen)
		}
	case reflect.Struct:
		if _, ok := v.Interface().(Component); ok {
			seen[v.Type().Name()+".type"] = true
		}
		name := v.Type().Name()
		if strings.HasSuffix(name, "Interaction") && name != "MessageInteraction" {
			name = "Interaction"
		}
		observeFields(name, v, seen)
	}
}

func observeFields(kind string, v reflect.Value, seen map[string]bool) {
	for field, value := range v.Fields() {
		if !field.IsExported() || value.IsZero() {
			continue
		}
		if field.Anonymous {
			observeFields(kind, value, seen)
		} else if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "-" {
			seen[kind+"."+name] = true
		}
		observe(value, seen)
	}
}
