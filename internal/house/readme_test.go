package house_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// readme is the path of the first page.
func readme(t *testing.T) page {
	t.Helper()
	all := pages(t)
	return all[slices.IndexFunc(all, func(p page) bool { return p.path == "README.md" })]
}

// Nobody reads a README that is longer than this. The rest belongs in docs.
func TestREADMEIsShort(t *testing.T) {
	if lines := strings.Count(readme(t).text, "\n"); lines >= 200 {
		t.Errorf("the README has %d lines, at most 199 are wanted", lines)
	}
}

// TestCommandsOfTheREADME runs each command of the README, or names the test that does.
func TestCommandsOfTheREADME(t *testing.T) {
	t.Parallel()
	elsewhere := map[string]string{
		"go run ./examples/local": "examples/local/local_test.go",
		"go test ./...":           ".ci/run",
	}
	for _, b := range readme(t).blocks() {
		if b.language != "sh" {
			continue
		}
		for line := range strings.Lines(b.text) {
			line = strings.TrimSpace(line)
			if where, ok := elsewhere[line]; ok {
				if _, err := os.Stat(filepath.Join(root(t), where)); err != nil {
					t.Errorf("%s is run by %s, which does not exist: %v", line, where, err)
				}
				continue
			}
			words := strings.Fields(line)
			if words[0] != "go" {
				t.Errorf("no test runs the command %q", line)
				continue
			}
			command := exec.CommandContext(t.Context(), words[0], words[1:]...)
			command.Dir = root(t)
			if output, err := command.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", line, err, output)
			}
		}
	}
}

// TestDeploymentsOfTheREADME compares the commands that need an account or a published version,
// which this test cannot run, with the guides: each line of the README is also there, so that the
// two cannot drift apart.
func TestDeploymentsOfTheREADME(t *testing.T) {
	var guides strings.Builder
	for _, p := range pages(t) {
		if slices.Contains([]string{"docs/lambda.md", "docs/gcf.md", "docs/module.md"}, p.path) {
			guides.WriteString(p.text)
		}
	}
	lines := 0
	for _, b := range readme(t).blocks() {
		if b.language != "bash" {
			continue
		}
		for line := range strings.Lines(b.text) {
			lines++
			if line = strings.TrimSpace(line); !strings.Contains(guides.String(), line) {
				t.Errorf("the guides do not have the command %q", line)
			}
		}
	}
	if lines == 0 {
		t.Error("the README does not say how to deploy")
	}
}
