package core

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
)

type everyOption struct {
	Text       string              `description:"Text" option:"words,required,autocomplete" min:"2" max:"50"`
	Count      int8                `description:"Count" min:"-5" max:"5"`
	Size       uint16              `description:"Size" choices:"Small=1,Large=2"`
	Ratio      float64             `description:"Ratio" min:"0.5" choices:"Half=0.5,1"`
	Sure       bool                `description:"Sure"`
	Color      string              `description:"Color" choices:"red,Sky blue=blue"`
	Who        discord.User        `description:"Who" option:",required"`
	Member     *discord.Member     `description:"Member"`
	InChannel  discord.Channel     `description:"Where" channels:"text,voice"`
	RoleToGive *discord.Role       `description:"Role"`
	File       discord.Attachment  `description:"File"`
	HTTPCode   *int                `description:"Code"`
	Whom       discord.Mentionable `description:"Whom"`
}

func TestOptionsAreDeclaredFromTheStruct(t *testing.T) {
	route := CommandWith("all", "All of them", func(context.Context, *discord.CommandInteraction, everyOption) (discord.CommandAnswer, error) {
		return discord.Message{Content: "ok"}, nil
	}).Autocomplete("words", choosing("x"))
	router, err := NewRouter(route)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(router.Commands()[0].Options)
	if err != nil {
		t.Fatal(err)
	}
	want := `[
		{"type":3,"name":"words","description":"Text","required":true,"autocomplete":true,"min_length":2,"max_length":50},
		{"type":6,"name":"who","description":"Who","required":true},
		{"type":4,"name":"count","description":"Count","min_value":-5,"max_value":5},
		{"type":4,"name":"size","description":"Size","choices":[{"name":"Small","value":1},{"name":"Large","value":2}]},
		{"type":10,"name":"ratio","description":"Ratio","min_value":0.5,"choices":[{"name":"Half","value":0.5},{"name":"1","value":1}]},
		{"type":5,"name":"sure","description":"Sure"},
		{"type":3,"name":"color","description":"Color","choices":[{"name":"red","value":"red"},{"name":"Sky blue","value":"blue"}]},
		{"type":6,"name":"member","description":"Member"},
		{"type":7,"name":"in_channel","description":"Where","channel_types":[0,2]},
		{"type":8,"name":"role_to_give","description":"Role"},
		{"type":11,"name":"file","description":"File"},
		{"type":4,"name":"http_code","description":"Code"},
		{"type":9,"name":"whom","description":"Whom"}
	]`
	var a, b any
	if err := errors.Join(json.Unmarshal(got, &a), json.Unmarshal([]byte(want), &b)); err != nil {
		t.Fatal(err)
	}
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	if string(x) != string(y) {
		t.Errorf("declared\n%s\nwant\n%s", x, y)
	}
}

func decodeData(t testing.TB, text string) *discord.CommandData {
	t.Helper()
	var data discord.CommandData
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatal(err)
	}
	return &data
}

const resolvedText = `"resolved":{
	"users":{"1":{"id":"1","username":"mira"}},
	"members":{"1":{"nick":"M","roles":[]}},
	"channels":{"2":{"id":"2","name":"general","type":0}},
	"roles":{"3":{"id":"3","name":"Admin"}},
	"attachments":{"4":{"id":"4","filename":"a.png","size":5,"url":"https://example.com/a.png"}}}`

func TestOptionsAreFilled(t *testing.T) {
	plan, err := planOptions[everyOption]()
	if err != nil {
		t.Fatal(err)
	}
	var o everyOption
	err = plan.fill(&o, decodeData(t, `{"name":"all","options":[
		{"name":"words","type":3,"value":"héllo \"you\""},{"name":"count","type":4,"value":-3},{"name":"size","type":4,"value":2.0},
		{"name":"ratio","type":10,"value":1},{"name":"sure","type":5,"value":true},{"name":"color","type":3,"value":"blue"},
		{"name":"who","type":6,"value":"1"},{"name":"member","type":6,"value":"1"},{"name":"in_channel","type":7,"value":"2"},
		{"name":"role_to_give","type":8,"value":3},{"name":"file","type":11,"value":"4"},{"name":"http_code","type":4,"value":404},
		{"name":"whom","type":9,"value":"3"},
		{"name":"one_that_is_not_declared","type":3,"value":"x"}],`+resolvedText+`}`))
	if err != nil {
		t.Fatal(err)
	}
	if o.Text != `héllo "you"` || o.Count != -3 || o.Size != 2 || o.Ratio != 1 || !o.Sure || o.Color != "blue" ||
		o.Who.Username != "mira" || o.Member == nil || o.Member.Nick != "M" || o.Member.User == nil || o.Member.User.ID != 1 ||
		o.InChannel.Name != "general" || o.RoleToGive == nil || o.RoleToGive.Name != "Admin" || o.File.Size != 5 ||
		o.HTTPCode == nil || *o.HTTPCode != 404 || o.Whom.Role == nil || o.Whom.Role.ID != 3 {
		t.Errorf("filled in as %+v", o)
	}
}

