package core

import (
	"context"
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// minimumKey is how many bytes a key for signed custom IDs must have.
const minimumKey = 16

// CustomID builds and reads the custom IDs of one pattern. The struct S holds the values: the state
// of a button, a select or a modal, which needs no store because the custom ID carries it.
//
//	type Vote struct {
//		Poll   discord.Snowflake
//		Choice int
//	}
//	var vote = core.NewCustomID[Vote]("vote:{poll}:{choice}")
//
// A pattern has segments, with colons between them. A segment is a literal or a named part in
// braces. Each part is a field of S that has the part's name, in any case and without underscores,
// or a tag `custom:"name"`. Fields may be strings, integers, floats, booleans, or anything with
// MarshalText and UnmarshalText. Colons and percent signs in values are escaped.
//
// Make a CustomID once, at package level. It is safe for concurrent use.
type CustomID[S any] struct {
	pattern *idPattern
	fields  map[string]int
}

// NewCustomID makes a CustomID. It is for package-level variables. Like regexp.MustCompile it
// panics if the pattern is malformed, if a part does not have exactly one field in S, if a field
// has no part, or if a custom ID cannot hold a field's type. The message names the pattern.
func NewCustomID[S any](pattern string) *CustomID[S] {
	p, err := parsePattern(pattern)
	if err != nil {
		panic(err.Error())
	}
	c := &CustomID[S]{pattern: p, fields: map[string]int{}}
	t := reflect.TypeFor[S]()
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("core: custom ID %q: the state is a %v; it must be a struct with a field for each part", pattern, t))
	}
	for n := range t.NumField() {
		field := t.Field(n)
		if !field.IsExported() {
			continue
		}
		part := partOf(p, field)
		if part == "" {
			panic(fmt.Sprintf("core: custom ID %q has no part for the field %v.%s; its value would be lost", pattern, t, field.Name))
		}
		if !holdable(field.Type) {
			panic(fmt.Sprintf("core: custom ID %q: the field %v.%s is a %v, which a custom ID cannot hold", pattern, t, field.Name, field.Type))
		}
		if other, taken := c.fields[part]; taken {
			panic(fmt.Sprintf("core: custom ID %q: the fields %s and %s of %v are both for the part {%s}", pattern, t.Field(other).Name, field.Name, t, part))
		}
		c.fields[part] = n
	}
	for _, s := range p.segments {
		if _, ok := c.fields[s.part]; s.part != "" && !ok {
			panic(fmt.Sprintf("core: custom ID %q: %v has no field for the part {%s}", pattern, t, s.part))
		}
	}
	return c
}

func partOf(p *idPattern, field reflect.StructField) string {
	if tag := field.Tag.Get("custom"); tag != "" {
		if p.has(tag) {
			return tag
		}
		return ""
	}
	for _, s := range p.segments {
		if s.part != "" && strings.EqualFold(strings.ReplaceAll(s.part, "_", ""), field.Name) {
			return s.part
		}
	}
	return ""
}

// Signed returns a CustomID of the same pattern that puts a signature with the app's own key at the
// end of each ID. An ID that was not signed with the key is refused with [ErrCustomIDSignature].
// The signature takes 17 of the 100 characters. All instances of a function need the same key.
// Signed panics if a key has fewer than 16 bytes.
//
// To change the key, pass the new key first and the former keys after it, for as long as messages
// with old IDs must work. IDs are signed with the first key and accepted with any of the keys.
//
// A signature proves that the app made the ID. It does not say which user the ID was made for. Put
// a user's ID in the state if only that user may act.
func (c *CustomID[S]) Signed(key []byte, former ...[]byte) *CustomID[S] {
	p := *c.pattern
	p.keys = nil
	for _, key := range append([][]byte{key}, former...) {
		if len(key) < minimumKey {
			panic(fmt.Sprintf("core: custom ID %q: a key has %d bytes; at least %d are needed", p.text, len(key), minimumKey))
		}
		p.keys = append(p.keys, slices.Clone(key))
	}
	return &CustomID[S]{pattern: &p, fields: c.fields}
}

