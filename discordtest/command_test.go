package discordtest_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// caller makes calls without a rest.Client.
type caller struct {
	t   *testing.T
	api *discordtest.API
	// authorization is the Authorization header.
	authorization string
}

func (c caller) call(method, path, body string) (status int, answer any) {
	c.t.Helper()
	request, err := http.NewRequestWithContext(c.t.Context(), method, c.api.URL()+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	request.Header.Set("Authorization", c.authorization)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &answer); err != nil {
			c.t.Fatalf("%s %s: %v: %q", method, path, err, text)
		}
	}
	return response.StatusCode, answer
}

// at returns the value at a path of names and indexes in an answer.
func at(t *testing.T, answer any, steps ...any) any {
	t.Helper()
	for _, step := range steps {
		switch step := step.(type) {
		case string:
			o, _ := answer.(map[string]any)
			answer = o[step]
		case int:
			list, _ := answer.([]any)
			if step >= len(list) {
				t.Fatalf("no element %d in %v", step, answer)
			}
			answer = list[step]
		}
	}
	return answer
}

func newCaller(t *testing.T, o discordtest.APIOptions) (caller, string) {
	t.Helper()
	api, _ := started(t, o)
	t.Cleanup(http.DefaultClient.CloseIdleConnections)
	return caller{t, api, "Bot " + api.Options().BotToken}, fmt.Sprintf("/applications/%d", api.Options().ApplicationID)
}

func TestCommandsAreCreatedChangedAndDeleted(t *testing.T) {
	c, app := newCaller(t, discordtest.APIOptions{})
	const ping = `{"name":"ping","description":"Pings","name_localizations":{"de":"kling"},"options":[{"type":3,"name":"x","description":"X","required":false,"choices":[]}]}`

	status, made := c.call("POST", app+"/commands", ping)
	if status != 201 || at(t, made, "type") != 1.0 || at(t, made, "nsfw") != false || at(t, made, "version") == nil ||
		at(t, made, "application_id") != c.api.Options().ApplicationID.String() {
		t.Fatalf("created: %d %v", status, made)
	}
	id := at(t, made, "id").(string)
	if status, again := c.call("POST", app+"/commands", ping); status != 200 || at(t, again, "id") != id || at(t, again, "version") != at(t, made, "version") {
		t.Errorf("the same again: %d %v", status, again)
	}
	status, edited := c.call("PATCH", app+"/commands/"+id, `{"description":"Pongs"}`)
	if status != 200 || at(t, edited, "description") != "Pongs" || at(t, edited, "name") != "ping" || at(t, edited, "version") == at(t, made, "version") {
		t.Errorf("edited: %d %v", status, edited)
	}
	_, list := c.call("GET", app+"/commands", "")
	if _, there := at(t, list, 0).(map[string]any)["name_localizations"]; there {
		t.Error("localizations came without being asked for")
	}
	if option := at(t, list, 0, "options", 0).(map[string]any); option["required"] != nil || option["choices"] != nil {
		t.Errorf("option %v", option)
	}
	_, list = c.call("GET", app+"/commands?with_localizations=true", "")
	if at(t, list, 0, "name_localizations", "de") != "kling" {
		t.Errorf("with localizations: %v", list)
	}
	if status, _ := c.call("DELETE", app+"/commands/"+id, ""); status != 204 {
		t.Errorf("deleted: %d", status)
	}
	if status, gone := c.call("GET", app+"/commands/"+id, ""); status != 404 || at(t, gone, "code") != 10063.0 {
		t.Errorf("after deleting: %d %v", status, gone)
	}
}

func TestBulkOverwrite(t *testing.T) {
	c, app := newCaller(t, discordtest.APIOptions{})
	_, first := c.call("PUT", app+"/commands", `[{"name":"a","description":"A"},{"name":"Launch","type":4,"handler":2}]`)
	status, second := c.call("PUT", app+"/commands", `[{"name":"b","description":"B"},{"name":"a","description":"A"},{"name":"Launch","type":4,"handler":2}]`)
	if status != 200 || at(t, second, 1, "id") != at(t, first, 0, "id") || at(t, second, 1, "version") != at(t, first, 0, "version") {
		t.Errorf("a is another command: %v, then %v", first, second)
	}
	if status, answer := c.call("PUT", app+"/commands", `[]`); status != 400 || at(t, answer, "code") != 50240.0 {
		t.Errorf("without the entry point: %d %v", status, answer)
	}
	guild := app + "/guilds/1187204533208612864/commands"
	status, list := c.call("PUT", guild, `[{"name":"a","description":"A"}]`)
	if status != 200 || at(t, list, 0, "guild_id") != "1187204533208612864" || at(t, list, 0, "id") == at(t, first, 0, "id") {
		t.Errorf("in a guild: %d %v", status, list)
	}
	if got := len(c.api.Commands(0)); got != 3 {
		t.Errorf("%d global commands, want 3", got)
	}
}

