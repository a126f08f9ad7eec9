package core

import (
	"reflect"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// optionKind describes how an option becomes a value of a field's type.
type optionKind struct {
	option discord.OptionType
	// set returns what is wrong with the value, without the value.
	set func(v reflect.Value, o *discord.Option, data *discord.CommandData) string
}

func optionKindOf(t reflect.Type) *optionKind {
	switch t {
	// The kind of these types is an integer, but an integer option cannot hold an ID or
	// permissions, and users do not type nanoseconds.
	case reflect.TypeFor[discord.Snowflake](), reflect.TypeFor[discord.Permissions](), reflect.TypeFor[time.Duration]():
		return nil
	// An option of these types holds an ID. The value itself is in the resolved data.
	case reflect.TypeFor[discord.User]():
		return &optionKind{discord.OptionUser, resolved((*discord.CommandData).User)}
	case reflect.TypeFor[discord.Member]():
		return &optionKind{discord.OptionUser, resolved((*discord.CommandData).Member)}
	case reflect.TypeFor[discord.Channel]():
		return &optionKind{discord.OptionChannel, resolved((*discord.CommandData).Channel)}
	case reflect.TypeFor[discord.Role]():
		return &optionKind{discord.OptionRole, resolved((*discord.CommandData).Role)}
	case reflect.TypeFor[discord.Mentionable]():
		return &optionKind{discord.OptionMentionable, resolved((*discord.CommandData).Mentionable)}
	case reflect.TypeFor[discord.Attachment]():
		return &optionKind{discord.OptionAttachment, resolved((*discord.CommandData).Attachment)}
	}
	switch t.Kind() {
	case reflect.String:
		return &optionKind{discord.OptionString, setString}
	case reflect.Bool:
		return &optionKind{discord.OptionBoolean, setBool}
	case reflect.Float32, reflect.Float64:
		return &optionKind{discord.OptionNumber, setFloat}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return &optionKind{discord.OptionInteger, setInteger}
	}
	return nil
}

// begins reports whether the JSON of an option's value begins with first: '"' for a string, 'n' for
// null.
func begins(o *discord.Option, first byte) bool { return len(o.Value) > 0 && o.Value[0] == first }

func setString(v reflect.Value, o *discord.Option, _ *discord.CommandData) string {
	if !begins(o, '"') && !begins(o, 'n') {
		return "its value is not a string"
	}
	v.SetString(o.Text())
	return ""
}

func setBool(v reflect.Value, o *discord.Option, _ *discord.CommandData) string {
	b, ok := o.Boolean()
	if !ok && !begins(o, 'n') {
		return "its value is not true or false"
	}
	v.SetBool(b)
	return ""
}

func setFloat(v reflect.Value, o *discord.Option, _ *discord.CommandData) string {
	f, err := strconv.ParseFloat(string(o.Value), 64)
	if err != nil {
		return "its value is not a number"
	}
	v.SetFloat(f)
	return ""
}

func setInteger(v reflect.Value, o *discord.Option, _ *discord.CommandData) string {
	n, ok := o.Integer()
	switch {
	case !ok:
		return "its value is not an integer"
	case v.CanUint() && (n < 0 || v.OverflowUint(uint64(n))) || v.CanInt() && v.OverflowInt(n):
		return "its value does not fit a " + v.Type().String()
	case v.CanUint():
		v.SetUint(uint64(n))
	default:
		v.SetInt(n)
	}
	return ""
}

// resolved sets a field to the resolved object with the option's ID.
func resolved[T any](get func(data *discord.CommandData, name string) (T, bool)) func(reflect.Value, *discord.Option, *discord.CommandData) string {
	return func(v reflect.Value, o *discord.Option, data *discord.CommandData) string {
		found, ok := get(data, o.Name)
		if !ok {
			return "what its ID stands for is not among the resolved"
		}
		*v.Addr().Interface().(*T) = found
		return ""
	}
}
