package playground

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// quote returns a Go string literal, with back quotes if that is easier to read.
func quote(text string) string {
	if strings.ContainsAny(text, "\"\\\n") && strconv.CanBackquote(strings.ReplaceAll(text, "\n", "")) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}

// valuesCode returns the argument with the values, with its leading comma, or nothing if there are
// no values.
func valuesCode(values discordtest.Values) string {
	if len(values) == 0 {
		return ""
	}
	var list []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		list = append(list, quote(name)+": "+valueCode(values[name]))
	}
	return ", discordtest.Values{" + strings.Join(list, ", ") + "}"
}

// valueCode returns one value as Go code. The value comes from JSON or is an uploaded file.
func valueCode(value any) string {
	switch v := value.(type) {
	case nil:
		return "nil"
	case string:
		return quote(v)
	case float64:
		if v == math.Trunc(v) && math.Abs(v) <= discord.MaxInteger {
			return strconv.FormatInt(int64(v), 10)
		}
		return strconv.FormatFloat(v, 'g', -1, 64)
	case discordtest.File:
		contentType := ""
		if v.ContentType != "" {
			contentType = "ContentType: " + quote(v.ContentType) + ", "
		}
		return fmt.Sprintf("discordtest.File{Name: %s, %sData: []byte(%s)}", quote(v.Name), contentType, quote(string(v.Data)))
	case []any:
		list := make([]string, len(v))
		for n, one := range v {
			list[n] = valueCode(one)
		}
		return "[]any{" + strings.Join(list, ", ") + "}"
	}
	return fmt.Sprint(value)
}

// checks returns the comparisons for a reply: what a person sees. name is the reply's variable.
func (p *Playground) checks(x *exchange, name string) []check {
	reply := p.look(x.ID)
	if !x.sent {
		return nil
	}
	if x.Kind == "autocomplete" {
		checks := []check{{"len(choices)", strconv.Itoa(len(reply.Choices))}}
		if len(reply.Choices) > 0 {
			checks = append(checks, check{"choices[0].Name", quote(reply.Choices[0].Name)})
		}
		return checks
	}
	if reply.Modal != nil {
		return []check{{name + ".Modal.Title", quote(reply.Modal.Title)}}
	}
	checks := []check{{"int(" + name + ".Type)", strconv.Itoa(int(reply.Type))}}
	m := reply.Message
	if m == nil {
		return checks
	}
	checks = append(checks, check{name + ".Ephemeral", strconv.FormatBool(reply.Ephemeral)})
	if m.Content != "" {
		checks = append(checks, check{name + ".Message.Content", quote(m.Content)})
	}
	if len(m.Embeds) > 0 {
		checks = append(checks, check{name + ".Message.Embeds[0].Title", quote(m.Embeds[0].Title)})
	}
	for n, f := range reply.Files {
		checks = append(checks, check{fmt.Sprintf("%s.Files[%d].Name", name, n), quote(f.Name)})
	}
	if ups := p.discord.FollowUps(reply); len(ups) > 0 {
		checks = append(checks, check{fmt.Sprintf("app.WaitFollowUps(%s, %d)[0].Content", name, len(ups)), quote(ups[0].Content)})
	}
	return checks
}
