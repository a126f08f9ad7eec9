package discord

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The reader reads a component at once if its type comes first. Otherwise it searches for the type
// first. Both ways must give the same result. If a component has several types, the last one
// counts.
func TestComponentTypeAnywhere(t *testing.T) {
	read := func(list string) (c Components[Component]) {
		t.Helper()
		if err := c.UnmarshalJSON([]byte(list)); err != nil {
			t.Fatalf("%s: %v", list, err)
		}
		return c
	}
	places := []string{
		`[%s]`,
		`[{"type":1,"components":[%s]}]`,
		`[{"type":17,"components":[{"type":1,"components":[%[1]s,%[1]s]},%[1]s]}]`,
		`[{"type":9,"components":[%[1]s],"accessory":%[1]s}]`,
		`[{"type":18,"component":%s}]`,
		`[{"type":1,"components":[%s],"type":17}]`,
		`[{"type":1,"type":17,"components":[%s]}]`,
	}
	known, others := 0, []string{`1`, `2`, `3`, `4`, `10`, `17`, `99`, `0`, `-2`, `2.0`, `2e0`, `99999999999`, `null`, `"2"`, `[2]`, `{"type":2}`, ``}
	for _, sample := range components {
		kind, rest, _ := strings.Cut(strings.TrimPrefix(sample.json, `{"type":`), ",")
		rest = strings.TrimSuffix(rest, "}")
		for _, place := range places {
			for _, last := range others {
				again := ""
				if last != "" {
					again = `,"type":` + last
				}
				first := read(fmt.Sprintf(place, `{"type":`+kind+`,`+rest+again+`}`))
				for _, other := range []string{
					`{ "type":` + kind + `,` + rest + again + `}`,
					`{"type": ` + kind + `,` + rest + again + `}`,
					`{"\u0074ype":` + kind + `,` + rest + again + `}`,
					`{"x":0,"type":` + kind + `,` + rest + again + `}`,
					`{"type":7,"type":` + kind + `,` + rest + again + `}`,
					`{` + rest + `,"type":` + kind + again + `}`,
				} {
					second := read(fmt.Sprintf(strings.Replace(place, `[{`, `[{"x":0,`, 1), other))
					if !slices.Equal(outline(first), outline(second)) {
						t.Fatalf("in %s: type %s first, then %q: %q\n%s: %q", place, kind, last, outline(first), other, outline(second))
					}
				}
				for c := range first.All() {
					if _, raw := c.(RawComponent); !raw {
						known++
					}
				}
			}
		}
	}
	if known < 1000 {
		t.Errorf("%d components are not raw", known)
	}
}

// outline describes components. For components that are kept as JSON, it leaves out how they are
// written.
func outline(c Components[Component]) (all []string) {
	for one := range c.All() {
		line := fmt.Sprintf("%T", one)
		switch one := one.(type) {
		case RawComponent:
			line = one.String()
		case ActionRow, TextInputRow, Section, Container, Label:
		default:
			text, err := json.Marshal(one)
			line += fmt.Sprint(string(text), err)
		}
		all = append(all, line)
	}
	return all
}
