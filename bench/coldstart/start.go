package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/bench/pinned"
)

// program is a program to measure, and the costs of its starts.
type program struct {
	name, dir, pkg string
	// echoes means that the program answers with the event, as the smallest program does.
	echoes      bool
	command     []string
	environment []string
	// interrupted means that SIGINT ends the program. Valgrind writes its profile on SIGINT.
	interrupted bool

	size         float64   // in bytes
	next, answer []float64 // in seconds
	peak         []float64 // in KiB
	faults       []float64 // page faults
}

// build builds the program with the Makefile's options for Lambda, but for this machine. Callgrind
// needs the names of functions.
func (p *program) build(binary string, symbols bool) error {
	flags := "-s -w"
	if symbols {
		flags = ""
	}
	command := exec.Command("go", "build", "-tags", "lambda.norpc", "-trimpath", "-ldflags", flags, "-o", binary, p.pkg)
	command.Dir = p.dir
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", p.pkg, err, out)
	}
	stat, err := os.Stat(binary)
	if err != nil {
		return err
	}
	p.size, p.command = float64(stat.Size()), []string{binary}
	return nil
}

// request is a Function URL's event with a slash command, and the public key that verifies it.
type request struct {
	event     []byte
	publicKey string
}

func newRequest() (*request, error) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	const body, timestamp = `{"type":2,"id":"1323984456678901277","application_id":"1306194278551453727",` +
		`"token":"aW50ZXJhY3Rpb246Y29tbWFuZA","version":1,"channel_id":"1187204534420766740","locale":"en-US",` +
		`"user":{"id":"218436509120135168","username":"ami","avatar":null,"discriminator":"0"},` +
		`"data":{"id":"1310000000000000009","name":"ping","type":1}}`, "1735689600"
	signature := hex.EncodeToString(ed25519.Sign(private, []byte(timestamp+body)))
	event, err := json.Marshal(map[string]any{
		"version": "2.0", "routeKey": "$default", "rawPath": "/", "rawQueryString": "",
		"headers": map[string]string{
			"content-type": "application/json", "user-agent": "Discord-Interactions/1.0 (+https://discord.com)",
			"x-signature-ed25519": signature, "x-signature-timestamp": timestamp, "x-forwarded-proto": "https",
		},
		"requestContext": map[string]any{
			"accountId": "anonymous", "stage": "$default", "timeEpoch": 1735689600000,
			"http": map[string]string{"method": "POST", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1"},
		},
		"body": body, "isBase64Encoded": false,
	})
	return &request{event, hex.EncodeToString(public)}, err
}

// check checks the content of an answer: the event itself, or a message of the bot.
func (r *request) check(answer []byte, echoes bool) error {
	if echoes {
		if !bytes.Equal(answer, r.event) {
			return fmt.Errorf("answered %.200q, want the event", answer)
		}
		return nil
	}
	var response struct {
		StatusCode int
		Body       string
	}
	var message struct {
		Type int
		Data struct{ Content string }
	}
	err := json.Unmarshal(answer, &response)
	if err == nil {
		err = json.Unmarshal([]byte(response.Body), &message)
	}
	if err != nil || response.StatusCode != http.StatusOK || message.Type != 4 || !strings.Contains(strings.ToLower(message.Data.Content), "pong") {
		return fmt.Errorf("answered %.200q, want a message that says pong: %v", answer, err)
	}
	return nil
}

// measured is the cost of one start.
type measured struct {
	next, answer time.Duration
	peak         float64 // in KiB
	faults       float64
}

// patience is how long a start may take. Under valgrind it takes seconds.
const patience = time.Minute

// start starts a program on some cores with its own Runtime API, and ends it when it asks for its
// second invocation.
func start(p *program, r *request, cores int) (one measured, err error) {
	var begun time.Time
	asked := 0
	done := make(chan error, 2)
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, call *http.Request) {
		now := time.Now()
		switch {
		case strings.HasSuffix(call.URL.Path, "/next") && asked == 0:
			one.next, asked = now.Sub(begun), 1
			w.Header().Set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
			w.Header().Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(now.Add(patience).UnixMilli(), 10))
			w.Header().Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:f")
			w.Write(r.event)
		case strings.HasSuffix(call.URL.Path, "/next"):
			done <- nil
			<-call.Context().Done()
		case strings.HasSuffix(call.URL.Path, "/response"):
			body, err := io.ReadAll(call.Body)
			one.answer = time.Since(begun)
			if err == nil {
				err = r.check(body, p.echoes)
			}
			if err != nil {
				done <- err
			}
			w.WriteHeader(http.StatusAccepted)
		default:
			body, _ := io.ReadAll(call.Body)
			done <- fmt.Errorf("called %s: %s", call.URL.Path, body)
		}
	}))
	defer api.Close()
	command := exec.Command(p.command[0], p.command[1:]...)
	command.Dir, command.Stderr = p.dir, os.Stderr
	command.Env = append([]string{
		"AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(api.URL, "http://"), "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256",
		"AWS_LAMBDA_INITIALIZATION_TYPE=on-demand", "DISCORD_PUBLIC_KEY=" + r.publicKey, "PATH=" + os.Getenv("PATH"),
	}, p.environment...)
	begun = time.Now()
	if err := pinned.Start(command, cores); err != nil {
		return one, err
	}
	select {
	case err = <-done:
	case <-time.After(patience):
		err = fmt.Errorf("nothing for %v", patience)
	}
	if err == nil {
		one.peak, err = pinned.Peak(command.Process.Pid)
		one.faults = faultsOf(command.Process.Pid)
	}
	end := os.Kill
	if p.interrupted {
		end = os.Interrupt
	}
	command.Process.Signal(end)
	command.Wait()
	return one, err
}

// faultsOf returns the page faults of a process so far. Nearly all of them load the binary.
func faultsOf(pid int) float64 {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	// The second field is the program's name, in parentheses. The 10th and 12th are the minor and
	// the major faults.
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	if len(fields) < 10 {
		return 0
	}
	minor, _ := strconv.ParseFloat(fields[7], 64)
	major, _ := strconv.ParseFloat(fields[9], 64)
	return minor + major
}