func TestCommandsAreRefused(t *testing.T) {
	c, app := newCaller(t, discordtest.APIOptions{})
	status, answer := c.call("PUT", app+"/commands", `[{"name":"ok","description":"Ok"},{"name":"UPPER","description":"U","options":[{"type":3,"name":"x","description":""}]}]`)
	if status != 400 || at(t, answer, "code") != 50035.0 || at(t, answer, "message") != "Invalid Form Body" {
		t.Errorf("%d %v", status, answer)
	}
	for _, path := range [][]any{{"1", "name"}, {"1", "options", "0", "description"}} {
		path = append(append([]any{"errors"}, path...), "_errors", 0, "code")
		if code, _ := at(t, answer, path...).(string); code == "" {
			t.Errorf("no error at %v in %v", path, answer)
		}
	}
	if len(c.api.Commands(0)) != 0 {
		t.Error("a refused overwrite has changed something")
	}
	for name, test := range map[string]struct {
		authorization, path string
		status              int
		code                float64
	}{
		"no token":            {"", app + "/commands", 401, 0},
		"another's token":     {"Bot other", app + "/commands", 401, 0},
		"another application": {c.authorization, "/applications/5/commands", 404, 10002},
		"no such path":        {c.authorization, app + "/lanterns", 404, 0},
	} {
		other := caller{t, c.api, test.authorization}
		if status, answer := other.call("GET", test.path, ""); status != test.status || at(t, answer, "code") != test.code {
			t.Errorf("%s: %d %v", name, status, answer)
		}
	}
	if status, _ := c.call("DELETE", app+"/commands", ""); status != 405 {
		t.Errorf("a method that the route has not: %d", status)
	}
	if status, answer := c.call("POST", app+"/commands", `{"name":`); status != 400 || at(t, answer, "code") != 50109.0 {
		t.Errorf("broken JSON: %d %v", status, answer)
	}
}

func TestGuildsOfTheApplication(t *testing.T) {
	c, app := newCaller(t, discordtest.APIOptions{Guilds: []discord.Snowflake{7}})
	if status, answer := c.call("GET", app+"/guilds/8/commands", ""); status != 403 || at(t, answer, "code") != 50001.0 {
		t.Errorf("%d %v", status, answer)
	}
	if status, _ := c.call("GET", app+"/guilds/7/commands", ""); status != 200 {
		t.Errorf("%d", status)
	}
}

func TestDailyLimitOfCreates(t *testing.T) {
	clock := newClock()
	c, app := newCaller(t, discordtest.APIOptions{Now: clock.now})
	for n := range 20 {
		var list bytes.Buffer
		for m := range 10 {
			fmt.Fprintf(&list, `,{"name":"c%d-%d","description":"C"}`, n, m)
		}
		if status, answer := c.call("PUT", app+"/commands", "["+list.String()[1:]+"]"); status != 200 {
			t.Fatalf("%d %v", status, answer)
		}
	}
	const one = `{"name":"more","description":"One more"}`
	if status, answer := c.call("POST", app+"/commands", one); status != 400 || at(t, answer, "code") != 30034.0 {
		t.Errorf("the 201st: %d %v", status, answer)
	}
	clock.pass(25 * 60 * 60 * 1e9)
	if status, _ := c.call("POST", app+"/commands", one); status != 201 {
		t.Errorf("the next day: %d", status)
	}
}

func TestClientCredentials(t *testing.T) {
	c, app := newCaller(t, discordtest.APIOptions{})
	o := c.api.Options()
	token := func(scope string) (int, map[string]any) {
		form := url.Values{"grant_type": {"client_credentials"}, "scope": {scope}}
		request, _ := http.NewRequest("POST", c.api.URL()+"/oauth2/token", strings.NewReader(form.Encode()))
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.SetBasicAuth(o.ApplicationID.String(), o.ClientSecret)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		var answer map[string]any
		if err := json.Unmarshal(text, &answer); err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, answer
	}
	_, identify := token("identify")
	reader := caller{t, c.api, fmt.Sprint("Bearer ", identify["access_token"])}
	if status, me := reader.call("GET", "/oauth2/@me", ""); status != 200 || at(t, me, "application", "verify_key") != o.Key.PublicKey() {
		t.Errorf("%d %v", status, me)
	}
	if status, _ := reader.call("GET", app+"/commands", ""); status != 401 {
		t.Errorf("commands without the scope: %d", status)
	}
	_, update := token("applications.commands.update")
	writer := caller{t, c.api, fmt.Sprint("Bearer ", update["access_token"])}
	if status, _ := writer.call("PUT", app+"/commands", `[]`); status != 200 {
		t.Errorf("commands with the scope: %d", status)
	}
	if status, answer := token(""); status != 400 || answer["error"] != "invalid_scope" {
		t.Errorf("no scope: %d %v", status, answer)
	}
}
