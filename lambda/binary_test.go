package lambda

import (
	"bytes"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/examples/bot"
)

// buildExample builds examples/lambda as the Makefile builds it for Lambda, but for this machine.
func buildExample(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "bootstrap")
	command := exec.Command("go", "build", "-tags", "lambda.norpc", "-trimpath", "-ldflags", "-s -w", "-o", file, "../examples/lambda")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return file
}

// TestExample runs the program that template.yaml deploys, and compares each of its answers with
// what core answers to the same request in this process.
func TestExample(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	server, err := bot.New(core.Options{
		PublicKey: vectors.PublicKey(), APIURL: api.discordURL(), Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	p := start(t, buildExample(t), environment(api))
	table := vectors.Load(t)
	n := 0
	for i := range table {
		v := &table[i]
		if v.NotOn(vectors.Lambda) != "" {
			continue
		}
		n++
		inBase64 := !utf8.Valid(v.Body) || n%2 == 0
		one := api.invoke(t, eventOf(t, "function-url", v.Method, v.Path, v.Headers, v.Body, inBase64))
		if one.failed {
			t.Errorf("%s: %s", v.Name, one.body)
			continue
		}
		response := server.Serve(t.Context(), &core.Request{
			Method: v.Method, Path: v.Path, ContentType: v.Header("Content-Type"),
			Signature: v.Header(core.SignatureHeader), Timestamp: v.Header(core.TimestampHeader),
			Body: bytes.NewReader(v.Body), Length: int64(len(v.Body)),
		})
		got := responseOf(t, one.body)
		if got.Status != response.Status || got.Header.Get("Content-Type") != response.ContentType || !bytes.Equal(got.Body, response.Body) {
			t.Errorf("%s: %d %s, and core answers %d %s", v.Name, got.Status, got.Body, response.Status, response.Body)
		}
		response.NotSent(errNotRead)
	}
	if n < 50 {
		t.Errorf("only %d vectors", n)
	}
	for _, line := range strings.Split(strings.TrimSpace(p.output.String()), "\n") {
		if line != "" && !strings.HasPrefix(line, `{"timestamp":`) {
			t.Errorf("a line of the log is not JSON: %s", line)
		}
	}
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	p.wait(t, 2*time.Second)
}
