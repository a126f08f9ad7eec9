package conformance

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// TestBrokenBodiesAreRefused shows that the validation can fail: each of these is wrong in one thing.
func TestBrokenBodiesAreRefused(t *testing.T) {
	d := discordDescription(t)
	button := func(fields string) string {
		return `{"type":4,"data":{"components":[{"type":1,"components":[{"type":2,` + fields + `}]}]}}`
	}
	for pointer, bodies := range map[string][]string{
		callbackRequest: {
			`{}`, `[]`, `null`, `{"type":3}`, `{"type":"4"}`, `{"type":4,"data":[]}`, `{"type":8}`, `{"type":9}`,
			`{"type":4,"data":{"content":7}}`,
			`{"type":4,"data":{"contents":"misspelt"}}`,
			`{"type":4,"data":{"embeds":[{"titel":"misspelt"}]}}`,
			`{"type":4,"data":{"embeds":[{"timestamp":"yesterday"}]}}`,
			`{"type":4,"data":{"embeds":[{"fields":[{"name":"no value"}]}]}}`,
			`{"type":4,"data":{"attachments":[{"filename":"no ID"}]}}`,
			`{"type":4,"data":{"attachments":[{"id":0}]}}`,
			`{"type":4,"data":{"poll":{"question":"no object","answers":[]}}}`,
			`{"type":4,"data":{"poll":{"question":{"text":"q"},"answers":[{"text":"no media"}]}}}`,
			`{"type":4,"data":{"allowed_mentions":{"parse":["nobody"]}}}`,
			`{"type":4,"data":{"flags":"64"}}`,
			`{"type":4,"data":{"components":[{"type":10}]}}`,
			`{"type":4,"data":{"components":[{"type":2,"style":1,"custom_id":"a button at the top"}]}}`,
			`{"type":4,"data":{"components":[{"type":1,"components":[]}]}}`,
			`{"type":4,"data":{"components":[{"type":1,"components":[{"type":4,"custom_id":"a text input","style":1}]}]}}`,
			`{"type":4,"data":{"components":[{"type":9,"components":[{"type":10,"content":"no accessory"}]}]}}`,
			`{"type":4,"data":{"components":[{"type":12,"items":[]}]}}`,
			`{"type":4,"data":{"components":[{"type":17,"components":[{"type":17,"components":[]}]}]}}`,
			button(`"custom_id":"no style"`), button(`"style":9,"custom_id":"a"`), button(`"style":1,"custom_id":""`),
			button(`"style":1,"custom_id":"a","lable":"misspelt"`), button(`"style":5,"url":"no URL"`),
			`{"type":7,"data":{"content":"a","tts":true}}`,
			`{"type":8,"data":{"choices":[{"name":"a"}]}}`,
			`{"type":8,"data":{"choices":[{"name":"a","value":1},{"name":"b","value":"two types"}]}}`,
			`{"type":9,"data":{"custom_id":"a","title":"no components"}}`,
			`{"type":9,"data":{"custom_id":"a","title":"t","components":[{"type":18,"component":{"type":4,"custom_id":"no label","style":1}}]}}`,
			`{"type":9,"data":{"custom_id":"a","title":"t","components":[{"type":18,"label":"a button","component":{"type":2,"style":1,"custom_id":"b"}}]}}`,
			`{"type":9,"data":{"custom_id":"a","title":"t","components":[{"type":18,"label":"l","component":{"type":21,"custom_id":"r","options":[{"label":"only one","value":"1"}]}}]}}`,
			`{"type":12,"data":{}}`,
		},
		followUpRequest: {`[]`, `{"type":4}`, `{"content":null,"embed":{}}`},
		editRequest:     {`[]`, `{"tts":true}`, `{"attachments":{}}`},
		commandRequest: {
			`{}`, `{"name":""}`, `{"name":"a","options":{}}`, `{"name":"a","type":9}`, `{"name":"a","default_member_permissions":"x"}`,
			`{"name":"a","contexts":[]}`, `{"name":"a","contexts":[0,0]}`, `{"name":"a","descripton":"misspelt"}`,
			`{"name":"a","options":[{"type":3,"name":"o"}]}`,
			`{"name":"a","options":[{"type":12,"name":"o","description":"d"}]}`,
			`{"name":"a","options":[{"type":5,"name":"o","description":"d","choices":[]}]}`,
			`{"name":"a","options":[{"type":4,"name":"o","description":"d","choices":[{"name":"a","value":"text"}]}]}`,
			`{"name":"a","options":[{"type":1,"name":"o","description":"d","options":[{"type":1,"name":"s","description":"d"}]}]}`,
		},
		overwriteRequest: {`{}`, `[{}]`},
		guildRequest:     {`{}`, `[{"name":7}]`},
	} {
		for _, body := range bodies {
			if d.accepts(t, pointer, []byte(body)) == nil {
				t.Errorf("the description accepts %s", body)
			}
		}
	}
}

// TestMutatedAnswersAreRefused breaks generated answers: a field that is not Discord's in every
// object, and a value of another type in every field.
func TestMutatedAnswersAreRefused(t *testing.T) {
	d := discordDescription(t)
	t.Logf("seed %d", seed)
	refused := 0
	for k, kind := range kinds {
		for i := range 4 {
			payload, err := discord.EncodeAnswer(kind.to, kind.make(newGenerator(uint64(5e6+k*4+i), some)))
			if err != nil {
				t.Fatal(err)
			}
			for n := 0; ; n++ {
				var document any
				if err := json.Unmarshal(payload.JSON, &document); err != nil {
					t.Fatal(err)
				}
				at := n
				what := mutate(document, "", &at)
				if what == "" || n > 45 {
					break
				}
				if d.accepts(t, callbackRequest, marshal(t, document)) == nil {
					t.Errorf("%s, number %d: accepted with %s", kind.name, i, what)
				}
				refused++
			}
		}
	}
	t.Logf("%d mutated answers refused", refused)
	if refused < 1000 {
		t.Error("too few to show anything")
	}
}

// mutate breaks the n-th place that can be broken and returns its name. The name is empty if there
// are fewer places.
func mutate(node any, path string, n *int) string {
	here := func() bool { *n--; return *n == -1 }
	switch x := node.(type) {
	case map[string]any:
		if here() {
			x["no_such_field"] = 1
			return path + ": a field that is not Discord's"
		}
		for _, key := range sortedKeys(x) {
			if strings.HasSuffix(path, "name_localizations") || leftOut[key] {
				continue
			}
			if here() {
				x[key] = []any{map[string]any{"no": "such thing"}}
				return path + "." + key + ": a list of strange things"
			}
			if what := mutate(x[key], path+"."+key, n); what != "" {
				return what
			}
		}
	case []any:
		for _, child := range x {
			if what := mutate(child, path+"[]", n); what != "" {
				return what
			}
		}
	}
	return ""
}

// leftOut are fields that a known difference removes before the validation, which therefore cannot
// find errors in them, and the localizations, whose keys can be anything.
var leftOut = map[string]bool{"animated": true, "file_types": true, "nsfw": true, "name_localizations": true}
