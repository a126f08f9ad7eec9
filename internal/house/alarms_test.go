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
	alarmRow     = regexp.MustCompile("(?m)^\\| .+ \\| `(\\{.+\\})` \\| `jsonPayload\\.message=~\"(.+)\"` \\|$")
	alarmPattern = regexp.MustCompile(`\$\.message = "([^"]+)"`)
)

// TestAlarmsMatchTheSameMessages compares the two filters of each alarm in docs/operating.md with
// the messages of the page. Both must match the same messages, at least one, and only at ERROR or
// WARN.
func TestAlarmsMatchTheSameMessages(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "docs", "operating.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := alarmRow.FindAllStringSubmatch(string(text), -1)
	if len(rows) != 4 {
		t.Errorf("%d alarms on messages were found, want 4", len(rows))
	}
	listed := slices.SortedFunc(maps.Keys(listedMessages(t)), compareMessages)
	for _, row := range rows {
		google := regexp.MustCompile(strings.ReplaceAll(row[2], `\|`, `|`))
		matches := 0
		for _, m := range listed {
			onAWS := slices.ContainsFunc(alarmPattern.FindAllStringSubmatch(row[1], -1), func(one []string) bool {
				pattern := strings.ReplaceAll(regexp.QuoteMeta(one[1]), `\*`, `.*`)
				return regexp.MustCompile("^" + pattern + "$").MatchString(m.text)
			})
			if onAWS != google.MatchString(m.text) {
				t.Errorf("%s and %s differ on %q", row[1], row[2], m.text)
			}
			if onAWS {
				matches++
			}
			if onAWS && m.level != "ERROR" && m.level != "WARN" {
				t.Errorf("%s matches %q, which is logged at %s", row[1], m.text, m.level)
			}
		}
		if matches == 0 {
			t.Errorf("%s matches nothing that is logged", row[1])
		}
	}
}
