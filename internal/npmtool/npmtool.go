// Package npmtool starts stand-ins for cloud services that the npm registry has, for tests. .ci/npmtools
// installs them; where they are missing, tests skip, and fail if CI is set.
package npmtool

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Folder is where .ci/npmtools installs: HOTARU_NPM_TOOLS, or .npmtools in the repository.
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

// Script runs a script by node, in the folder of the tools, until the test ends. It returns the first line
// that the script prints: by convention the address that it listens on.
func Script(t testing.TB, tool, script string) string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(Folder(), "node_modules", tool)); err != nil {
		Missing(t, tool)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		Missing(t, "node")
	}
	command := exec.Command(node, "--input-type=commonjs", "--eval", script)
	command.Dir = Folder()
	return FirstLine(t, command)
}

// FirstLine starts a command, which is killed when the test ends, and returns the first line it prints.
func FirstLine(t testing.TB, command *exec.Cmd) string {
	t.Helper()
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var failures strings.Builder
	command.Stderr = &failures
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%s ended before it was ready: %v\n%s", command.Path, err, failures.String())
	}
	return strings.TrimSpace(line)
}
