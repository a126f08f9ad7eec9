package discord

import (
	"reflect"
	"testing"
)

const optionsBody = `{"type":2,"data":{"id":"1","name":"config","type":1,
	"options":[{"name":"cards","type":2,"options":[{"name":"set","type":1,"options":[
		{"name":"string","type":3,"value":"čau \"x\" \ud83d\udd25"},
		{"name":"empty","type":3,"value":""},
		{"name":"integer","type":4,"value":-42},
		{"name":"float","type":4,"value":5.0},
		{"name":"big","type":4,"value":9007199254740991},
		{"name":"number","type":10,"value":0.5},
		{"name":"true","type":5,"value":true},
		{"name":"false","type":5,"value":false},
		{"name":"user","type":6,"value":"11"},
		{"name":"stranger","type":6,"value":"12"},
		{"name":"channel","type":7,"value":"21"},
		{"name":"role","type":8,"value":"31"},
		{"name":"who","type":9,"value":"11"},
		{"name":"which","type":9,"value":"31"},
		{"name":"file","type":11,"value":"41"},
		{"name":"null","type":3,"value":null},
		{"name":"new","type":99,"value":{"x":1}}
	]}]}],
	"resolved":{
		"users":{"11":{"id":"11","username":"ami"},"12":{"id":"12","username":"bo"}},
		"members":{"11":{"nick":"A","permissions":"8"}},
		"channels":{"21":{"id":"21","name":"c","type":0}},
		"roles":{"31":{"id":"31","name":"r"}},
		"attachments":{"41":{"id":"41","filename":"f.png","size":5}},
		"messages":{"51":{"id":"51","content":"m"}}
	}}}`

