package conformance

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestLedger holds that every rule of the ledger names tests and examples that exist, or says why
// nothing checks it.
func TestLedger(t *testing.T) {
	text, err := os.ReadFile("ledger.md")
	if err != nil {
		t.Fatal(err)
	}
	exists := testsOf(t, "discord", "discordtest", "core", "rest", "conformance")
	played := examplesOf(t, exists)
	rules := map[string]bool{}
	unchecked, without := 0, 0
	for _, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| page |") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		if len(cells) != 5 {
			t.Errorf("%q has %d cells, want 5", line, len(cells))
			continue
		}
		rule := cells[0] + ", " + cells[1] + ": " + cells[2]
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
		switch double := cells[4]; {
		case double == "discordtest.TestExamplesOfDiscord":
			if !played[cells[3]] {
				t.Errorf("%s: %s has no example that the double plays", rule, cells[3])
			}
		case double == "none":
			without++
		case !exists[double]:
			t.Errorf("%s: there is no test %s", rule, double)
		}
	}
	if len(rules) < 290 || unchecked > 49 || without > 46 {
		t.Errorf("%d rules, of which %d are not checked and %d not in the double", len(rules), unchecked, without)
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

var ruledExample = regexp.MustCompile("(?m)^\t\\{\"([^\"]*)\", \"(?:message|command|modal|guild)\", ")

// examplesOf adds the examples of tests, as "package.TestName/example". It returns those of package
// discord, and the tests that have some, which discordtest plays.
func examplesOf(t *testing.T, exists map[string]bool) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "discord", "testdata", "examples.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	played := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		var x struct{ Name string }
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatal(err)
		}
		test, example, _ := strings.Cut(x.Name, "/")
		for _, name := range []string{test, test + "/" + example, test + "/" + strings.ReplaceAll(example, "_", " ")} {
			played["discord."+name] = true
			exists["discord."+name] = true
		}
	}
	if text, err = os.ReadFile(filepath.Join("..", "discordtest", "rules_test.go")); err != nil {
		t.Fatal(err)
	}
	for _, found := range ruledExample.FindAllSubmatch(text, -1) {
		exists["discordtest.TestRulesAreKeptTwice/"+string(found[1])] = true
	}
	return played
}
