package rest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// compareCommands lists the fields that differ.
func compareCommands(before, after discord.Command, fields undeclared) []FieldChange {
	fields.leave(&before, &after)
	a, b := object(before), object(after)
	normalize(a)
	normalize(b)
	return compare(nil, "", a, b)
}

// object returns the command as decoded JSON, so commands, options and choices can be compared in
// the same way.
func object(c discord.Command) map[string]any {
	text, err := encodeJSON(c)
	if err != nil {
		// Such a command is refused before it is sent. Here it is different from every other
		// command.
		return map[string]any{"name": c.Name, "error": err.Error()}
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		return map[string]any{"name": c.Name, "error": err.Error()}
	}
	return fields
}

// sets are the lists whose order does not matter.
var sets = map[string]bool{"contexts": true, "integration_types": true, "channel_types": true, "file_types": true}

func compare(changes []FieldChange, path string, before, after map[string]any) []FieldChange {
	names := maps.Clone(before)
	maps.Copy(names, after)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		a, b := before[name], after[name]
		if sets[name] {
			a, b = sorted(a), sorted(b)
		}
		if isEmpty(a) && isEmpty(b) || reflect.DeepEqual(a, b) {
			continue
		}
		at := joinField(path, name)
		if x, y := namedItems(a), namedItems(b); x != nil && y != nil {
			changes = compareNamed(changes, at, x, y)
			continue
		}
		changes = append(changes, FieldChange{at, written(a), written(b)})
	}
	return changes
}

// compareNamed compares lists of options or of choices, by name.
func compareNamed(changes []FieldChange, path string, before, after []map[string]any) []FieldChange {
	var was, is []any
	for i, old := range before {
		if at := slices.IndexFunc(after, sameName(old)); at < 0 {
			changes = append(changes, FieldChange{indexed(path, i, old), written(old), ""})
		} else {
			was = append(was, old["name"])
		}
	}
	for i, one := range after {
		at := slices.IndexFunc(before, sameName(one))
		if at < 0 {
			changes = append(changes, FieldChange{indexed(path, i, one), "", written(one)})
			continue
		}
		is = append(is, one["name"])
		changes = compare(changes, indexed(path, i, one), before[at], one)
	}
	if !reflect.DeepEqual(was, is) {
		changes = append(changes, FieldChange{joinField(path, "order"), written(was), written(is)})
	}
	return changes
}

func sameName(as map[string]any) func(map[string]any) bool {
	return func(other map[string]any) bool { return other["name"] == as["name"] }
}

// namedItems returns a list of objects that have different names, or nil for anything else.
func namedItems(value any) []map[string]any {
	list, ok := value.([]any)
	if !ok {
		return nil
	}
	objects := make([]map[string]any, 0, len(list))
	for _, one := range list {
		fields, ok := one.(map[string]any)
		if !ok || fields["name"] == nil || slices.ContainsFunc(objects, sameName(fields)) {
			return nil
		}
		objects = append(objects, fields)
	}
	return objects
}

// isEmpty reports whether a value equals a missing one.
func isEmpty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

func sorted(value any) any {
	list, ok := value.([]any)
	if !ok {
		return value
	}
	// A clone of an empty list is not nil, so it is written as a list.
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b any) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return list
}

func written(value any) string {
	if value == nil {
		return ""
	}
	text, err := encodeJSON(value)
	if err != nil {
		return ""
	}
	return string(text)
}