// ID builds a custom ID. It does not check the length: an answer with an ID of more than 100
// characters is refused. A value whose MarshalText fails is left empty.
func (c *CustomID[S]) ID(state S) string {
	v := reflect.ValueOf(state)
	return c.pattern.build(func(part string) string { return fieldText(v, c.fields, part) })
}

func fieldText(v reflect.Value, fields map[string]int, part string) string {
	n, ok := fields[part]
	if !ok {
		return ""
	}
	return formatField(v.Field(n))
}

// Parse reads a custom ID. It returns an error if the ID does not match the pattern,
// [ErrCustomIDSignature] if the signature is wrong, or an error that names the part whose value
// does not fit its field.
func (c *CustomID[S]) Parse(id string) (S, error) {
	var state S
	if !c.pattern.matches(id) {
		return state, fmt.Errorf("core: the custom ID does not match the pattern %q", c.pattern.text)
	}
	if err := c.pattern.verified(id); err != nil {
		return state, err
	}
	v := reflect.ValueOf(&state).Elem()
	for _, s := range c.pattern.segments {
		if s.part == "" {
			continue
		}
		if err := parseField(v.Field(c.fields[s.part]), c.pattern.value(id, s.part)); err != nil {
			return state, fmt.Errorf("core: the part {%s} of a custom ID of %q does not fit its field: %w", s.part, c.pattern.text, err)
		}
	}
	return state, nil
}

// Component routes the components with these custom IDs to a listener, which gets the state.
func (c *CustomID[S]) Component(listener func(ctx context.Context, i *discord.ComponentInteraction, state S) (discord.ComponentAnswer, error)) Route {
	if listener == nil {
		return componentRoute(c.pattern, nil)
	}
	return componentRoute(c.pattern, func(ctx context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
		state, err := c.Parse(i.Data.CustomID)
		if err != nil {
			return nil, err
		}
		return listener(ctx, i, state)
	})
}

// Modal routes the modals with these custom IDs to a listener, which gets the state.
func (c *CustomID[S]) Modal(listener func(ctx context.Context, i *discord.ModalInteraction, state S) (discord.ModalAnswer, error)) Route {
	if listener == nil {
		return modalRoute(c.pattern, nil)
	}
	return modalRoute(c.pattern, func(ctx context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
		state, err := c.Parse(i.Data.CustomID)
		if err != nil {
			return nil, err
		}
		return listener(ctx, i, state)
	})
}

func holdable(t reflect.Type) bool {
	writes := t.Implements(reflect.TypeFor[encoding.TextMarshaler]())
	reads := reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
	if writes || reads {
		return writes && reads
	}
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Float32, reflect.Float64:
		return true
	}
	return t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64
}

func formatField(v reflect.Value) string {
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		b, err := m.MarshalText()
		if err != nil {
			return ""
		}
		return string(b)
	}
	switch {
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10)
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool())
	}
	return v.String()
}

// parseField sets a field from its text. It leaves the parser's error out, because that error
// quotes the value, and users can choose the value.
func parseField(v reflect.Value, value string) error {
	u, isText := v.Addr().Interface().(encoding.TextUnmarshaler)
	var err error
	switch {
	case isText:
		err = u.UnmarshalText([]byte(value))
	case v.CanInt():
		var n int64
		n, err = strconv.ParseInt(value, 10, v.Type().Bits())
		v.SetInt(n)
	case v.CanUint():
		var n uint64
		n, err = strconv.ParseUint(value, 10, v.Type().Bits())
		v.SetUint(n)
	case v.CanFloat():
		var f float64
		f, err = strconv.ParseFloat(value, v.Type().Bits())
		v.SetFloat(f)
	case v.Kind() == reflect.Bool:
		var b bool
		b, err = strconv.ParseBool(value)
		v.SetBool(b)
	default:
		v.SetString(value)
	}
	if err != nil {
		return fmt.Errorf("it is not a %v", v.Type())
	}
	return nil
}
