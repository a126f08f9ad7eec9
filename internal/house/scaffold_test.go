package house_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// optional are the lines of the scaffold that a bot without state has not.
var optional = regexp.MustCompile(`\n<%- if [^\n]*%>(?:[^<]*\n<%- else %>([^<]*)|[^<]*)\n<%- end %>`)

// What deploys this repository's example is what "hotaru new" writes without further options:
// neither can fall behind.
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
		if optional.ReplaceAllString(string(scaffold), "$1") != change(string(own)) {
			t.Errorf("%s and %s differ in more than what stands under <%%- if … %%>: change both", name, source)
		}
	}
}
