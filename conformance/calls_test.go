package conformance

import (
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hotaru-go/hotaru/rest"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// request is what a call sent.
type request struct {
	method, path, query string
	body                []byte
}

// recording is a Discord that keeps the last request. It answers with null, and with an ID to the
// opening of a direct message, which another call follows.
type recording struct{ last request }

func (r *recording) RoundTrip(req *http.Request) (*http.Response, error) {
	r.last = request{method: req.Method, path: strings.TrimPrefix(req.URL.EscapedPath(), "/api/v10"), query: req.URL.RawQuery}
	if req.Body != nil {
		defer req.Body.Close()
		kind, params, _ := mime.ParseMediaType(req.Header.Get("Content-Type"))
		if kind == "multipart/form-data" {
			form, err := multipart.NewReader(req.Body, params["boundary"]).ReadForm(1 << 20)
			if err != nil {
				return nil, err
			}
			r.last.body = []byte(form.Value["payload_json"][0])
		} else {
			r.last.body, _ = io.ReadAll(req.Body)
		}
	}
	answer := "null" // decodes into everything
	if r.last.path == "/users/@me/channels" {
		answer = `{"id":"1"}`
	}
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(answer))}, nil
}

// operation is one method of one path in the description.
type operation struct {
	template, method string
	parts            []string
	queries          []string
	hasBody          bool
}

// operations are all that the description has.
var operations = sync.OnceValues(func() ([]operation, error) {
	file, err := os.Open(filepath.Join("..", "..", "shared", "discord", "openapi.json"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		return nil, err
	}
	var all []operation
	for template, node := range document.(map[string]any)["paths"].(map[string]any) {
		for method, o := range node.(map[string]any) {
			fields, ok := o.(map[string]any)
			if !ok {
				continue
			}
			one := operation{template: template, method: strings.ToUpper(method), parts: strings.Split(template, "/")}
			_, one.hasBody = fields["requestBody"]
			parameters, _ := fields["parameters"].([]any)
			for _, p := range parameters {
				if p := p.(map[string]any); p["in"] == "query" {
					one.queries = append(one.queries, p["name"].(string))
				}
			}
			all = append(all, one)
		}
	}
	return all, nil
})

// find returns the operation of a request. A literal part of the path takes precedence over a name
// in braces.
func find(t *testing.T, r request) (operation, bool) {
	all, err := operations()
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(r.path, "/")
	var found operation
	most := -1
	for _, o := range all {
		if o.method != r.method || len(o.parts) != len(parts) {
			continue
		}
		words := 0
		for n, part := range o.parts {
			if part == parts[n] {
				words++
			} else if !strings.HasPrefix(part, "{") {
				words = -1
				break
			}
		}
		if words > most {
			found, most = o, words
		}
	}
	return found, most >= 0
}

// undescribed are calls that the documentation has and the description does not.
var undescribed = map[string]string{
	"ListSKUs": "GET /applications/{application.id}/skus is documented; the description does not know it",
}

// TestCallsConform makes every call of rest.API, with as few and with as many parameters as
// possible, and compares its method, path, query and body with the description.
func TestCallsConform(t *testing.T) {
	d := discordDescription(t)
	made := map[string]bool{}
	for _, c := range calls {
		name, _, _ := strings.Cut(c.name, "/")
		made[name] = true
		t.Run(c.name, func(t *testing.T) {
			server := new(recording)
			client := rest.New(rest.Options{BotToken: "a-token", HTTP: &http.Client{Transport: server}})
			if err := c.call(t.Context(), rest.API{Client: client}); err != nil {
				t.Fatal(err)
			}
			o, ok := find(t, server.last)
			if reason, known := undescribed[name]; known {
				if ok {
					t.Errorf("the description knows it now: %s", reason)
				}
				return
			}
			if !ok {
				t.Fatalf("the description has no %s %s", server.last.method, server.last.path)
			}
			checkQuery(t, o, server.last.query)
			switch {
			case len(server.last.body) == 0:
			case !o.hasBody:
				t.Errorf("%s %s takes no body: %s", o.method, o.template, server.last.body)
			default:
				pointer := "#/paths/" + escapePointer(o.template) + "/" + strings.ToLower(o.method) + "/" + jsonBody
				if err := d.accepts(t, pointer, server.last.body); err != nil {
					t.Errorf("%s %s: %v\n%s", o.method, o.template, err, server.last.body)
				}
			}
		})
	}
	api := reflect.TypeFor[rest.API]()
	own := reflect.TypeFor[*rest.Client]()
	for n := range api.NumMethod() {
		name := api.Method(n).Name
		if _, promoted := own.MethodByName(name); !promoted && !made[name] {
			t.Errorf("no test makes the call %s", name)
		}
	}
}

func checkQuery(t *testing.T, o operation, query string) {
	t.Helper()
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if name != "" && !slices.Contains(o.queries, name) {
			t.Errorf("%s %s has no query parameter %q", o.method, o.template, name)
		}
	}
}

func escapePointer(path string) string {
	return strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path)
}

// call is one call of rest.API.
type call struct {
	name string
	call func(context.Context, rest.API) error
}
