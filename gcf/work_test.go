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

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

const (
	deferred = "callback 5"
	done     = "original done"
)

// startWork starts a function that calls Discord at the recorder's.
func startWork(t *testing.T, program string, discord *recorder, environment ...string) *process {
	t.Helper()
	environment = append(environment, "DISCORD_PUBLIC_KEY="+vectors.PublicKey(), "DISCORD_API_URL="+discord.url)
	return startSelf(t, program, "Interactions", environment...)
}

// command makes the request by which Discord sends a slash command; options are JSON objects.
func (p *process) command(t *testing.T, ctx context.Context, name string, options ...string) *http.Request {
	t.Helper()
	body := fmt.Sprintf(`{"type":2,"id":"846462639134605312","application_id":"845027738276462632","token":"a-token",
		"version":1,"data":{"id":"2","name":%q,"type":1,"options":[%s]},"user":{"id":"3","username":"someone"}}`,
		name, strings.Join(options, ","))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(core.SignatureHeader, vectors.Sign(vectors.Timestamp, []byte(body)))
	r.Header.Set(core.TimestampHeader, vectors.Timestamp)
	return r
}

func do(t *testing.T, r *http.Request) (status int, body string) {
	t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func TestWorkIsDoneInsideTheRequest(t *testing.T) {
	discord := newRecorder(t)
	function := startWork(t, "work", discord)
	status, body := do(t, function.command(t, t.Context(), "defer"))
	discord.add(fmt.Sprintf("answered %d %q", status, body))
	want := []string{deferred, done, `answered 202 ""`}
	if got := discord.all(); !slices.Equal(got, want) {
		t.Errorf("what came was\n%q, want\n%q", got, want)
	}
	if status, body := do(t, function.command(t, t.Context(), "ping")); status != 200 || !strings.Contains(body, "pong") {
		t.Errorf("without work the answer is %d, %s", status, body)
	}
	if got := discord.all(); len(got) != len(want) {
		t.Errorf("without work Discord was called: %q", got)
	}
}

func TestInlineWorkIsDoneAfterTheRequest(t *testing.T) {
	discord := newRecorder(t)
	function := startWork(t, "inline", discord)
	status, body := do(t, function.command(t, t.Context(), "defer"))
	if status != 200 || body != `{"type":5}` {
		t.Errorf("answered %d, %s", status, body)
	}
	if got, want := discord.wait(t, 1), []string{done}; !slices.Equal(got, want) {
		t.Errorf("what came was\n%q, want\n%q", got, want)
	}
}

func TestInlineWorkEndsBeforeTheInstance(t *testing.T) {
	discord := newRecorder(t)
	function := startWork(t, "inline", discord)
	if status, _ := do(t, function.command(t, t.Context(), "slow")); status != 200 {
		t.Fatalf("answered %d", status)
	}
	function.terminate(t)
	if got, want := discord.all(), []string{done}; !slices.Equal(got, want) {
		t.Errorf("until the end came\n%q, want\n%q", got, want)
	}
}

func TestClientThatHangsUpDoesNotStopTheWork(t *testing.T) {
	discord := newRecorder(t)
	function := startWork(t, "work", discord)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	if response, err := http.DefaultClient.Do(function.command(t, ctx, "slow")); err == nil {
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
			if status, _ := do(t, function.command(t, t.Context(), "deadline")); status != 202 {
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
	function := startWork(t, "work", newRecorder(t))
	if status, body := do(t, function.command(t, t.Context(), "panic")); status != 500 || strings.Contains(body, "listener") {
		t.Errorf("a panic is answered %d, %s", status, body)
	}
	if status, _ := do(t, function.command(t, t.Context(), "panic later")); status != 202 {
		t.Errorf("work that panics is answered %d", status)
	}
	response, err := http.DefaultClient.Do(function.command(t, t.Context(), "broken file"))
	if err == nil {
		_, err = io.ReadAll(response.Body)
		response.Body.Close()
	}
	if err == nil {
		t.Error("an answer that broke off looks whole")
	}
	if status, body := do(t, function.command(t, t.Context(), "ping")); status != 200 || !strings.Contains(body, "pong") {
		t.Errorf("after all that the answer is %d, %s", status, body)
	}
}

func TestLogsOnGoogle(t *testing.T) {
	const trace = "105445aa7843bc8bf206b12000100000"
	discord := newRecorder(t)
	function := startWork(t, "work", discord, "K_SERVICE=interactions", "GOOGLE_CLOUD_PROJECT=fireflies")
	request := function.command(t, t.Context(), "panic later")
	request.Header.Set("X-Cloud-Trace-Context", trace+"/1;o=1")
	if status, _ := do(t, request); status != 202 {
		t.Fatalf("answered %d", status)
	}
	want := map[string]string{"listening": "INFO", "work failed": "ERROR"}
	for line := range strings.Lines(function.errors.String()) {
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
		if severity == "ERROR" && entry.Interaction != "846462639134605312" {
			t.Errorf("no interaction ID: %s", line)
		}
	}
	if len(want) > 0 {
		t.Errorf("not logged: %v in\n%s", want, function.errors.String())
	}
}
