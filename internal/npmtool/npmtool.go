// Package npmtool starts stand-ins for cloud services from the npm registry, for tests.
// .ci/npmtools installs them. If they are missing, tests are skipped, or fail if CI is set.
package npmtool

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Folder returns the folder into which .ci/npmtools installs: HOTARU_NPM_TOOLS, or .npmtools in the
// repository.
func Folder() string {
	if folder := os.Getenv("HOTARU_NPM_TOOLS"); folder != "" {
		return folder
	}
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", ".npmtools")
}

// Missing skips a test whose tool is missing, and fails it on CI.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("HOTARU_REQUIRE_TOOLS") != "" {
		t.Fatalf("NOT RUN: %s is missing, and HOTARU_REQUIRE_TOOLS is set; run .ci/npmtools", what)
	}
	t.Skipf("NOT RUN: %s is missing; run .ci/npmtools", what)
}

// ErrMissing means that a tool, or node, is not installed.
var ErrMissing = errors.New("missing; run .ci/npmtools")

// Script runs a script with node, in the folder of the tools, until the test ends. It returns the
// first line that the script prints. By convention that is the address that it listens on.
func Script(t testing.TB, tool, script string) string {
	t.Helper()
	line, stop, err := Start(tool, script)
	if errors.Is(err, ErrMissing) {
		Missing(t, tool)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return line
}

// Start is like Script, for programs. stop ends the script.
func Start(tool, script string) (line string, stop func(), err error) {
	if _, err := os.Stat(filepath.Join(Folder(), "node_modules", tool)); err != nil {
		return "", nil, fmt.Errorf("%s: %w", tool, ErrMissing)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		return "", nil, fmt.Errorf("node: %w", ErrMissing)
	}
	command := exec.Command(node, "--input-type=commonjs", "--eval", script)
	command.Dir = Folder()
	out, err := command.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	var failures strings.Builder
	command.Stderr = &failures
	if err := command.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	}
	read := bufio.NewReader(out)
	line, err = read.ReadString('\n')
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("%s ended before it was ready: %w\n%s", tool, err, failures.String())
	}
	go func() { _, _ = io.Copy(io.Discard, read) }()
	return strings.TrimSpace(line), stop, nil
}
