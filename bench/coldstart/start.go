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
)

// build builds as the Makefile does for Lambda, but for this machine.
func (p *program) build() error {
	command := exec.Command("go", "build", "-tags", "lambda.norpc", "-trimpath", "-ldflags", "-s -w", "-o", p.binary, p.pkg)
	command.Dir = p.dir
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", p.pkg, err, out)
	}
	stat, err := os.Stat(p.binary)
	if err != nil {
		return err
	}
	p.size = stat.Size()
	return nil
}

// signedEvent is a Function URL's event of a slash command, and the public key to verify it by.
func signedEvent() (event []byte, publicKey string, err error) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, "", err
	}
	const body, timestamp = `{"type":2,"id":"1323984456678901277","application_id":"1306194278551453727",` +
		`"token":"aW50ZXJhY3Rpb246Y29tbWFuZA","version":1,"channel_id":"1187204534420766740","locale":"en-US",` +
		`"user":{"id":"218436509120135168","username":"ami","avatar":null,"discriminator":"0"},` +
		`"data":{"id":"1310000000000000009","name":"ping","type":1}}`, "1735689600"
	signature := hex.EncodeToString(ed25519.Sign(private, []byte(timestamp+body)))
	event, err = json.Marshal(map[string]any{
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
	return event, hex.EncodeToString(public), err
}

// measured is what one start cost.
type measured struct {
	next, answer time.Duration
	peak         int64
}

// patience is how long a start may take.
const patience = 20 * time.Second

// start starts a binary with a Runtime API of its own, and ends it when it asks for its second invocation.
func start(binary string, event []byte, publicKey string) (one measured, err error) {
	var begun time.Time
	asked := 0
	done := make(chan error, 2)
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := time.Now()
		switch {
		case strings.HasSuffix(r.URL.Path, "/next") && asked == 0:
			one.next, asked = now.Sub(begun), 1
			w.Header().Set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
			w.Header().Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(now.Add(patience).UnixMilli(), 10))
			w.Header().Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:f")
			w.Write(event)
		case strings.HasSuffix(r.URL.Path, "/next"):
			done <- nil
			<-r.Context().Done()
		case strings.HasSuffix(r.URL.Path, "/response"):
			body, err := io.ReadAll(r.Body)
			one.answer = time.Since(begun)
			if err != nil || bytes.Contains(body, []byte(`"statusCode":4`)) || bytes.Contains(body, []byte(`"statusCode":5`)) {
				done <- fmt.Errorf("answered %s, %v", body, err)
			}
			w.WriteHeader(http.StatusAccepted)
		default:
			body, _ := io.ReadAll(r.Body)
			done <- fmt.Errorf("called %s: %s", r.URL.Path, body)
		}
	}))
	defer api.Close()
	command := exec.Command(binary)
	command.Stderr = os.Stderr
	command.Env = []string{
		"AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(api.URL, "http://"), "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256",
		"AWS_LAMBDA_INITIALIZATION_TYPE=on-demand", "DISCORD_PUBLIC_KEY=" + publicKey,
	}
	begun = time.Now()
	if err := command.Start(); err != nil {
		return one, err
	}
	select {
	case err = <-done:
	case <-time.After(patience):
		err = fmt.Errorf("nothing for %v", patience)
	}
	if err == nil {
		one.peak, err = peakOf(command.Process.Pid)
	}
	command.Process.Kill()
	command.Wait()
	return one, err
}

// peakOf reads the most memory that a process has had at once, in KiB. What wait tells would not do: it counts the
// parent's memory before the program was loaded.
func peakOf(pid int) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		}
	}
	return 0, fmt.Errorf("no VmHWM in %s", status)
}
