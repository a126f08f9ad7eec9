package gcf_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
)

const (
	deferred = "callback 5"
	done     = "original done"
)

// startWork starts a function that calls the recorder as Discord.
func startWork(t *testing.T, program string, discord *recorder, environment ...string) *process {
	t.Helper()
	environment = append(environment, "DISCORD_PUBLIC_KEY="+discord.key.PublicKey(), "DISCORD_API_URL="+discord.url)
	return startSelf(t, program, "Interactions", environment...)
}

func TestWorkIsDoneInsideTheRequest(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	function := startWork(t, "work", discord)
	status, body := discord.send(t, function, "defer")
	discord.add(fmt.Sprintf("answered %d %q", status, body))
	want := []string{deferred, done, `answered 202 ""`}
	if got := discord.all(); !slices.Equal(got, want) {
		t.Errorf("what came was\n%q, want\n%q", got, want)
	}
	if status, body := discord.send(t, function, "ping"); status != 200 || !strings.Contains(body, "pong") {
		t.Errorf("without work the answer is %d, %s", status, body)
	}
	if got := discord.all(); len(got) != len(want) {
		t.Errorf("without work Discord was called: %q", got)
	}
}

// If Discord's callback endpoint fails, the answer goes out inline, and its work is not lost.
func TestCallbackFails(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	function := startWork(t, "work", discord)
	discord.Fail(discordtest.Fault{Route: discordtest.RouteCallback, Status: http.StatusForbidden, Times: -1})
	if status, body := discord.send(t, function, "defer"); status != 200 || body != `{"type":5}` {
		t.Errorf("answered %d, %s", status, body)
	}
	entries := discord.wait(t, 2)
	if !strings.HasPrefix(entries[0], discordtest.RouteCallback+" refused: 403") || entries[1] != done {
		t.Errorf("what came was %q", entries)
	}
}

func TestInlineWorkIsDoneAfterTheRequest(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	function := startWork(t, "inline", discord)
	status, body := discord.send(t, function, "defer")
	if status != 200 || body != `{"type":5}` {
		t.Errorf("answered %d, %s", status, body)
	}
	if got, want := discord.wait(t, 1), []string{done}; !slices.Equal(got, want) {
		t.Errorf("what came was\n%q, want\n%q", got, want)
	}
}

func TestInlineWorkEndsBeforeTheInstance(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	function := startWork(t, "inline", discord)
	if status, _ := discord.send(t, function, "slow"); status != 200 {
		t.Fatalf("answered %d", status)
	}
	function.terminate(t)
	if got, want := discord.all(), []string{done}; !slices.Equal(got, want) {
		t.Errorf("until the end came\n%q, want\n%q", got, want)
	}
}

func TestClientThatHangsUpDoesNotStopTheWork(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	function := startWork(t, "work", discord)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	if response, err := http.DefaultClient.Do(discord.command(t, ctx, function, "slow").Request); err == nil {
		response.Body.Close()
		t.Fatalf("answered %d, before the client hung up", response.StatusCode)
	}
	discord.add("hung up")
	want := []string{deferred, "hung up", done}
	if got := discord.wait(t, len(want)); !slices.Equal(got, want) {
		t.Errorf("what came was\n%q, want\n%q", got, want)
	}
}

func TestWorkKnowsTheFunctionsTimeout(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, program, variable, want string
	}{
		{"of the environment", "work", "CLOUD_RUN_TIMEOUT_SECONDS=300", "5m0s"},
		{"of the option", "short", "CLOUD_RUN_TIMEOUT_SECONDS=300", "1m0s"},
		{"of the token", "work", "CLOUD_RUN_TIMEOUT_SECONDS=", "15m0s"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			discord := newRecorder(t)
			function := startWork(t, test.program, discord, test.variable)
			if status, _ := discord.send(t, function, "deadline"); status != 202 {
				t.Fatalf("answered %d", status)
			}
			want := []string{deferred, "original " + test.want}
			if got := discord.all(); !slices.Equal(got, want) {
				t.Errorf("what came was\n%q, want\n%q", got, want)
			}
		})
	}
}

func TestFunctionServesOn(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	function := startWork(t, "work", discord)
	if status, body := discord.send(t, function, "panic"); status != 500 || strings.Contains(body, "listener") {
		t.Errorf("a panic is answered %d, %s", status, body)
	}
	if status, _ := discord.send(t, function, "panic later"); status != 202 {
		t.Errorf("work that panics is answered %d", status)
	}
	response, err := http.DefaultClient.Do(discord.command(t, t.Context(), function, "broken file").Request)
	if err == nil {
		_, err = io.ReadAll(response.Body)
		response.Body.Close()
	}
	if err == nil {
		t.Error("an answer that broke off looks whole")
	}
	if status, body := discord.send(t, function, "ping"); status != 200 || !strings.Contains(body, "pong") {
		t.Errorf("after all that the answer is %d, %s", status, body)
	}
}

func TestLogsOnGoogle(t *testing.T) {
	t.Parallel()
	const trace = "105445aa7843bc8bf206b12000100000"
	discord := newRecorder(t)
	function := startWork(t, "work", discord, "K_SERVICE=interactions", "GOOGLE_CLOUD_PROJECT=fireflies")
	request := discord.command(t, t.Context(), function, "panic later")
	request.Header.Set("X-Cloud-Trace-Context", trace+"/1;o=1")
	if status, _ := discord.do(t, request); status != 202 {
		t.Fatalf("answered %d", status)
	}
	want := map[string]string{"listening": "INFO", "work failed": "ERROR"}
	for line := range strings.Lines(function.printed(t, "work failed")) {
		var entry struct {
			Message, Severity string
			Trace             string `json:"logging.googleapis.com/trace"`
			Interaction       string `json:"interaction_id"`
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			continue // The framework's own lines, and empty ones.
		}
		severity, ours := want[entry.Message]
		if !ours {
			continue
		}
		delete(want, entry.Message)
		if entry.Severity != severity || entry.Trace != "projects/fireflies/traces/"+trace {
			t.Errorf("%s", line)
		}
		if severity == "ERROR" && entry.Interaction != request.id.String() {
			t.Errorf("no interaction ID: %s", line)
		}
	}
	if len(want) > 0 {
		t.Errorf("not logged: %v", want)
	}
}
