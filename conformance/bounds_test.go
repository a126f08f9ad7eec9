package conformance

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// base is a valid body. TestBounds changes one value of it at a time.
type base struct {
	kind string // modal, choices, command, or a kind of message
	body string
	// fixed are names whose values stay: rules relate them to others. Of the list at a path that
	// ends with "=" the elements change, and their number stays.
	fixed []string
}

// The lengths, counts and numbers that are tried: those on both sides of every bound that Discord
// has anywhere.
var (
	lengths = []int{0, 1, 25, 26, 32, 33, 45, 46, 55, 56, 80, 81, 100, 101, 150, 151, 256, 257, 300, 301, 512, 513,
		1024, 1025, 2000, 2001, 2048, 2049, 4000, 4001, 4096, 4097}
	counts  = []int{0, 1, 2, 3, 4, 5, 6, 10, 11, 25, 26, 40, 41, 100, 101}
	numbers = []int{-1, 0, 1, 2, 3, 5, 6, 7, 10, 11, 25, 26, 768, 769, 4000, 4001, 6000, 6001, 1<<24 - 1, 1 << 24,
		1<<31 - 1, 1 << 31, 1<<53 - 1, 1 << 53}
)

// TestBounds holds that the bounds of our checks are those of Discord's description. Each value in
// the bodies is tried with every length, count or number: what we refuse, the description refuses,
// and what we send it accepts, but for the exceptions.
func TestBounds(t *testing.T) {
	d := discordDescription(t)
	double := newDouble()
	left := map[string]bool{}
	for name := range exceptions {
		left[name] = true
	}
	tried := 0
	for _, b := range bases {
		document := parsed(t, b.body)
		pointer, body, sent, err := judged(t, b.kind, document)
		if err != nil || d.accepts(t, pointer, body) != nil || d.accepts(t, pointer, sent) != nil {
			t.Fatalf("%s: %v, %v, %v", b.body, err, d.accepts(t, pointer, body), d.accepts(t, pointer, sent))
		}
		for _, at := range places(document, nil, b.fixed) {
			name := b.kind + "." + nameOf(at)
			if _, number := valueAt(document, at).(float64); number && strings.HasSuffix(name, ".value") {
				name += ", a number"
			}
			var stricter, laxer []string
			for _, v := range values(valueAt(document, at), at[len(at)-1]) {
				tried++
				changed := parsed(t, b.body)
				put(changed, at, v.value)
				pointer, body, sent, err := judged(t, b.kind, changed)
				if err == nil {
					body = sent
				}
				if refused := double.refuses(t, pointer, body); (refused != nil) != (err != nil) && !strings.Contains(b.body, "a.png") {
					t.Errorf("%s, %s: package discord says %v, the test Discord %v", name, v.text, err, refused)
				}
				switch {
				case err != nil && d.accepts(t, pointer, body) == nil:
					stricter = append(stricter, v.text)
				case err == nil && d.accepts(t, pointer, body) != nil:
					laxer = append(laxer, v.text)
				}
			}
			got := strings.TrimSpace(told("stricter at", stricter) + told("laxer at", laxer))
			x, known := exceptions[name]
			delete(left, name)
			if got != x.differs || known && (got == "" || x.reason == "" || !strings.HasPrefix(x.source, "https://")) {
				t.Errorf("%s: %q, want %q", name, got, x.differs)
			}
		}
	}
	for name := range left {
		t.Errorf("no body has %s", name)
	}
	t.Logf("%d bodies", tried)
	if tried < 3000 {
		t.Error("too few to show anything")
	}
}

func told(what string, values []string) string {
	if values == nil {
		return ""
	}
	return what + " " + strings.Join(values, " ") + " "
}

