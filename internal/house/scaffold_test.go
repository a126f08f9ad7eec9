package house_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// directive is a line of the scaffold that only says for which bots the lines after it are.
var directive = regexp.MustCompile(`(?m)^<%[^>]*%>\n`)

// What deploys this repository's example is what "hotaru new" writes, with all of its options: neither can fall behind.
func TestScaffoldHasTheRootsTemplate(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"template.yaml": func(text string) string { return text },
		"Makefile":      func(text string) string { return strings.ReplaceAll(text, "./examples/lambda", "./cmd/lambda") },
	} {
		source := filepath.Join("cmd", "hotaru", "internal", "scaffold", "files", name+".tmpl")
		scaffold, err := os.ReadFile(filepath.Join(root(t), source))
		if err != nil {
			t.Fatal(err)
		}
		own, err := os.ReadFile(filepath.Join(root(t), name))
		if err != nil {
			t.Fatal(err)
		}
		if directive.ReplaceAllString(string(scaffold), "") != change(string(own)) {
			t.Errorf("%s and %s differ in more than lines like <%% if .Jobs -%%>: change both", name, source)
		}
	}
}
