package gcf_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// upload copies a source folder to a new one as gcloud uploads it: without what its .gcloudignore
// names.
//
// See https://cloud.google.com/sdk/gcloud/reference/topic/gcloudignore.
func upload(t *testing.T, source string) string {
	t.Helper()
	to := t.TempDir()
	ignored := readIgnored(t, source, ".gcloudignore")
	err := fs.WalkDir(os.DirFS(source), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case ignored.match(name, entry.IsDir()):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		}
		data, err := os.ReadFile(filepath.Join(source, name))
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// patterns are the lines of an ignore file. Only the simple patterns that this repository uses are
// supported: names, with *. A slash at the end matches only folders. Any other slash matches from
// the top.
type patterns []string

func readIgnored(t *testing.T, source, name string) (all patterns) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(source, name))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		included, include := strings.CutPrefix(line, "#!include:")
		switch {
		case include:
			all = append(all, readIgnored(t, source, included)...)
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "!") || strings.Contains(line, "**"):
			t.Fatalf("%s: this test does not know %q", name, line)
		default:
			all = append(all, line)
		}
	}
	return all
}

func (p patterns) match(name string, folder bool) bool {
	for _, pattern := range p {
		pattern, onlyFolder := strings.CutSuffix(pattern, "/")
		if onlyFolder && !folder {
			continue
		}
		subject := path.Base(name)
		if strings.Contains(pattern, "/") {
			pattern, subject = strings.TrimPrefix(pattern, "/"), name
		}
		if ok, err := path.Match(pattern, subject); ok && err == nil {
			return true
		}
	}
	return false
}

func TestUploadLeavesOut(t *testing.T) {
	ignored := readIgnored(t, "..", ".gcloudignore")
	tests := []struct {
		name   string
		folder bool
		want   bool
	}{
		{".git", true, true},
		{".env", false, true},
		{"core/.env", false, true},
		{"core/serve_test.go", false, true},
		{"testdata", true, true},
		{"discord/testdata", true, true},
		{"core/serve.go", false, false},
		{"go.mod", false, false},
		{"go.sum", false, false},
		{"function.go", false, false},
		{"examples/gcf/function.go", false, false},
	}
	for _, test := range tests {
		if got := ignored.match(test.name, test.folder); got != test.want {
			t.Errorf("%s left out: %v, want %v", test.name, got, test.want)
		}
	}
}
