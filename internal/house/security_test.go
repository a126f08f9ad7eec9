package house_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	namedTest  = regexp.MustCompile("`([a-z/_]+_test\\.go) ((?:Test|Fuzz|Example)\\w*)`")
	namedFault = regexp.MustCompile("`faults -only (\\w+)`")
)

// Every line of the threat model names tests that show it, and these tests exist.
func TestThreatModelNamesItsTests(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "SECURITY.md"))
	if err != nil {
		t.Fatal(err)
	}
	faults, err := os.ReadFile(filepath.Join(root(t), "bench", "faults", "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) < 3 || strings.HasPrefix(cells[1], "---") || strings.Contains(line, "| shown by |") {
			continue
		}
		rows++
		if len(cells) != 5 {
			t.Errorf("not three cells: %s", line)
			continue
		}
		tests, plays := namedTest.FindAllStringSubmatch(cells[3], -1), namedFault.FindAllStringSubmatch(cells[3], -1)
		if named := len(tests) + len(plays); named == 0 || named != strings.Count(cells[3], "`")/2 {
			t.Errorf("%s: names no test, or one that this test does not read: %s", strings.TrimSpace(cells[1]), cells[3])
		}
		for _, one := range tests {
			file, err := os.ReadFile(filepath.Join(root(t), filepath.FromSlash(one[1])))
			if err != nil || !strings.Contains(string(file), "\nfunc "+one[2]+"(") {
				t.Errorf("%s: there is no %s in %s", strings.TrimSpace(cells[1]), one[2], one[1])
			}
		}
		for _, one := range plays {
			if !strings.Contains(string(faults), `{"`+one[1]+`", `) {
				t.Errorf("%s: bench/faults plays no %s", strings.TrimSpace(cells[1]), one[1])
			}
		}
	}
	if rows < 20 {
		t.Errorf("only %d lines were read: is the table another?", rows)
	}
}
