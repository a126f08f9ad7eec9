package firestore_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/internal/freeport"
	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/leak"
	"github.com/hotaru-go/hotaru/store"
	"github.com/hotaru-go/hotaru/store/firestore"
	"github.com/hotaru-go/hotaru/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

// program is Google's own emulator, as Debian's package google-cloud-cli-firestore-emulator
// installs it.
const program = "/usr/lib/google-cloud-sdk/platform/cloud-firestore-emulator/cloud_firestore_emulator"

// emulator starts Google's emulator, which needs Java, and returns its host.
func emulator(t *testing.T) string {
	t.Helper()
	if os.Getenv("HOTARU_REQUIRE_TOOLS") == "" {
		t.Skip("NOT RUN: Google's Firestore emulator takes half a minute; set HOTARU_REQUIRE_TOOLS, as .ci/run does")
	}
	// .ci/run cannot install it, so it is optional.
	if _, err := os.Stat(program); err != nil {
		t.Skip("NOT RUN: Google's Firestore emulator is not installed: " + program)
	}
	if _, err := exec.LookPath("java"); err != nil {
		t.Skip("NOT RUN: Google's Firestore emulator needs java")
	}
	port := freeport.Find(t)
	host := "127.0.0.1:" + port
	command := exec.Command(program, "start", "--host=127.0.0.1", "--port="+port)
	// The script starts Java as its child. Both must be ended.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
		_ = command.Wait()
	})
	for range 600 {
		if response, err := http.Get("http://" + host + "/"); err == nil {
			text, _ := io.ReadAll(response.Body)
			response.Body.Close()
			if strings.TrimSpace(string(text)) == "Ok" {
				return host
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
	_ = command.Wait()
	t.Fatalf("the emulator did not start:\n%s", output.String())
	return ""
}

// The suite runs against Google's emulator.
func TestOnEmulator(t *testing.T) {
	t.Setenv("FIRESTORE_EMULATOR_HOST", emulator(t))
	t.Cleanup(httpcall.CloseIdleConnections)
	open := func(t *testing.T, o firestore.Options) *firestore.Store {
		t.Helper()
		o.Project = "demo-hotaru"
		s, err := firestore.New(o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	t.Run("conformance", func(t *testing.T) {
		storetest.Run(t, storetest.Engine{Writers: 4, Open: func(t *testing.T, now func() time.Time) store.Store {
			return open(t, firestore.Options{Now: now})
		}})
	})
	t.Run("lost answers", func(t *testing.T) { lostAnswers(t, open) })
}

// lostAnswers loses every fourth answer after Firestore has acted on the call. The store's results
// are still correct.
func lostAnswers(t *testing.T, open func(*testing.T, firestore.Options) *firestore.Store) {
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	n := 0
	s := open(t, firestore.Options{HTTP: &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		response, err := transport.RoundTrip(r)
		if n++; err == nil && n%4 == 1 {
			response.Body.Close()
			return nil, io.ErrUnexpectedEOF
		}
		return response, err
	})}})
	for round := range 8 {
		key := fmt.Sprint("lost", round)
		if stored, err := s.PutIfAbsent(t.Context(), key, []byte("x"), time.Hour); err != nil || !stored {
			t.Errorf("PutIfAbsent of a new key returns %v, %v", stored, err)
		}
		if swapped, err := s.CompareAndSwap(t.Context(), key, []byte("x"), []byte("y"), 0); err != nil || !swapped {
			t.Errorf("CompareAndSwap returns %v, %v", swapped, err)
		}
		if sum, err := s.Add(t.Context(), "lost", 1, 0); err != nil || sum != int64(round+1) {
			t.Errorf("addition %d returns %d, %v", round+1, sum, err)
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestNew(t *testing.T) {
	for _, o := range []firestore.Options{{Collection: "a/b"}, {Collection: ".."}, {Database: "a b"}} {
		if _, err := firestore.New(o); err != firestore.ErrName {
			t.Errorf("%q, %q: %v", o.Database, o.Collection, err)
		}
	}
}

// A refusal names the call and the status, and contains no stored data.
func TestErrorsAreScrubbed(t *testing.T) {
	answer := func(status int, body string) error {
		s, err := firestore.New(firestore.Options{
			Project: "p", Token: func(context.Context) (string, error) { return "the-access-token", nil },
			HTTP: &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				if r.Header.Get("Authorization") != "Bearer the-access-token" {
					t.Error("the request is not authorized")
				}
				return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
			})},
		})
		if err != nil {
			t.Fatal(err)
		}
		return s.Put(t.Context(), "a person's key", []byte("a person's text"), 0)
	}
	for _, test := range []struct {
		status     int
		body, want string
	}{
		{403, `{"error":{"code":403,"message":"Missing or insufficient permissions.","status":"PERMISSION_DENIED"}}`, "PERMISSION_DENIED (status 403): Missing"},
		{400, `{"error":{"code":400,"message":"Document a person's key is wrong","status":"INVALID_ARGUMENT"}}`, "INVALID_ARGUMENT (status 400)"},
		{502, `<html>a person`, "Bad Gateway (status 502)"},
	} {
		err := answer(test.status, test.body)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "person") || strings.Contains(err.Error(), "token") {
			t.Errorf("%v; want %s", err, test.want)
		}
	}
}
