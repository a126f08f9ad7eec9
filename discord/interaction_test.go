package discord

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// payloads are interactions that Discord has sent, old and new.
func payloads(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../testdata/vectors/payloads/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no payloads: %v", err)
	}
	found := map[string][]byte{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found[strings.TrimSuffix(filepath.Base(file), ".json")] = body
	}
	return found
}

func TestPayloadsDecode(t *testing.T) {
	for name, body := range payloads(t) {
		kind, err := PeekType(body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		i, err := DecodeInteraction(kind, body)
		if kind == InteractionPing {
			if !errors.Is(err, ErrUnknownType) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		common := i.Common()
		if common.Type != kind || common.ID == 0 || common.Token == "" || common.Invoker().ID == 0 || !bytes.Equal(common.Raw(), body) {
			t.Errorf("%s: %+v", name, common)
		}
	}
}

func TestDecodingIsLenient(t *testing.T) {
	for name, body := range map[string]string{
		"nothing":       `{"type":%}`,
		"nulls":         `{"type":%,"id":null,"member":null,"user":null,"data":null,"message":null,"guild":null,"channel":null,"entitlements":null,"authorizing_integration_owners":null,"context":null,"app_permissions":null,"attachment_size_limit":null,"locale":null,"version":null}`,
		"numbers as ID": `{"type":%,"id":1,"application_id":2,"app_permissions":8,"data":{"id":3,"target_id":4}}`,
		"unknown":       `{"type":%,"new":{"x":[1]},"context":99,"locale":"xx","data":{"type":99,"component_type":99,"new":1,"components":[{"type":99}],"options":[{"name":"x","type":99}]}}`,
		"twice":         `{"type":%,"id":"1","id":"2","data":{"custom_id":"1","custom_id":"2","name":"x","name":"y"}}`,
	} {
		for _, kind := range []string{"2", "3", "4", "5"} {
			body := strings.ReplaceAll(body, "%", kind)
			if i := decoded[Interaction](t, body); i.Common().Invoker() == nil {
				t.Errorf("%s %s: no invoker", name, kind)
			}
		}
	}
}

// An error may be logged, so it must not contain text from a user.
func TestDecodingErrorsHoldNoText(t *testing.T) {
	const secret = "s3cret"
	for _, body := range []string{
		`{"type":2,"token":{"x":"s3cret"}}`, `{"type":2,"data":{"name":["s3cret"]}}`, `{"type":2,"data":"s3cret"}`,
		`{"type":2,"id":"s3cret"}`, `{"type":2,"token":"s3cret`, `{"type":2,"data":{"options":["s3cret"]}}`,
		`{"type":5,"data":{"components":"s3cret"}}`, `{"type":2,"version":"s3cret"}`,
	} {
		kind := InteractionCommand
		if strings.Contains(body, `"type":5`) {
			kind = InteractionModal
		}
		if _, err := DecodeInteraction(kind, []byte(body)); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// bodiesOfFuzzing are short forms of bodies with which FuzzDecodeInteraction failed, and of similar
// ones.
var bodiesOfFuzzing = []string{
	`{"type":2,"data":{"options":[{"value":1e400,"naMe":"x"}]}}`,
	`{"type":2,"data":{"options":[{"value":1e400,"name":"x","name":"y"}]}}`,
	`{"type":2,"token":"\ufffd","locale":"\ud83d"}`,
	`{"type":2,"token":"\\ufffd","locale":"\ud83d"}`,
	`{"type":2,"version":1e400,"locale":"\ud83d"}`,
}

// FuzzDecodeInteraction shows that no body causes a crash, in decoding or in the methods of the
// result.
func FuzzDecodeInteraction(f *testing.F) {
	for _, body := range payloads(f) {
		f.Add(body)
	}
	f.Add([]byte(optionsBody))
	f.Add([]byte(modalBody))
	for _, body := range bodiesOfFuzzing {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		kind, err := PeekType(body)
		if err != nil {
			if !errors.Is(err, ErrInvalidJSON) && !errors.Is(err, ErrMissingType) {
				t.Fatal(err)
			}
			return
		}
		if difference := readDifference(body); difference != "" {
			t.Fatal(difference)
		}
		i, err := DecodeInteraction(kind, body)
		if err != nil {
			return
		}
		i.Common().Invoker()
		switch i := i.(type) {
		case *CommandInteraction:
			ask(&i.Data)
		case *AutocompleteInteraction:
			ask(&i.Data)
			i.Data.Focused().Text()
		case *ComponentInteraction:
			i.Data.Mentionables()
			if i.Message != nil {
				EncodeAnswer(i, Update{Components: i.Message.Components.ForMessage()})
			}
		case *ModalInteraction:
			for c := range i.Data.Components.All() {
				if id, ok := componentCustomID(c); ok {
					i.Data.Value(id)
					i.Data.Text(id)
					i.Data.Attachments(id)
				}
			}
		}
	})
}

func ask(d *CommandData) {
	d.Route()
	d.TargetMember()
	d.TargetMessage()
	for _, o := range d.Values() {
		d.String(o.Name)
		d.Integer(o.Name)
		d.Number(o.Name)
		d.Boolean(o.Name)
		d.Member(o.Name)
		d.Mentionable(o.Name)
		d.Attachment(o.Name)
	}
}
