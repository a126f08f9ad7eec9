package house_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/freeport"
)

const ping = `{"type":2,"id":"1","application_id":"2","token":"t","version":1,"user":{"id":"3","username":"ami"},"data":{"id":"4","name":"ping","type":1}}`

// TestFirstProgramAnswers runs the first program of the README, which serves core.Default. It runs
// unchanged on Lambda, and with another last line on net/http and on Cloud Functions. The test uses
// the program's one command each time.
func TestFirstProgramAnswers(t *testing.T) {
	t.Parallel()
	dir := copyOfRequirements(t)
	program := firstProgram(t)
	framework := "github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	for name, c := range map[string]struct {
		program func(port string) string
		ask     func(t *testing.T, binary, port string, key discordtest.Key) []byte
	}{
		"lambda": {func(string) string { return program }, askFunction},
		"net/http": {func(port string) string {
			return strings.NewReplacer(`hotaru/lambda"`, `hotaru/adapters"`, "lambda.Start(nil)", `adapters.ListenAndServe("127.0.0.1:`+port+`", nil)`).Replace(program)
		}, askServer},
		"Cloud Functions": {func(port string) string {
			return strings.NewReplacer(`"`+module+`/lambda"`, `"`+module+`/gcf"`+"\n\t"+`"`+framework+`"`,
				"log.Fatal(lambda.Start(nil))", `if err := gcf.HTTP("Interactions", nil); err != nil {
		log.Fatal(err)
	}
	log.Fatal(funcframework.StartHostPort("127.0.0.1", "`+port+`"))`).Replace(program)
		}, askServer},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			port := freeport.Find(t)
			folder := "first" + strings.NewReplacer("/", "", " ", "").Replace(name)
			write(t, filepath.Join(dir, folder, "main.go"), c.program(port))
			binary := filepath.Join(t.TempDir(), "program")
			build := exec.CommandContext(t.Context(), "go", "build", "-mod=mod", "-ldflags=-s -w", "-o", binary, "./"+folder)
			build.Dir = dir
			if output, err := build.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, output)
			}
			if answer := c.ask(t, binary, port, discordtest.NewKey()); !bytes.Contains(answer, []byte("pong")) {
				t.Errorf("/ping is answered %q", answer)
			}
		})
	}
}

func firstProgram(t *testing.T) string {
	t.Helper()
	for _, p := range pages(t) {
		if p.path != "README.md" {
			continue
		}
		for _, b := range p.blocks() {
			if b.language == "go" && strings.HasPrefix(b.text, "package main") {
				return b.text
			}
		}
	}
	t.Fatal("the README has no program")
	return ""
}

// runProgram starts a program, and ends it when the test ends.
func runProgram(t *testing.T, binary string, environment ...string) {
	t.Helper()
	command := exec.Command(binary)
	command.Env = environment
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
		if t.Failed() {
			t.Logf("the program wrote:\n%s", output.String())
		}
	})
}

// programPatience is how long a program may take to answer while the machine is busy.
const programPatience = 30 * time.Second

// askServer sends the command over HTTP until the program listens.
func askServer(t *testing.T, binary, port string, key discordtest.Key) []byte {
	runProgram(t, binary, "DISCORD_PUBLIC_KEY="+key.PublicKey(), "PORT="+port, "FUNCTION_TARGET=Interactions")
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for begun := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1:"+port+"/", strings.NewReader(ping))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("X-Signature-Timestamp", "1764000000")
		request.Header.Set("X-Signature-Ed25519", key.Sign("1764000000", []byte(ping)))
		response, err := client.Do(request)
		if err == nil {
			defer response.Body.Close()
			answer, err := io.ReadAll(response.Body)
			if err != nil {
				t.Fatal(err)
			}
			return answer
		}
		if time.Since(begun) > programPatience {
			t.Fatal(err)
		}
	}
}

// askFunction sends the command to the program as Lambda's Runtime API does.
func askFunction(t *testing.T, binary, _ string, key discordtest.Key) []byte {
	answers := make(chan []byte, 1)
	asked := make(chan struct{}, 1)
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/next") {
			select {
			case asked <- struct{}{}:
			default:
				<-r.Context().Done()
				return
			}
			w.Header().Set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
			w.Header().Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(time.Now().Add(programPatience).UnixMilli(), 10))
			fmt.Fprintf(w, `{"version":"2.0","rawPath":"/","headers":{"content-type":"application/json","x-signature-timestamp":"1764000000","x-signature-ed25519":%q},`+
				`"requestContext":{"http":{"method":"POST","path":"/"}},"body":%q,"isBase64Encoded":false}`, key.Sign("1764000000", []byte(ping)), ping)
			return
		}
		answer, _ := io.ReadAll(r.Body)
		w.WriteHeader(http.StatusAccepted)
		select {
		case answers <- answer:
		default:
		}
	}))
	t.Cleanup(func() { api.CloseClientConnections(); api.Close() })
	runProgram(t, binary, "DISCORD_PUBLIC_KEY="+key.PublicKey(), "AWS_LAMBDA_RUNTIME_API="+strings.TrimPrefix(api.URL, "http://"))
	select {
	case answer := <-answers:
		return answer
	case <-time.After(programPatience):
		t.Fatal("no answer")
		return nil
	}
}
