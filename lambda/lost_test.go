package lambda

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// line is a line of a function's log, as docs/lambda.md filters it.
type line struct {
	Level, Message, RequestID, Error, Stack string
	InteractionID                           string `json:"interaction_id"`
	Route                                   string
	Type, Dropped                           int
}

// lines returns the lines of a log. Each must be JSON.
func lines(t *testing.T, text string) (all []line) {
	t.Helper()
	for one := range strings.Lines(text) {
		var l line
		if err := json.Unmarshal([]byte(one), &l); err != nil {
			t.Errorf("a line is not JSON: %s", one)
		}
		all = append(all, l)
	}
	return all
}

// only returns the one line of a log, which must be an ERROR.
func only(t *testing.T, text string) line {
	t.Helper()
	all := lines(t, text)
	if len(all) != 1 || all[0].Level != "ERROR" {
		t.Fatalf("want one ERROR line, have:\n%s", text)
	}
	return all[0]
}

// after returns what the function has logged after the first n bytes. The log comes through a pipe,
// so after makes the function log one more line and waits for it.
func (p *process) after(t *testing.T, api *runtimeAPI, n int) string {
	t.Helper()
	if one := api.invoke(t, commandEvent(t, "log")); one.failed {
		t.Fatalf("%s", one.body)
	}
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		text := p.output.String()[n:]
		if before, _, found := strings.Cut(text, "a line of the listener"); found && strings.HasSuffix(text, "\n") {
			return text[:strings.LastIndexByte(before, '\n')+1]
		}
	}
	t.Fatal("the log has no line of the listener")
	return ""
}

const (
	warmUpEvent = `{"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa","detail-type":"Scheduled Event","source":"aws.events",
		"account":"123456789012","time":"2015-10-08T16:53:06Z","region":"us-east-1","resources":[],"detail":{}}`
	// requestPrefix is the prefix of the IDs of the stand-in's invocations.
	requestPrefix = "8476a536-e9f4-11e8-9739-"
)

// An invocation that is not an HTTP request leaves one line, at ERROR, with the invocation's ID.
func TestOtherEventsFailTheInvocation(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	p := startChild(t, api, "work")
	for _, event := range []string{warmUpEvent, `{}`, `{"key1":"value1"}`, `null`, `[]`, `"x"`, `{"requestContext":7}`} {
		logged := len(p.output.String())
		one := api.invoke(t, []byte(event))
		var told struct{ ErrorMessage, ErrorType string }
		if err := json.Unmarshal(one.body, &told); err != nil {
			t.Fatal(err)
		}
		if !one.failed || told.ErrorType != "EventError" || !strings.Contains(told.ErrorMessage, "expected the event of a Function URL") {
			t.Errorf("%s: %s", event, one.body)
		}
		l := only(t, p.after(t, api, logged))
		if l.Message != "invocation failed" || l.RequestID != one.id || l.Error != told.ErrorMessage {
			t.Errorf("%s: %+v", event, l)
		}
	}
	// The library refuses it before hotaru's code gets the invocation.
	logged := len(p.output.String())
	if one := api.invoke(t, []byte(`{"version":`)); !one.failed {
		t.Errorf("half an event: %s", one.body)
	}
	if l := only(t, p.after(t, api, logged)); l.Message != "invocation failed" || l.Error == "" {
		t.Errorf("half an event: %+v", l)
	}
}

// A file that fails loses the answer. There is one line that describes the interaction, both
// buffered and streamed.
func TestFileThatFailsLeavesOneLine(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"BUFFERED", "RESPONSE_STREAM"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			api := newRuntimeAPI(t)
			p := startChild(t, api, "work", ModeVariable+"="+mode)
			for name, want := range map[string]string{"file-fails": "the disk is gone", "file-panics": "panic with a string"} {
				logged := len(p.output.String())
				one := api.invoke(t, commandEvent(t, name))
				if mode == "BUFFERED" && !one.failed {
					t.Errorf("%s: %s", name, one.body)
				}
				l := only(t, p.after(t, api, logged))
				if l.Message != "answer lost: it did not go out" || l.RequestID != one.id || !strings.Contains(l.Error, want) ||
					l.InteractionID != "1323984456678901277" || l.Route != name || l.Type != 2 || l.Dropped != 1 {
					t.Errorf("%s: %+v", name, l)
				}
				if (l.Stack != "") != (name == "file-panics") {
					t.Errorf("%s: stack %q", name, l.Stack)
				}
			}
		})
	}
}

