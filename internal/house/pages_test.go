package house_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// page is one page of the documentation, by its path from the root.
type page struct{ path, text string }

// block is a fenced piece of a page.
type block struct {
	page     string
	language string
	text     string
}

var fence = regexp.MustCompile("(?ms)^ *```([a-z]*)\n(.*?)^ *```$")

// pages are the README, CONTRIBUTING, SECURITY and everything in docs.
func pages(t *testing.T) []page {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root(t), "docs", "*.md"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no pages in docs: ", err)
	}
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "SECURITY.md"} {
		paths = append(paths, filepath.Join(root(t), name))
	}
	var all []page
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		short, _ := filepath.Rel(root(t), path)
		all = append(all, page{filepath.ToSlash(short), string(text)})
	}
	return all
}

func (p page) blocks() (blocks []block) {
	for _, m := range fence.FindAllStringSubmatch(p.text, -1) {
		blocks = append(blocks, block{p.path, m[1], m[2]})
	}
	return blocks
}

// imports are the packages that a fragment may use without an import of its own.
var imports = []string{
	"context", "errors", "fmt", "log", "log/slog", "net/http", "os", "strings", "testing", "time",
	module + "/adapters", module + "/core", module + "/discord", module + "/discordtest", module + "/examples/bot",
	module + "/gcf", module + "/jobs", module + "/lambda", module + "/rest", module + "/store",
}

// program makes a file of a block. A fragment, which has no package clause, gets one, and the
// imports that it uses.
func (b block) program() string {
	if strings.HasPrefix(b.text, "package ") {
		return b.text
	}
	var file strings.Builder
	file.WriteString("package fragment\n\n")
	for _, path := range imports {
		if regexp.MustCompile(`\b` + filepath.Base(path) + `\.[A-Z]`).MatchString(b.text) {
			fmt.Fprintf(&file, "import %q\n", path)
		}
	}
	return file.String() + "\n" + b.text
}

// TestProgramsOfThePages compiles every fenced Go program and fragment, and runs the tests among
// them, in another module, as a person who copies them does.
func TestProgramsOfThePages(t *testing.T) {
	t.Parallel()
	dir := copyOfRequirements(t)
	blocks, tested := 0, []string(nil)
	for _, p := range pages(t) {
		for n, b := range p.blocks() {
			if b.language != "go" {
				continue
			}
			blocks++
			folder := fmt.Sprintf("%s%d", strings.ToLower(strings.TrimSuffix(filepath.Base(p.path), ".md")), n)
			name := "block.go"
			if strings.Contains(b.text, `"testing"`) {
				name = "block_test.go"
				tested = append(tested, "./"+folder)
			}
			write(t, filepath.Join(dir, folder, name), b.program())
		}
	}
	if blocks < 10 || len(tested) < 1 {
		t.Errorf("the pages have %d blocks of Go, and %d with tests", blocks, len(tested))
	}
	tests := append([]string{"test", "-mod=mod", "-vet=off", "-ldflags=-s -w"}, tested...)
	for _, arguments := range [][]string{{"vet", "-mod=mod", "./..."}, tests} {
		command := exec.CommandContext(t.Context(), "go", arguments...)
		command.Dir = dir
		if output, err := command.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s", strings.Join(arguments, " "), err, output)
		}
	}
}

// copyOfRequirements makes a module that requires this one, and what it requires.
func copyOfRequirements(t *testing.T) string {
	t.Helper()
	own, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(root(t), "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	_, requirements, _ := strings.Cut(string(own), "\nrequire")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/pages\n\ngo 1.26.0\n\nrequire "+module+" v0.0.0\n\n"+
		"replace "+module+" => "+root(t)+"\n\nrequire"+requirements)
	write(t, filepath.Join(dir, "go.sum"), string(sums))
	return dir
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

var (
	inlineCode = regexp.MustCompile("`[^`\n]*`")
	link       = regexp.MustCompile(`\]\(([^)#]*)(?:#([^)]*))?\)`)
	heading    = regexp.MustCompile(`(?m)^#+ (.+)$`)
	notInSlug  = regexp.MustCompile(`[^a-z0-9 _-]`)
)

// TestLinksOfThePages checks that every file and every heading that a page links exists.
func TestLinksOfThePages(t *testing.T) {
	all := pages(t)
	for _, p := range all {
		text := fence.ReplaceAllString(p.text, "")
		for _, m := range link.FindAllStringSubmatch(inlineCode.ReplaceAllString(text, ""), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			to := p.path
			if m[1] != "" {
				to = filepath.ToSlash(filepath.Join(filepath.Dir(p.path), m[1]))
			}
			if _, err := os.Stat(filepath.Join(root(t), to)); err != nil {
				t.Errorf("%s links %s: %v", p.path, m[1], err)
				continue
			}
			if m[2] == "" {
				continue
			}
			linked := slices.IndexFunc(all, func(one page) bool { return one.path == to })
			if linked < 0 || !slices.Contains(all[linked].anchors(), m[2]) {
				t.Errorf("%s links #%s of %s, which has no such heading", p.path, m[2], to)
			}
		}
	}
}

// anchors are the headings as links name them.
func (p page) anchors() (anchors []string) {
	for _, m := range heading.FindAllStringSubmatch(fence.ReplaceAllString(p.text, ""), -1) {
		slug := notInSlug.ReplaceAllString(strings.ToLower(m[1]), "")
		anchors = append(anchors, strings.ReplaceAll(slug, " ", "-"))
	}
	return anchors
}

// TestGuideListsEveryPage checks the index of docs.
func TestGuideListsEveryPage(t *testing.T) {
	index, err := os.ReadFile(filepath.Join(root(t), "docs", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages(t) {
		name, inDocs := strings.CutPrefix(p.path, "docs/")
		if inDocs && name != "README.md" && !strings.Contains(string(index), "]("+name+")") {
			t.Errorf("docs/README.md does not list %s", name)
		}
	}
}
