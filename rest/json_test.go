package rest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// An answer with unusual content is not dropped, because Discord has acted on the call.
func TestOddAnswersAreRead(t *testing.T) {
	i, _ := serveSteps(t, answer(200, `{"id":77,"new":{"a":[1]},"content":"first","content":"h`+"\xff"+`\ud800llo","edited_timestamp":null}`))
	made, err := i.Original(within(t, 5*time.Second))
	if err != nil || made.ID != 77 || made.Content != "h\uFFFD\uFFFDllo" {
		t.Errorf("%+v, %v", made, err)
	}
}

func TestCallbacksOfEveryShapeAreRead(t *testing.T) {
	const interaction = `{"interaction":{"id":"2","response_message_id":null}`
	for body, want := range map[string]string{
		`null`:                                  `{"id":"0"}`,
		interaction + `}`:                       `{"id":"2"}`,
		interaction + `,"resource":null}`:       `{"id":"2"}`,
		interaction + `,"resource":{"type":6}}`: `{"id":"2"} 6`,
		interaction + `,"resource":{"type":4,"message":null}}`:                  `{"id":"2"} 4`,
		interaction + `,"resource":{"type":4,"message":` + messageBody + `}}`:   `{"id":"2"} 4 hello`,
		interaction + `,"resource":{"type":12,"activity_instance":{"id":"a"}}}`: `{"id":"2"} 12 a`,
		interaction + `,"resource":{"type":4,"message":5}}`:                     "not the JSON expected",
		interaction + `,"resource":{"type":4,"message":{"id":"secret"}}}`:       "not the JSON expected",
		interaction + `,"resource":"secret"}`:                                   "not the JSON expected",
	} {
		i, _ := serveSteps(t, answer(200, body))
		made, err := i.AnswerWithMessage(within(t, 5*time.Second), text)
		if err != nil {
			if mustContain(t, err, want); strings.Contains(err.Error(), "secret") {
				t.Errorf("the error holds the body: %v", err)
			}
			continue
		}
		got := `{"id":"` + made.Interaction.ID.String() + `"}`
		if r := made.Resource; r != nil {
			number, _ := json.Marshal(r.Type)
			got += " " + string(number)
			if r.Message != nil {
				got += " " + r.Message.Content
			}
			if r.ActivityInstance != nil {
				got += " " + r.ActivityInstance.ID
			}
		}
		if got != want {
			t.Errorf("%s is read as %s, want %s", body, got, want)
		}
	}
}

func TestAuthorizationWithoutAnApplication(t *testing.T) {
	for body, want := range map[string]string{
		`{}`: "no verify_key", `{"application":null}`: "no verify_key", `{"application":{}}`: "no verify_key",
		`{"application":"secret"}`: "not the JSON expected", `["secret"]`: "not the JSON expected",
	} {
		_, err := serve(t, rest.Options{BearerToken: bearerToken}, answer(200, body)).PublicKey(within(t, 5*time.Second))
		if mustContain(t, err, want); err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error holds the body: %v", err)
		}
	}
}

func TestCommandsAreSentAsTheyStand(t *testing.T) {
	for want, commands := range map[string][]discord.Command{
		`[]`: nil,
		`[{"name":"a","name_localizations":{"cs":"c","de":"d"},"description":"<b> & c"}]`: {{
			Name: "a", Description: "<b> & c", NameLocalizations: map[discord.Locale]string{"de": "d", "cs": "c"}, ApplicationID: 5}},
	} {
		client := serve(t, rest.Options{BotToken: botToken}, func(w http.ResponseWriter, r *http.Request) {
			if got, err := io.ReadAll(r.Body); err != nil || string(got) != want {
				t.Errorf("sent %s, %v, want %s", got, err, want)
			}
			_, _ = io.WriteString(w, `[]`)
		})
		if _, err := client.OverwriteCommands(within(t, 5*time.Second), rest.CommandScope{ApplicationID: 1}, commands); err != nil {
			t.Error(err)
		}
	}
}

func TestChangesAreShownAsTheyStand(t *testing.T) {
	before := []discord.Command{{Name: "a", Description: "x", Contexts: []discord.InteractionContext{0}}}
	after := []discord.Command{{Name: "a", Description: "<b> & c", Contexts: []discord.InteractionContext{}}}
	changes := rest.Diff(before, after)
	want := []rest.FieldChange{{Path: "contexts", Before: "[0]", After: "[]"}, {Path: "description", Before: `"x"`, After: `"<b> & c"`}}
	if len(changes.Changed) != 1 || len(changes.Changed[0].Fields) != 2 ||
		changes.Changed[0].Fields[0] != want[0] || changes.Changed[0].Fields[1] != want[1] {
		t.Errorf("%+v, want %+v", changes.Changed, want)
	}
}
