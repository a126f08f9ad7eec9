package conformance

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestLedger holds that every rule of the ledger names tests that exist, or says why nothing checks
// it.
func TestLedger(t *testing.T) {
	text, err := os.ReadFile("ledger.md")
	if err != nil {
		t.Fatal(err)
	}
	exists := testsOf(t, "discord", "discordtest", "core", "rest")
	rules := map[string]bool{}
	unchecked := 0
	for _, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| page |") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		if len(cells) != 5 {
			t.Errorf("%q has %d cells, want 5", line, len(cells))
			continue
		}
		rule := cells[0] + ": " + cells[2]
		if rules[rule] {
			t.Errorf("twice: %s", rule)
		}
		rules[rule] = true
		reason, open := strings.CutPrefix(cells[3], "not checked: ")
		switch {
		case open && len(reason) < 10:
			t.Errorf("%s: no reason", rule)
		case open:
			unchecked++
		case !exists[cells[3]]:
			t.Errorf("%s: there is no test %s", rule, cells[3])
		}
		if double := cells[4]; double != "shared" && !exists[double] {
			t.Errorf("%s: there is no test %s", rule, double)
		}
	}
	if len(rules) < 100 || unchecked > 30 {
		t.Errorf("%d rules, of which %d are not checked", len(rules), unchecked)
	}
}

var testFunction = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`)

// testsOf returns the tests of packages of the main module, as "package.TestName".
func testsOf(t *testing.T, packages ...string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, name := range packages {
		files, err := filepath.Glob(filepath.Join("..", name, "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no tests in %s: %v", name, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range testFunction.FindAllSubmatch(text, -1) {
				names[name+"."+string(found[1])] = true
			}
		}
	}
	return names
}
