package house

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// block is a fenced piece of the README.
type block struct{ language, text string }

var fence = regexp.MustCompile("(?ms)^ *```([a-z]*)\n(.*?)^ *```$")

func readme(t *testing.T) []block {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var blocks []block
	for _, m := range fence.FindAllStringSubmatch(string(text), -1) {
		blocks = append(blocks, block{m[1], m[2]})
	}
	if len(blocks) == 0 {
		t.Fatal("the README has no fenced block")
	}
	return blocks
}

// TestProgramsOfTheREADME builds the README's programs, and runs its tests, in a module of their own, as a person who
// copies them does.
func TestProgramsOfTheREADME(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	module, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, requirements, _ := strings.Cut(string(module), "\nrequire")
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, b := range readme(t) {
		if b.language != "go" {
			if b.language != "sh" && b.language != "bash" {
				t.Errorf("no test knows what to do with a block of %q: %s", b.language, b.text)
			}
			continue
		}
		tried++
		name, run := "main.go", []string{"build", "-mod=mod", "-o", os.DevNull, "."}
		if strings.Contains(b.text, `"testing"`) {
			name, run = "bot_test.go", []string{"test", "-mod=mod", "."}
		}
		dir := t.TempDir()
		for file, text := range map[string]string{
			name: b.text,
			"go.mod": "module example.com/bot\n\ngo 1.26.0\n\nrequire github.com/hotaru-go/hotaru v0.0.0\n\n" +
				"replace github.com/hotaru-go/hotaru => " + root + "\n\nrequire" + requirements,
			"go.sum": string(sums),
		} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		command := exec.CommandContext(t.Context(), "go", run...)
		command.Dir = dir
		if output, err := command.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s\n%s", strings.Join(run, " "), err, output, b.text)
		}
	}
	if tried < 2 {
		t.Errorf("the README has %d programs, want at least 2", tried)
	}
}

// TestCommandsOfTheREADME tries each command of the README, or says which test does.
func TestCommandsOfTheREADME(t *testing.T) {
	elsewhere := map[string]string{
		"go run ./examples/local": "examples/local/local_test.go",
		"go test ./...":           ".ci/run",
	}
	for _, b := range readme(t) {
		if b.language != "sh" {
			continue
		}
		for line := range strings.Lines(b.text) {
			line = strings.TrimSpace(line)
			if where, ok := elsewhere[line]; ok {
				if _, err := os.Stat(filepath.Join("..", "..", where)); err != nil {
					t.Errorf("%s is tried by %s, which is not there: %v", line, where, err)
				}
				continue
			}
			words := strings.Fields(line)
			if words[0] != "go" {
				t.Errorf("nothing tries the command %q", line)
				continue
			}
			command := exec.CommandContext(t.Context(), words[0], words[1:]...)
			command.Dir = filepath.Join("..", "..")
			if output, err := command.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", line, err, output)
			}
		}
	}
}

// TestDeploymentsOfTheREADME is for the commands that need an account with somebody, and that no test can run: each
// line stands as it is in the full guides, so that the two cannot drift apart.
func TestDeploymentsOfTheREADME(t *testing.T) {
	var guides strings.Builder
	for _, page := range []string{"docs/lambda.md", "docs/gcf.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", page))
		if err != nil {
			t.Fatal(err)
		}
		guides.Write(text)
	}
	lines := 0
	for _, b := range readme(t) {
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

// TestLinksOfTheREADME finds every file that the README, and what it links, refers to.
func TestLinksOfTheREADME(t *testing.T) {
	code := regexp.MustCompile("`[^`\n]*`")
	link := regexp.MustCompile(`\]\(([^)#]+)(?:#[^)]*)?\)`)
	for _, page := range []string{"README.md", "CONTRIBUTING.md", "docs/lambda.md", "docs/gcf.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", page))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(string(text), ""), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join("..", "..", filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s links %s: %v", page, m[1], err)
			}
		}
	}
}