func TestOptionsThatAreLeftOutAreZero(t *testing.T) {
	plan, err := planOptions[everyOption]()
	if err != nil {
		t.Fatal(err)
	}
	var o everyOption
	if err := plan.fill(&o, decodeData(t, `{"name":"all","options":[{"name":"words","type":3,"value":"hi"},{"name":"who","type":6,"value":"1"}],`+resolvedText+`}`)); err != nil {
		t.Fatal(err)
	}
	if o.Member != nil || o.RoleToGive != nil || o.HTTPCode != nil || o.Count != 0 || o.File.ID != 0 {
		t.Errorf("filled in as %+v", o)
	}
}

func TestOptionsThatAreNullAreZero(t *testing.T) {
	plan, err := planOptions[everyOption]()
	if err != nil {
		t.Fatal(err)
	}
	o := everyOption{Text: "x", Sure: true}
	if err := plan.fill(&o, decodeData(t, `{"name":"all","options":[{"name":"words","type":3,"value":null},
		{"name":"sure","type":5,"value":null},{"name":"who","type":6,"value":"1"}],`+resolvedText+`}`)); err != nil {
		t.Fatal(err)
	}
	if o.Text != "" || o.Sure {
		t.Errorf("filled in as %+v", o)
	}
}

func TestOptionsThatDoNotFitAreNamed(t *testing.T) {
	plan, err := planOptions[everyOption]()
	if err != nil {
		t.Fatal(err)
	}
	for name, options := range map[string]string{
		"words":      `{"name":"count","type":4,"value":1}`,
		"count":      `{"name":"words","type":3,"value":"hi"},{"name":"count","type":4,"value":128}`,
		"size":       `{"name":"words","type":3,"value":"hi"},{"name":"size","type":4,"value":-1}`,
		"ratio":      `{"name":"words","type":3,"value":"hi"},{"name":"ratio","type":10,"value":"secret"}`,
		"sure":       `{"name":"words","type":3,"value":"hi"},{"name":"sure","type":5,"value":"secret"}`,
		"color":      `{"name":"words","type":3,"value":"hi"},{"name":"color","type":4,"value":3}`,
		"http_code":  `{"name":"words","type":3,"value":"hi"},{"name":"http_code","type":4,"value":1.5}`,
		"who":        `{"name":"words","type":3,"value":"hi"},{"name":"who","type":6,"value":"99"}`,
		"in_channel": `{"name":"words","type":3,"value":"hi"},{"name":"in_channel","type":7,"value":"secret"}`,
	} {
		var o everyOption
		err := plan.fill(&o, decodeData(t, `{"name":"all","options":[`+options+`,{"name":"who","type":6,"value":"1"}],`+resolvedText+`}`))
		var wrong *OptionError
		if !errors.As(err, &wrong) || wrong.Option != name {
			t.Errorf("%s: %v, want an OptionError that names it", name, err)
			continue
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error holds the value: %v", name, err)
		}
	}
}

func TestOptionStructsThatCannotBeDeclared(t *testing.T) {
	for name, c := range map[string]struct {
		plan func() error
		says string
	}{
		"no description": {planError[struct{ A string }], "description"},
		"no option's type": {planError[struct {
			A []string `description:"A"`
		}], "[]string"},
		"an ID": {planError[struct {
			A discord.Snowflake `description:"A"`
		}], "Snowflake"},
		"not exported": {planError[struct {
			a string `description:"A"`
		}], "not exported"},
		"nanoseconds": {planError[struct {
			A time.Duration `description:"A"`
		}], "Duration"},
		"a word of no meaning": {planError[struct {
			A string `description:"A" option:",optional"`
		}], "optional"},
		"required and a pointer": {planError[struct {
			A *string `description:"A" option:",required"`
		}], "pointer"},
		"min of a bool": {planError[struct {
			A bool `description:"A" min:"1"`
		}], "min"},
		"max that is no number": {planError[struct {
			A int `description:"A" max:"x"`
		}], "max"},
		"max of half a character": {planError[struct {
			A string `description:"A" max:"1.5"`
		}], "max"},
		"max of more characters than an int holds": {planError[struct {
			A string `description:"A" max:"1e30"`
		}], "max"},
		"a choice of no number": {planError[struct {
			A int `description:"A" choices:"one"`
		}], "one"},
		"a choice with a comma in its name": {planError[struct {
			A string `description:"A" choices:"Tea, please=tea"`
		}], " please"},
		"choices of a bool": {planError[struct {
			A bool `description:"A" choices:"yes"`
		}], "choices"},
		"channels of a string": {planError[struct {
			A string `description:"A" channels:"text"`
		}], "channels"},
		"a channel of no type": {planError[struct {
			A discord.Channel `description:"A" channels:"teletext"`
		}], "teletext"},
	} {
		err := c.plan()
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(strings.ToUpper(err.Error()), " A") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func planError[O any]() error {
	_, err := planOptions[O]()
	return err
}

func FuzzOptions(f *testing.F) {
	f.Add(`{"name":"a","options":[{"name":"words","type":3,"value":"x"},{"name":"who","type":6,"value":"1"}],` + resolvedText + `}`)
	f.Add(`{"options":[{"name":"count","value":1e99},{"name":"words"},{"name":"ratio","type":10,"value":-0.0}]}`)
	plan, err := planOptions[everyOption]()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var data discord.CommandData
		if json.Unmarshal([]byte(text), &data) != nil {
			return
		}
		var o everyOption
		if plan.fill(&o, &data) == nil && (data.Option("words") == nil || data.Resolved == nil) {
			t.Errorf("a required option passed that is missing: %+v", o)
		}
	})
}