// When Lambda refuses an answer, the library ends the process. One line says which answer is lost.
// Its work was done, because the library does not inform the handler. SECURITY.md says so.
func TestPostRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"work", "ping"} {
		api := newRuntimeAPI(t)
		p := startChild(t, api, "work")
		pong(t, api, name)
		api.await(t, "next", 2)
		api.mu.Lock()
		api.refuse = 413
		api.mu.Unlock()
		one := api.begin(t, commandEvent(t, name))
		p.wait(t, patience)
		l := only(t, p.output.String())
		if l.Message != "answer lost: it did not go out" || l.RequestID != one.id || l.Route != name || l.InteractionID == "" ||
			!strings.Contains(l.Error, "413") {
			t.Errorf("%s: %+v", name, l)
		}
		if n := count(api.noted(), "discord POST /webhooks"); name == "work" && n != 2 {
			t.Errorf("the work was done %d times, want twice: %q", n, api.noted())
		}
	}
}

// If Lambda refuses a refusal, no answer is lost, but the process still ends.
func TestPostOfARefusalRefused(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	api.refuse = 413
	p := startChild(t, api, "work")
	api.begin(t, eventOf(t, "function-url", "GET", "/", nil, nil, false))
	p.wait(t, patience)
	if l := only(t, p.output.String()); !strings.Contains(l.Message, "413") {
		t.Errorf("%+v", l)
	}
}

func TestMainReportsWhyItDoesNotStart(t *testing.T) {
	t.Parallel()
	for kind, test := range map[string]struct {
		variable, told string
		stack          bool
	}{
		"main":           {"DISCORD_PUBLIC_KEY=", "set DISCORD_PUBLIC_KEY", false},
		"main-panics":    {"A=", "panic: no table", true},
		"main, bad mode": {ModeVariable + "=STREAM", "RESPONSE_STREAM", false},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			api := newRuntimeAPI(t)
			p := startChild(t, api, strings.TrimSuffix(kind, ", bad mode"), test.variable)
			p.wait(t, patience)
			if p.ProcessState.ExitCode() != 1 || !slices.Equal(api.noted(), []string{"init/error"}) {
				t.Errorf("ended with %v, the journal: %q", p.ProcessState, api.noted())
			}
			if !strings.HasPrefix(api.initError, "Runtime.InitError {") || !strings.Contains(api.initError, test.told) {
				t.Errorf("Lambda was told %s", api.initError)
			}
			l := only(t, p.output.String())
			if l.Message != "function not started" || !strings.Contains(l.Error, test.told) || (l.Stack != "") != test.stack {
				t.Errorf("%+v", l)
			}
		})
	}
}

func TestMainServes(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	startChild(t, api, "main")
	one := api.invoke(t, signedEvent(t, []byte(`{"type":1}`), true))
	if got := responseOf(t, one.body); got.Status != 200 || !strings.HasPrefix(one.id, requestPrefix) {
		t.Errorf("%s", one.body)
	}
}

func TestMainOutsideOfLambda(t *testing.T) {
	t.Parallel()
	p := start(t, os.Args[0], []string{childVariable + "=main"})
	p.wait(t, patience)
	if out := p.output.String(); p.ProcessState.ExitCode() != 1 || !strings.Contains(out, "adapters.ListenAndServe") || strings.Contains(out, "DISCORD") {
		t.Errorf("%v: %s", p.ProcessState, out)
	}
}

// The lines of log.Fatal end a program, so an alarm must see them.
func TestFatalLinesAreErrors(t *testing.T) {
	t.Parallel()
	p := startChild(t, newRuntimeAPI(t), "log.Fatal")
	p.wait(t, patience)
	all := lines(t, p.output.String())
	if len(all) != 2 || all[0].Level != "INFO" || all[1].Level != "ERROR" || all[1].Message != "the end of it" {
		t.Errorf("%s", p.output)
	}
}
