package house_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// These are the most lines that a hand-written file of code may have.
const (
	maxLines     = 250
	maxTestLines = 350
)

// handWritten holds the suffixes of files that people write.
var handWritten = []string{".go", ".go.tmpl", ".js", ".css"}

// skippedFolders contain files that were not written here. Folders whose names begin with a dot are
// skipped too.
var skippedFolders = []string{"node_modules", "testdata"}

// eachHandWritten calls do for each file of code that people write.
func eachHandWritten(t *testing.T, do func(name string, text []byte)) {
	t.Helper()
	err := filepath.WalkDir(root(t), func(name string, entry fs.DirEntry, err error) error {
		base := entry.Name()
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != root(t) && (strings.HasPrefix(base, ".") || slices.Contains(skippedFolders, base)):
			return fs.SkipDir
		case entry.IsDir() || !slices.ContainsFunc(handWritten, func(end string) bool { return strings.HasSuffix(base, end) }):
			return nil
		}
		text, err := os.ReadFile(name)
		if err == nil && !bytes.HasPrefix(text, []byte("// Code generated ")) {
			do(name, text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLines(t *testing.T) {
	checked := map[string]int{}
	eachHandWritten(t, func(name string, text []byte) {
		base := filepath.Base(name)
		checked[filepath.Ext(base)]++
		if filepath.Ext(base) == ".go" {
			checkColumns(t, name, string(text))
		}
		most := maxLines
		if strings.HasSuffix(strings.TrimSuffix(base, ".tmpl"), "_test.go") {
			most = maxTestLines
		}
		if lines := bytes.Count(text, []byte("\n")); lines > most {
			t.Errorf("%s has %d lines, at most %d: split it by what it is about", name, lines, most)
		}
	})
	for _, end := range []string{".go", ".js", ".css"} {
		if checked[end] == 0 {
			t.Errorf("no file that ends with %s was checked", end)
		}
	}
}
