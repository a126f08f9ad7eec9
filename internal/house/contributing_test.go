package house_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	folderRow = regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\| .+ \\| (.+) \\|$")
	code      = regexp.MustCompile("`([^`]+)`")
	fileName  = regexp.MustCompile(`^[a-z_/]+\.go$`)
)

func contributing(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestArrowsOfContributing compares the table of folders with the table that the imports must
// follow.
func TestArrowsOfContributing(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range folderRow.FindAllStringSubmatch(contributing(t), -1) {
		f := row[1]
		seen[f] = true
		may, placed := house[f]
		if !placed {
			if !slices.Contains(free, f) || row[2] != "anything" {
				t.Errorf("CONTRIBUTING.md: %s may import %s, which the house does not know", f, row[2])
			}
			continue
		}
		var named []string
		for _, one := range code.FindAllStringSubmatch(row[2], -1) {
			named = append(named, one[1])
		}
		if slices.Sort(named); !slices.Equal(named, slices.Sorted(slices.Values(may.ours))) {
			t.Errorf("CONTRIBUTING.md: %s may import %q, the house says %q", f, named, may.ours)
		}
	}
	for f := range maps.Keys(house) {
		if !seen[f] {
			t.Errorf("CONTRIBUTING.md has no row for %s", f)
		}
	}
}

// TestFilesOfContributing finds every Go file that the page names, in the folder that the sentence
// before it names.
func TestFilesOfContributing(t *testing.T) {
	files := 0
	for _, section := range strings.Split(contributing(t), "\n## ")[1:] {
		in := ""
		for _, one := range code.FindAllStringSubmatch(section, -1) {
			name := one[1]
			if info, err := os.Stat(filepath.Join(root(t), filepath.FromSlash(name))); err == nil {
				if info.IsDir() {
					in = name
				}
				continue
			}
			if !fileName.MatchString(name) {
				continue
			}
			files++
			if _, err := os.Stat(filepath.Join(root(t), in, name)); err != nil {
				t.Errorf("CONTRIBUTING.md names %s, which is not in %q", name, in)
			}
		}
	}
	if files < 10 {
		t.Errorf("only %d files were found", files)
	}
}
