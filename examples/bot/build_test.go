package bot_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// clock is the time of Discord and of a built program. A test moves it. The program reads the
// offset from a file.
type clock struct {
	file string

	mu    sync.Mutex
	ahead time.Duration
}

// clockVariable is the environment variable with the clock's file, for a program that was built
// with it.
const clockVariable = "HOTARU_TEST_CLOCK"

func newClock(t *testing.T) *clock { return &clock{file: filepath.Join(t.TempDir(), "clock")} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

func (c *clock) advance(t *testing.T, d time.Duration) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
	// A program never reads a partly written file.
	if err := os.WriteFile(c.file+".new", []byte(c.ahead.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(c.file+".new", c.file); err != nil {
		t.Fatal(err)
	}
}

// These are the line of an engine that returns the time, and its replacement in a built program.
const (
	engineClock = "func (e *Engine) Now() time.Time { return time.Now() }"
	movedClock  = "func (e *Engine) Now() time.Time { return movedNow() }"
)

// endpointVariable holds what givenEndpoint returns. An address in the program's text would change
// with each run, and the program would be compiled and linked again.
const endpointVariable = "HOTARU_TEST_ENDPOINT"

// movedNow is a file that is added to the engine's package.
const movedNow = `

import (
	"os"
	"time"
)

func movedNow() time.Time {
	text, _ := os.ReadFile(os.Getenv("` + clockVariable + `"))
	ahead, _ := time.ParseDuration(string(text))
	return time.Now().Add(ahead)
}

func givenEndpoint() string { return os.Getenv("` + endpointVariable + `") }
`

// build builds one of the example's programs as it is deployed, but for this machine, and with
// changes to a file of its engine, which are pairs of old and new text. The new text may call
// movedNow and givenEndpoint.
func build(t *testing.T, program, engine string, changes ...string) string {
	t.Helper()
	source, err := filepath.Abs(engine)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	changed := string(text)
	for pairs := changes; len(pairs) > 0; pairs = pairs[2:] {
		if n := strings.Count(changed, pairs[0]); n != 1 {
			t.Fatalf("%s has %q %d times: this test changes it once", engine, pairs[0], n)
		}
		changed = strings.Replace(changed, pairs[0], pairs[1], 1)
	}
	dir := t.TempDir()
	replacement, added, overlay, binary := filepath.Join(dir, "engine.go"), filepath.Join(dir, "moved.go"), filepath.Join(dir, "overlay.json"), filepath.Join(dir, "bot")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {source: replacement, filepath.Join(filepath.Dir(source), "moved.go"): added}})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		replacement: []byte(changed), overlay: replace, added: []byte("package " + filepath.Base(filepath.Dir(source)) + movedNow),
	} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// Unlike go build, go run keeps the linked program in the build cache. With -exec cp, go run
	// copies the program.
	command := exec.CommandContext(t.Context(), "go", "run", "-overlay", overlay, "-tags", "lambda.norpc", "-trimpath", "-ldflags", "-s -w", "-exec", "cp", program, binary)
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", program, err, out)
	}
	return binary
}

// until waits until a condition holds, for half a minute at most.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 30 seconds", what)
		}
	}
}
