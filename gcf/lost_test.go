package gcf_test

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// entry is a line as Cloud Logging reads it.
type entry struct {
	Severity, Message, Error, Stack, Route string
	InteractionID                          string `json:"interaction_id"`
	Trace                                  string `json:"logging.googleapis.com/trace"`
}

// errorsIn returns the lines of a log from WARNING on. Each line of the log must be JSON.
func errorsIn(t *testing.T, text string) (all []entry) {
	t.Helper()
	for line := range strings.Lines(text) {
		var e entry
		if line == "\n" {
			continue // the framework prints one after each request
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Errorf("a line is not JSON: %s", line)
		}
		if e.Severity != "INFO" {
			all = append(all, e)
		}
	}
	return all
}

// An answer that breaks off leaves one line, and no line from the framework.
func TestFileThatFailsLeavesOneLine(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	function := startWork(t, "work", discord, "K_SERVICE=interactions", "GOOGLE_CLOUD_PROJECT=fireflies")
	logged := len(function.errors.String())
	request := discord.command(t, t.Context(), function, "broken file").Request
	request.Header.Set("X-Cloud-Trace-Context", "105445aa7843bc8bf206b12000100000/1;o=1")
	if response, err := http.DefaultClient.Do(request); err == nil {
		_, _ = io.ReadAll(response.Body)
		response.Body.Close()
	}
	found := errorsIn(t, function.printed(t, "answer lost")[logged:])
	if len(found) != 1 || found[0].Severity != "ERROR" || found[0].Route != "broken file" || found[0].InteractionID == "" ||
		!strings.Contains(found[0].Error, "the disk is gone") || !strings.Contains(found[0].Trace, "fireflies") {
		t.Errorf("%+v", found)
	}
}

// A function that cannot be registered leaves one line that Cloud Logging reads at ERROR, and so
// does log.Fatal.
func TestStartThatFails(t *testing.T) {
	t.Parallel()
	for program, want := range map[string]entry{
		"init-fails":  {Message: "function not registered", Error: "set DISCORD_PUBLIC_KEY"},
		"init-panics": {Message: "function not registered", Error: "panic: no table"},
		"fatal":       {Message: "funcframework.Start: no port"},
	} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			c := exec.Command(os.Args[0], "-test.run=^TestProgram$")
			c.Env = []string{programVariable + "=" + program, "FUNCTION_TARGET=Interactions", "K_SERVICE=interactions", "HOME=" + t.TempDir()}
			out, err := c.CombinedOutput()
			if c.ProcessState.ExitCode() != 1 {
				t.Errorf("ended with %v", err)
			}
			found := errorsIn(t, string(out))
			if len(found) != 1 || found[0].Severity != "ERROR" || found[0].Message != want.Message || !strings.Contains(found[0].Error, want.Error) {
				t.Errorf("%s", out)
			}
			if program == "init-panics" && found[0].Stack == "" {
				t.Error("the line has no stack")
			}
		})
	}
}

// The framework's server sets no time-outs.
func TestSlowBodyUnderTheFramework(t *testing.T) {
	t.Parallel()
	discord := newRecorder(t)
	function := startWork(t, "work", discord)
	body, writer := io.Pipe()
	defer writer.Close()
	request := discord.command(t, t.Context(), function, "ping").Request
	request.Body, request.ContentLength = body, 100
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusRequestTimeout || !response.Close {
		t.Errorf("status %d, closes: %t; want 408, true", response.StatusCode, response.Close)
	}
}
