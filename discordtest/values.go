package discordtest

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// Values are the values that a person fills in: a command's options by name, or a modal's fields by
// custom ID.
//
// A value is a string, an integer, a float or a bool; a [discord.User], [discord.Member],
// [discord.Role] or [discord.Channel], or the [discord.Snowflake] of one; or a [File] to upload.
// For a field with several values, use a slice.
type Values map[string]any

// mergeValues merges several Values into one.
func mergeValues(all []Values) Values {
	one := Values{}
	for _, values := range all {
		for name, value := range values {
			one[name] = value
		}
	}
	return one
}

// unknown returns the alphabetically first name that is not among the known ones, and whether there
// is one.
func (v Values) unknown(names []string) (string, bool) {
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if !slices.Contains(names, name) {
			return name, true
		}
	}
	return "", false
}

// resolver collects the objects that the IDs of a payload refer to.
type resolver struct {
	p        *Person
	resolved object
}

func (p *Person) resolver() *resolver { return &resolver{p, object{}} }

func (r *resolver) put(kind string, id discord.Snowflake, what object) {
	group, _ := r.resolved[kind].(object)
	if group == nil {
		group = object{}
		r.resolved[kind] = group
	}
	group[id.String()] = what
}

// into puts the resolved objects into a payload's data, if there are any.
func (r *resolver) into(data object) {
	if len(r.resolved) > 0 {
		data["resolved"] = r.resolved
	}
}

func (r *resolver) user(u *discord.User) discord.Snowflake {
	r.put("users", u.ID, userObject(u))
	r.p.discord.See(func(w *World) {
		if m := w.Member(u.ID); m != nil && r.p.inGuild() {
			r.put("members", u.ID, memberObject(m, w.permissionsNow(r.p.here(w), u.ID, r.p.discord.API.now())))
		}
	})
	return u.ID
}

func (r *resolver) role(role *discord.Role) discord.Snowflake {
	r.put("roles", role.ID, roleObject(role))
	return role.ID
}

func (r *resolver) channel(c *discord.Channel) discord.Snowflake {
	o := channelObject(c, r.p.may())
	o["app_permissions"] = r.p.appMay()
	r.put("channels", c.ID, o)
	return c.ID
}

func (r *resolver) attachment(f File) discord.Snowflake {
	api := r.p.discord.API
	api.mu.Lock()
	defer api.mu.Unlock()
	kept := api.store(r.p.channel.ID, f)
	kept.object["ephemeral"] = true
	r.put("attachments", kept.id, kept.object)
	return kept.id
}

// byID returns a copy of the user, role or channel with an ID, or nil.
func (d *Discord) byID(id discord.Snowflake) (found any) {
	d.See(func(w *World) {
		if u := w.User(id); u != nil {
			found = *u
		} else if role := w.Role(id); role != nil {
			found = *role
		} else if c := w.Channel(id); c != nil {
			found = *c
		}
	})
	return found
}

// entity resolves a value that is identified by an ID. accepts says which kinds fit.
func (r *resolver) entity(value any, accepts ...discord.OptionType) (discord.Snowflake, error) {
	may := func(kind discord.OptionType) bool {
		for _, one := range accepts {
			if one == kind {
				return true
			}
		}
		return false
	}
	switch v := value.(type) {
	case discord.User:
		if may(discord.OptionUser) {
			return r.user(&v), nil
		}
	case *discord.User:
		return r.entity(*v, accepts...)
	case discord.Member:
		return r.entity(*v.User, accepts...)
	case *discord.Member:
		return r.entity(*v.User, accepts...)
	case discord.Role:
		if may(discord.OptionRole) {
			return r.role(&v), nil
		}
	case *discord.Role:
		return r.entity(*v, accepts...)
	case discord.Channel:
		if may(discord.OptionChannel) {
			return r.channel(&v), nil
		}
	case *discord.Channel:
		return r.entity(*v, accepts...)
	case File:
		if may(discord.OptionAttachment) {
			return r.attachment(v), nil
		}
	case discord.Snowflake:
		switch found := r.p.discord.byID(v).(type) {
		case discord.User:
			if may(discord.OptionUser) {
				return r.user(&found), nil
			}
		case discord.Role:
			if may(discord.OptionRole) {
				return r.role(&found), nil
			}
		case discord.Channel:
			if may(discord.OptionChannel) {
				return r.channel(&found), nil
			}
		}
		return 0, fmt.Errorf("%d is nothing in the World that can be chosen here", v)
	case string:
		id, err := discord.ParseSnowflake(v)
		if err != nil {
			return 0, fmt.Errorf("a text is nothing that can be chosen here")
		}
		return r.entity(id, accepts...)
	}
	return 0, fmt.Errorf("a %T cannot be chosen here", value)
}

// typeOf guesses the type of an option from its value, for a command that is not registered.
func (r *resolver) typeOf(value any) discord.OptionType {
	switch v := value.(type) {
	case discord.Snowflake:
		switch r.p.discord.byID(v).(type) {
		case discord.Role:
			return discord.OptionRole
		case discord.Channel:
			return discord.OptionChannel
		}
		return discord.OptionUser
	case discord.User, *discord.User, discord.Member, *discord.Member:
		return discord.OptionUser
	case discord.Role, *discord.Role:
		return discord.OptionRole
	case discord.Channel, *discord.Channel:
		return discord.OptionChannel
	case File:
		return discord.OptionAttachment
	}
	switch v := reflect.ValueOf(value); {
	case v.Kind() == reflect.Bool:
		return discord.OptionBoolean
	case v.CanFloat():
		return discord.OptionNumber
	case v.CanInt(), v.CanUint():
		return discord.OptionInteger
	}
	return discord.OptionString
}

// asNumber converts any number.
func asNumber(value any) (float64, bool) {
	switch v := reflect.ValueOf(value); {
	case v.CanInt():
		return float64(v.Int()), true
	case v.CanUint():
		return float64(v.Uint()), true
	case v.CanFloat():
		return v.Float(), true
	}
	return 0, false
}

func isWhole(n float64) bool { return n == math.Trunc(n) && math.Abs(n) <= discord.MaxInteger }

// asList makes a list from one value or a slice of values. For nil the list is empty.
func asList(value any) []any {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	v := reflect.ValueOf(value)
	if v.Kind() != reflect.Slice {
		return []any{value}
	}
	list := make([]any, v.Len())
	for n := range list {
		list[n] = v.Index(n).Interface()
	}
	return list
}
