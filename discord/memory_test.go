package discord

import (
	"bytes"
	"errors"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/internal/wire"
)

const (
	bodySize   = 128 << 10 // an eighth of core's limit
	mostMemory = 60 << 20 / 8
)

// TestMemoryForABody decodes bodies that are made of as many elements of one list or map as fit, or
// of lists in lists. Each MiB of body may allocate at most 60 MB, which bounds the peak too.
func TestMemoryForABody(t *testing.T) {
	message := func(member string) string {
		return `{"type":3,"id":"1","application_id":"1","token":"t","data":{"custom_id":"x","component_type":2},"message":{"id":"1",` + member + `}}`
	}
	command := func(member string) string {
		return `{"id":"1","application_id":"1","token":"t","data":{"id":"1","name":"x",` + member + `},"type":2}`
	}
	modal := func(member string) string {
		return `{"id":"1","application_id":"1","token":"t","data":{"custom_id":"x",` + member + `},"type":5}`
	}
	for name, c := range map[string]struct {
		in   func(member string) string
		list string // with a … for the elements
		of   string
	}{
		"attachments":           {message, `"attachments":[…]`, `{}`},
		"embeds":                {message, `"embeds":[…]`, `{}`},
		"embeds with pointers":  {message, `"embeds":[…]`, `{"footer":{},"image":{},"thumbnail":{},"video":{},"provider":{},"author":{}}`},
		"embeds with footers":   {message, `"embeds":[…]`, `{"footer":{}}`},
		"fields":                {message, `"embeds":[{"fields":[…]}]`, `{}`},
		"embeds with fields":    {message, `"embeds":[…]`, `{"fields":[{}]}`},
		"mentions":              {message, `"mentions":[…]`, `{}`},
		"mentioned roles":       {message, `"mention_roles":[…]`, `1`},
		"mentioned channels":    {message, `"mention_channels":[…]`, `{}`},
		"reactions":             {message, `"reactions":[…]`, `{}`},
		"reactions with emoji":  {message, `"reactions":[…]`, `{"emoji":{"user":{}}}`},
		"stickers":              {message, `"sticker_items":[…]`, `{}`},
		"snapshots":             {message, `"message_snapshots":[…]`, `{}`},
		"snapshots of messages": {message, `"message_snapshots":[…]`, `{"message":{}}`},
		"rows":                  {message, `"components":[…]`, `{"type":1}`},
		"selects":               {message, `"components":[{"type":1,"components":[…]}]`, `{"type":3}`},
		"options of a select":   {message, `"components":[{"type":1,"components":[{"type":3,"options":[…]}]}]`, `{}`},
		"containers":            {message, `"components":[…]`, `{"type":17,"components":[{"type":1}]}`},
		"galleries":             {message, `"components":[…]`, `{"type":12,"items":[{}]}`},
		"unknown components":    {message, `"components":[…]`, `{}`},
		"options":               {command, `"options":[…]`, `{}`},
		"options of options":    {command, `"options":[…]`, `{"options":[{}]}`},
		"users":                 {command, `"resolved":{"users":{…}}`, `"%":{}`},
		"members":               {command, `"resolved":{"members":{…}}`, `"%":{}`},
		"members with roles":    {command, `"resolved":{"members":{…}}`, `"%":{"roles":[]}`},
		"channels":              {command, `"resolved":{"channels":{…}}`, `"%":{}`},
		"messages":              {command, `"resolved":{"messages":{…}}`, `"%":{}`},
		"resolved attachments":  {command, `"resolved":{"attachments":{…}}`, `"%":{}`},
		"fields of a modal":     {modal, `"components":[…]`, `{"type":18,"component":{"type":4}}`},
		"values":                {modal, `"components":[{"type":18,"component":{"type":3,"values":[…]}}]`, `""`},
		"entitlements":          {func(member string) string { return strings.Replace(command(`"options":[]`), `{`, `{`+member+`,`, 1) }, `"entitlements":[…]`, `{}`},
		"referenced messages":   {message, `…`, ``},
	} {
		body := []byte(c.in(elements(c.list, c.of)))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, i, err := Decode(body)
		runtime.ReadMemStats(&after)
		if err != nil && !errors.Is(err, wire.ErrRoom) {
			t.Errorf("%s: %v", name, err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > mostMemory {
			t.Errorf("%s: decoding %d bytes allocates %d KB, error %v", name, len(body), took>>10, err)
		} else {
			t.Logf("%s: %d bytes, %d KB, %v", name, len(body), took>>10, err)
		}
		runtime.KeepAlive(i)
	}
}

// elements fills a list with as many elements as a body holds. A % becomes a number of three
// characters or more.
func elements(list, of string) string {
	if of == "" { // a message in a message
		const depth = 5000
		return strings.Repeat(`"referenced_message":{`, depth) + `"id":"1"` + strings.Repeat(`}`, depth)
	}
	var all bytes.Buffer
	for n := 100; all.Len() < bodySize-1000; n++ {
		if all.Len() > 0 {
			all.WriteByte(',')
		}
		all.WriteString(strings.ReplaceAll(of, "%", Snowflake(n).String()))
	}
	return strings.Replace(list, "…", all.String(), 1)
}

// TestMemoryLeavesRoomForMessages decodes what Discord really sends, repeated until it fills a
// body: lists with ten times as many elements as Discord allows are still read.
func TestMemoryLeavesRoomForMessages(t *testing.T) {
	component, err := os.ReadFile("../testdata/payloads/component.json")
	if err != nil {
		t.Fatal(err)
	}
	small := map[string]string{
		"embeds":        `{"type":"rich","description":"x"}`,
		"attachments":   `{"id":"1","filename":"a.png","size":1,"url":"https://cdn.discordapp.com/a","proxy_url":"https://media.discordapp.net/a"}`,
		"components":    `{"type":1,"components":[{"type":2,"style":1,"custom_id":"a"}]}`,
		"mention_roles": `"1310000000000000009"`,
		"mentions":      `{"id":"1310000000000000009","username":"ami","discriminator":"0","avatar":null}`,
	}
	for name, of := range small {
		for _, count := range []int{1, 100, 5000} {
			body := []byte(`{"type":3,"id":"1","application_id":"1","token":"t","data":{"custom_id":"x","component_type":2},"message":{"id":"1","` +
				name + `":[` + strings.TrimSuffix(strings.Repeat(of+",", count), ",") + `]}}`)
			if _, _, err := Decode(body); err != nil {
				t.Errorf("%d %s of %d bytes: %v", count, name, len(body), err)
			}
		}
	}
	if _, _, err := Decode(component); err != nil {
		t.Error(err)
	}
}

// TestNoCliffAtLargeBodies decodes messages around 64 KiB, up to which one copy of the body serves
// for all text. A larger message may take a few allocations more than a smaller one: another copy,
// and a longer list.
func TestNoCliffAtLargeBodies(t *testing.T) {
	before := 0.0
	for _, size := range []int{56, 60, 64, 66, 70, 80, 100, 130} {
		var list strings.Builder
		for list.Len() < size<<10 {
			list.WriteString(`{"name":"a field","value":"with some text in it"},`)
		}
		body := []byte(`{"type":3,"id":"1","application_id":"1","token":"t","data":{"custom_id":"x","component_type":2},"message":{"id":"1","embeds":[{"fields":[` +
			strings.TrimSuffix(list.String(), ",") + `]}]}}`)
		allocations := testing.AllocsPerRun(10, func() {
			if _, _, err := Decode(body); err != nil {
				t.Fatal(err)
			}
		})
		if before != 0 && allocations > before+3 {
			t.Errorf("%v allocations for %d bytes, %v for the size before", allocations, len(body), before)
		}
		t.Logf("%v allocations for %d bytes", allocations, len(body))
		before = allocations
	}
}
