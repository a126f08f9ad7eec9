package discord

import (
	"fmt"
	"testing"
)

const modalBody = `{"type":5,"data":{"custom_id":"m","components":[
	{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"text","value":"čau"}},
	{"type":1,"components":[{"type":4,"custom_id":"old","value":"legacy"}]},
	{"type":10,"id":3},
	{"type":18,"component":{"type":3,"custom_id":"string","values":["a","b"]}},
	{"type":18,"component":{"type":5,"custom_id":"user","values":["11","12"]}},
	{"type":18,"component":{"type":6,"custom_id":"role","values":["31"]}},
	{"type":18,"component":{"type":7,"custom_id":"mentionable","values":["31","11"]}},
	{"type":18,"component":{"type":8,"custom_id":"channel","values":["21"]}},
	{"type":18,"component":{"type":19,"custom_id":"file","values":["41"]}},
	{"type":18,"component":{"type":21,"custom_id":"radio","value":"r"}},
	{"type":18,"component":{"type":21,"custom_id":"no radio","value":null}},
	{"type":18,"component":{"type":22,"custom_id":"boxes","values":["x","y"]}},
	{"type":18,"component":{"type":22,"custom_id":"no boxes","values":[]}},
	{"type":18,"component":{"type":23,"custom_id":"box","value":true}},
	{"type":18,"component":{"type":23,"custom_id":"no box","value":false}},
	{"type":18,"component":{"type":77,"custom_id":"new","value":5}},
	{"type":78,"components":[{"type":79,"component":{"type":4,"custom_id":"nested","value":"deep"}}]}
	],"resolved":{
		"users":{"11":{"id":"11","username":"ami"},"12":{"id":"12","username":"bo"}},
		"members":{"11":{"nick":"A"}},
		"channels":{"21":{"id":"21","name":"c","type":0}},
		"roles":{"31":{"id":"31","name":"r"}},
		"attachments":{"41":{"id":"41","filename":"f.png"}}
	}}}`

func TestModalData(t *testing.T) {
	d := &decoded[*ModalInteraction](t, modalBody).Data
	value := func(id string) string {
		v, ok := d.Value(id)
		return fmt.Sprintf("%s %v", v, ok)
	}
	for name, test := range map[string]struct{ got, want string }{
		"text":                {d.Text("text"), "čau"},
		"legacy text":         {d.Text("old"), "legacy"},
		"text in what is new": {d.Text("nested"), "deep"},
		"text not there":      {d.Text("nothing"), ""},
		"text of a select":    {d.Text("string"), ""},
		"strings":             {fmt.Sprint(d.Values("string")), "[a b]"},
		"boxes":               {fmt.Sprint(d.Values("boxes")), "[x y]"},
		"no boxes":            {fmt.Sprint(d.Values("no boxes")), "[]"},
		"radio":               {fmt.Sprint(d.Values("radio")), "[r]"},
		"no radio":            {fmt.Sprint(d.Values("no radio")), "[]"},
		"values of text":      {fmt.Sprint(d.Values("text")), "[]"},
		"one":                 {value("radio"), "r true"},
		"none":                {value("no radio"), " false"},
		"first":               {value("string"), "a true"},
		"checked":             {fmt.Sprint(d.Checked("box")), "true"},
		"not checked":         {fmt.Sprint(d.Checked("no box")), "false"},
		"no such box":         {fmt.Sprint(d.Checked("radio")), "false"},
		"users":               {fmt.Sprint(len(d.Users("user")), " ", d.Users("user")[1].Username), "2 bo"},
		"members":             {fmt.Sprint(len(d.Members("user")), " ", d.Members("user")[0].User.Username), "1 ami"},
		"roles":               {fmt.Sprint(d.IDs("role"), " ", d.Roles("role")[0].Name), "[31] r"},
		"channels":            {fmt.Sprint(d.IDs("channel"), " ", d.Channels("channel")[0].Name), "[21] c"},
		"mentionables":        {fmt.Sprint(d.Mentionables("mentionable")[0].Role.Name, " ", d.Mentionables("mentionable")[1].Member.Nick), "r A"},
		"files":               {fmt.Sprint(d.IDs("file"), " ", d.Attachments("file")[0].Filename), "[41] f.png"},
		"IDs of text":         {fmt.Sprint(d.IDs("text")), "[]"},
		"nobody":              {fmt.Sprint(d.Users("role")), "[]"},
		"new":                 {fmt.Sprint(d.Component("new")), "component of type 77"},
		"nothing":             {fmt.Sprint(d.Component("nothing")), "<nil>"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", name, test.got, test.want)
		}
	}
}
