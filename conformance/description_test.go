package conformance

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The requests that an interactions app makes, as JSON pointers into Discord's description.
const (
	callbackRequest  = "#/paths/~1interactions~1%7Binteraction_id%7D~1%7Binteraction_token%7D~1callback/post/" + jsonBody
	followUpRequest  = "#/components/schemas/IncomingWebhookRequestPartial"
	editRequest      = "#/paths/~1webhooks~1%7Bwebhook_id%7D~1%7Bwebhook_token%7D~1messages~1@original/patch/" + jsonBody
	commandRequest   = "#/paths/~1applications~1%7Bapplication_id%7D~1commands/post/" + jsonBody
	overwriteRequest = "#/paths/~1applications~1%7Bapplication_id%7D~1commands/put/" + jsonBody
	guildRequest     = "#/paths/~1applications~1%7Bapplication_id%7D~1guilds~1%7Bguild_id%7D~1commands/put/" + jsonBody
	messageRequest   = "#/paths/~1channels~1%7Bchannel_id%7D~1messages/post/" + jsonBody

	overwritePermissionsRequest = "#/paths/~1channels~1%7Bchannel_id%7D~1permissions~1%7Boverwrite_id%7D/put/" + jsonBody

	jsonBody = "requestBody/content/application~1json/schema"
)

// description is Discord's description of its API, compiled.
type description struct {
	compiler *jsonschema.Compiler
	mu       sync.Mutex
	schemas  map[string]*jsonschema.Schema
}

var loadOnce = sync.OnceValues(func() (*description, error) {
	file, err := os.Open(filepath.Join("..", "..", "shared", "discord", "openapi.json"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		return nil, err
	}
	shut(document.(map[string]any)["components"])
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	if err := compiler.AddResource("openapi.json", document); err != nil {
		return nil, err
	}
	return &description{compiler: compiler, schemas: map[string]*jsonschema.Schema{}}, nil
})

// discordDescription returns the description, or skips the test where it is not there.
func discordDescription(t testing.TB) *description {
	d, err := loadOnce()
	if os.IsNotExist(err) {
		t.Skip("SKIPPED: Discord's description is not at ../shared/discord/openapi.json beside the repository, so nothing was validated")
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// shut makes every object refuse fields that it does not describe. The original description accepts
// them, and almost every field is optional, so a misspelt one would pass.
func shut(node any) {
	switch x := node.(type) {
	case map[string]any:
		if _, described := x["properties"].(map[string]any); described && x["additionalProperties"] == nil {
			x["additionalProperties"] = false
		}
		// The compiler asserts the formats that JSON Schema knows, and int32 is not one of them.
		if x["format"] == "int32" && x["maximum"] == nil {
			x["maximum"] = json.Number("2147483647")
		}
		for _, child := range x {
			shut(child)
		}
	case []any:
		for _, child := range x {
			shut(child)
		}
	}
}

func (d *description) schema(t testing.TB, pointer string) *jsonschema.Schema {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.schemas[pointer] == nil {
		schema, err := d.compiler.Compile("openapi.json" + pointer)
		if err != nil {
			t.Fatalf("%s: %v", pointer, err)
		}
		d.schemas[pointer] = schema
	}
	return d.schemas[pointer]
}

// accepts returns why the description refuses a body of that request, after the known differences
// were removed.
func (d *description) accepts(t testing.TB, pointer string, body []byte) error {
	document := parse(t, body)
	for i := range differences {
		differences[i].apply(document)
	}
	return d.schema(t, pointer).Validate(document)
}

// acceptsAsItIs returns why the description refuses an unchanged body.
func (d *description) acceptsAsItIs(t testing.TB, pointer string, body []byte) error {
	return d.schema(t, pointer).Validate(parse(t, body))
}

func parse(t testing.TB, body []byte) any {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatalf("%v in %.200s", err, body)
	}
	return document
}
