package scaffold

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The files that deploy this repository's example are the same as those of a new bot, so neither
// can become outdated.
func TestRootsFiles(t *testing.T) {
	unchanged := func(text string) string { return text }
	tests := []struct {
		root, made string
		bot        Bot
		change     func(string) string
	}{
		{"template.yaml", "template.yaml", Bot{Lambda: true}, unchanged},
		{"template.jobs.yaml", "template.yaml", Bot{Lambda: true, Jobs: true}, func(text string) string {
			return strings.ReplaceAll(text, " -t template.jobs.yaml", "")
		}},
		{"Makefile", "Makefile", Bot{Lambda: true, Jobs: true}, func(text string) string {
			return strings.NewReplacer("./examples/lambda", "./cmd/lambda", "template.jobs.yaml", "template.yaml").Replace(text)
		}},
	}
	for _, test := range tests {
		test.bot.Module = "example.com/mybot"
		made, err := test.bot.Files()
		if err != nil {
			t.Fatal(err)
		}
		own, err := os.ReadFile(filepath.Join(root(t), test.root))
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(test.change(string(own)), "\n")
		for n, line := range strings.Split(string(made[test.made]), "\n") {
			if n >= len(want) || line != want[n] {
				t.Errorf("%s and files/%s.tmpl differ in line %d: change both", test.root, test.root, n+1)
				break
			}
		}
		if got := strings.Count(string(made[test.made]), "\n") + 1; got < len(want) {
			t.Errorf("%s has %d lines more than files/%s.tmpl", test.root, len(want)-got, test.root)
		}
	}
}