func decoded[T Interaction](t *testing.T, body string) T {
	t.Helper()
	kind, err := PeekType([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	i, err := DecodeInteraction(kind, []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	return i.(T)
}

// found is what a lookup returns.
type found struct {
	value any
	ok    bool
}

func find[T any](look func(string) (T, bool), name string) found {
	value, ok := look(name)
	return found{value, ok}
}

func TestOptions(t *testing.T) {
	d := &decoded[*CommandInteraction](t, optionsBody).Data
	if command, group, sub := d.Route(); command != "config" || group != "cards" || sub != "set" {
		t.Errorf("route %q %q %q", command, group, sub)
	}
	user, role := d.Resolved.Users[11], d.Resolved.Roles[31]
	member := d.Resolved.Members[11]
	member.User = &user
	none := func(zero any) found { return found{zero, false} }
	for name, test := range map[string]struct{ got, want found }{
		"string":                {find(d.String, "string"), found{`čau "x" 🔥`, true}},
		"empty string":          {find(d.String, "empty"), found{"", true}},
		"null":                  {find(d.String, "null"), found{"", true}},
		"string not there":      {find(d.String, "nothing"), none("")},
		"string of an integer":  {find(d.String, "integer"), none("")},
		"string of a new type":  {find(d.String, "new"), none("")},
		"subcommand":            {find(d.String, "set"), none("")},
		"integer":               {find(d.Integer, "integer"), found{int64(-42), true}},
		"integer as a float":    {find(d.Integer, "float"), found{int64(5), true}},
		"largest integer":       {find(d.Integer, "big"), found{int64(9007199254740991), true}},
		"integer of a number":   {find(d.Integer, "number"), none(int64(0))},
		"integer not there":     {find(d.Integer, "nothing"), none(int64(0))},
		"number":                {find(d.Number, "number"), found{0.5, true}},
		"number of an integer":  {find(d.Number, "integer"), found{-42.0, true}},
		"number of a string":    {find(d.Number, "string"), none(0.0)},
		"true":                  {find(d.Boolean, "true"), found{true, true}},
		"false":                 {find(d.Boolean, "false"), found{false, true}},
		"boolean not there":     {find(d.Boolean, "nothing"), none(false)},
		"user":                  {find(d.User, "user"), found{user, true}},
		"user of a mentionable": {find(d.User, "who"), found{user, true}},
		"user of a role":        {find(d.User, "which"), none(User{})},
		"user not there":        {find(d.User, "nothing"), none(User{})},
		"member":                {find(d.Member, "user"), found{member, true}},
		"member who is none":    {find(d.Member, "stranger"), none(Member{})},
		"channel":               {find(d.Channel, "channel"), found{d.Resolved.Channels[21], true}},
		"channel of a user":     {find(d.Channel, "user"), none(Channel{})},
		"role":                  {find(d.Role, "role"), found{role, true}},
		"role of a mentionable": {find(d.Role, "which"), found{role, true}},
		"mentioned user":        {find(d.Mentionable, "who"), found{Mentionable{User: &user, Member: &member}, true}},
		"mentioned stranger":    {find(d.Mentionable, "stranger"), found{Mentionable{User: new(d.Resolved.Users[12])}, true}},
		"mentioned role":        {find(d.Mentionable, "which"), found{Mentionable{Role: &role}, true}},
		"nobody mentioned":      {find(d.Mentionable, "nothing"), none(Mentionable{})},
		"attachment":            {find(d.Attachment, "file"), found{d.Resolved.Attachments[41], true}},
		"attachment of a user":  {find(d.Attachment, "user"), none(Attachment{})},
	} {
		if !reflect.DeepEqual(test.got, test.want) {
			t.Errorf("%s: %+v, want %+v", name, test.got, test.want)
		}
	}
	if d.Option("new").Text() != `{"x":1}` || d.Option("string").Text() != `čau "x" 🔥` {
		t.Error("an option's text is not what was sent")
	}
	for _, test := range []struct {
		m       Mentionable
		id      Snowflake
		mention string
	}{{Mentionable{User: &user, Member: &member}, 11, "<@11>"}, {Mentionable{Role: &role}, 31, "<@&31>"}, {}} {
		if test.m.ID() != test.id || test.m.Mention() != test.mention {
			t.Errorf("%d %q, want %d %q", test.m.ID(), test.m.Mention(), test.id, test.mention)
		}
	}
}

// Discord sends no resolved data in autocomplete, and has sent commands without it.
func TestOptionsWithoutResolved(t *testing.T) {
	d := &CommandData{Options: []Option{{Name: "x", Type: OptionUser, Value: []byte(`"1"`)}}, TargetID: 1}
	_, a := d.User("x")
	_, b := d.Member("x")
	_, c := d.Mentionable("x")
	_, e := d.TargetUser()
	_, f := d.TargetMember()
	_, g := d.TargetMessage()
	_, h := d.Role("x")
	_, i := d.Channel("x")
	_, j := d.Attachment("x")
	if a || b || c || e || f || g || h || i || j {
		t.Error("found what is not there")
	}
	if id, ok := d.Option("x").Snowflake(); id != 1 || !ok {
		t.Errorf("%v, %v", id, ok)
	}
}

// The text that a user is typing is a string, even if the option is a number.
func TestFocusedOption(t *testing.T) {
	focused := func(kind OptionType, value string) *CommandData {
		return &CommandData{Options: []Option{{Name: "a", Type: kind, Value: []byte(value), Focused: true}}}
	}
	for _, test := range []struct {
		data    *CommandData
		text    string
		integer found
		number  found
	}{
		{focused(OptionInteger, `""`), "", found{int64(0), false}, found{0.0, false}},
		{focused(OptionInteger, `"-"`), "-", found{int64(0), false}, found{0.0, false}},
		{focused(OptionInteger, `"12"`), "12", found{int64(12), true}, found{12.0, true}},
		{focused(OptionInteger, `12`), "12", found{int64(12), true}, found{12.0, true}},
		{focused(OptionNumber, `"1."`), "1.", found{int64(0), false}, found{1.0, true}},
		{focused(OptionNumber, `"Inf"`), "Inf", found{int64(0), false}, found{0.0, false}},
		{focused(OptionNumber, `"nan"`), "nan", found{int64(0), false}, found{0.0, false}},
		{focused(OptionInteger, `1e300`), "1e300", found{int64(0), false}, found{1e300, true}},
		{focused(OptionString, `"x"`), "x", found{int64(0), false}, found{0.0, false}},
		{&CommandData{}, "", found{int64(0), false}, found{0.0, false}},
	} {
		if got := test.data.Focused().Text(); got != test.text {
			t.Errorf("%q, want %q", got, test.text)
		}
		if got := find(test.data.Integer, "a"); got != test.integer {
			t.Errorf("%q is the integer %v, want %v", test.text, got, test.integer)
		}
		if got := find(test.data.Number, "a"); got != test.number {
			t.Errorf("%q is the number %v, want %v", test.text, got, test.number)
		}
	}
}

func TestTargets(t *testing.T) {
	d := &decoded[*CommandInteraction](t, optionsBody).Data
	d.TargetID = 11
	if user, ok := d.TargetUser(); !ok || user.Username != "ami" {
		t.Errorf("%+v, %v", user, ok)
	}
	if member, ok := d.TargetMember(); !ok || member.Nick != "A" || member.User.Username != "ami" {
		t.Errorf("%+v, %v", member, ok)
	}
	d.TargetID = 51
	if message, ok := d.TargetMessage(); !ok || message.Content != "m" {
		t.Errorf("%+v, %v", message, ok)
	}
}

func TestSelectData(t *testing.T) {
	d := &decoded[*CommandInteraction](t, optionsBody).Data
	chosen := ComponentData{Values: []string{"31", "12", "11", "21", "x", "99"}, Resolved: d.Resolved}
	if ids := chosen.IDs(); !reflect.DeepEqual(ids, []Snowflake{31, 12, 11, 21, 99}) {
		t.Errorf("IDs %v", ids)
	}
	if users := chosen.Users(); len(users) != 2 || users[0].Username != "bo" || users[1].Username != "ami" {
		t.Errorf("users %+v", users)
	}
	if members := chosen.Members(); len(members) != 1 || members[0].User.Username != "ami" {
		t.Errorf("members %+v", members)
	}
	if roles := chosen.Roles(); len(roles) != 1 || roles[0].Name != "r" {
		t.Errorf("roles %+v", roles)
	}
	if channels := chosen.Channels(); len(channels) != 1 || channels[0].Name != "c" {
		t.Errorf("channels %+v", channels)
	}
	if m := chosen.Mentionables(); len(m) != 3 || m[0].Role == nil || m[1].User == nil || m[1].Member != nil || m[2].Member == nil {
		t.Errorf("mentionables %+v", m)
	}
	if value, ok := chosen.Value(); value != "31" || !ok {
		t.Errorf("%q, %v", value, ok)
	}
	if value, ok := new(ComponentData).Value(); value != "" || ok {
		t.Errorf("%q, %v", value, ok)
	}
}