// judged returns what our checks say of a body, the body as a request, and as we would send it.
func judged(t *testing.T, kind string, document any) (pointer string, body, sent []byte, err error) {
	t.Helper()
	text := marshal(t, document)
	wrap := func(callback discord.CallbackType) []byte {
		return marshal(t, map[string]any{"type": callback, "data": document})
	}
	var to discord.Interaction = command
	var answer discord.Answer
	switch kind {
	case "command":
		var c discord.Command
		if err = json.Unmarshal(text, &c); err == nil {
			err = c.Check()
		}
		return commandRequest, text, marshal(t, c), err
	case "modal":
		var m discord.Modal
		err, answer, body = json.Unmarshal(text, &m), &m, wrap(discord.CallbackModal)
	case "choices":
		var c struct {
			Choices discord.Choices `json:"choices"`
		}
		err, body, to = json.Unmarshal(text, &c), wrap(discord.CallbackChoices), autocomplete(0)
		answer = c.Choices
	default:
		var m discord.Message
		err, answer, body = json.Unmarshal(text, &m), &m, wrap(discord.CallbackMessage)
		m.Files = []discord.File{file("a.png")}
		if !strings.Contains(string(text), "a.png") {
			m.Files = nil
		}
	}
	if err != nil {
		return callbackRequest, body, nil, err
	}
	payload, err := discord.EncodeAnswer(to, answer)
	if err != nil {
		return callbackRequest, body, nil, err
	}
	return callbackRequest, body, payload.JSON, nil
}

func parsed(t *testing.T, text string) (document any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return document
}

// places returns the paths of all values in a document but types and what is fixed.
func places(node any, path []any, fixed []string) (all [][]any) {
	at := slices.Clip(path)
	switch x := node.(type) {
	case map[string]any:
		for _, key := range sortedKeys(x) {
			if key != "type" && !slices.Contains(fixed, key) {
				all = append(all, places(x[key], append(at, key), fixed)...)
			}
		}
		return all
	case []any:
		if len(x) > 0 {
			all = append(all, places(x[0], append(at, 0), fixed)...)
		}
	case bool:
		return nil
	case string:
		if path[len(path)-1] == "id" {
			return nil // a snowflake, which has no length
		}
	}
	if path[len(path)-1] == 0 || slices.Contains(fixed, nameOf(path)+"=") {
		return all // an element of a list of texts or numbers, or what stays
	}
	return append(all, path)
}

func nameOf(path []any) string {
	var names []string
	for _, step := range path {
		if name, ok := step.(string); ok {
			names = append(names, name)
		}
	}
	return strings.Join(names, ".")
}

func valueAt(node any, path []any) any {
	for _, step := range path {
		switch x := node.(type) {
		case map[string]any:
			node = x[step.(string)]
		case []any:
			node = x[step.(int)]
		}
	}
	return node
}

func put(node any, path []any, value any) {
	switch x := valueAt(node, path[:len(path)-1]).(type) {
	case map[string]any:
		x[path[len(path)-1].(string)] = value
	}
}

type tried struct {
	text  string
	value any
}

// values are the other values to try in the place of one.
func values(v any, key any) (all []tried) {
	switch x := v.(type) {
	case string:
		for _, n := range lengths {
			text := repeat(n)
			if strings.HasSuffix(fmt.Sprint(key), "url") && n > 0 {
				if n < 25 {
					continue
				}
				text = url(n)
			}
			all = append(all, tried{fmt.Sprint(n), text})
		}
	case float64:
		for _, n := range numbers {
			all = append(all, tried{fmt.Sprint(n), n})
		}
	case []any:
		if len(x) == 0 {
			return nil
		}
		for _, n := range counts {
			list := []any{}
			for i := range n {
				list = append(list, another(x[0], i))
			}
			all = append(all, tried{fmt.Sprint(n), list})
		}
	}
	return all
}

// another returns a copy of an element of a list, with names and IDs of its own.
func another(element any, n int) any {
	switch x := element.(type) {
	case string:
		if strings.HasPrefix(x, ".") {
			return fmt.Sprint(x, n)
		}
		return fmt.Sprint(1000 + n)
	case map[string]any:
		copied := map[string]any{}
		for key, value := range x {
			text, isText := value.(string)
			switch {
			case isText && slices.Contains([]string{"name", "custom_id", "value", "label", "de"}, key):
				value = fmt.Sprint(text, n)
			case key == "id" && isText:
				value = fmt.Sprint(1000 + n)
			case key == "id":
				continue
			case !isText:
				value = another(value, n)
			}
			copied[key] = value
		}
		return copied
	case []any:
		list := []any{}
		for i, one := range x {
			list = append(list, another(one, 1000*(n+1)+i))
		}
		return list
	}
	return element
}
