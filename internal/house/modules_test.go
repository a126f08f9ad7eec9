package house_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// direct are the modules that the module requires itself, no more and no less. What only tests or
// tools need is in modules of its own.
var direct = []string{frameworkModule, lambdaModule, "golang.org/x/crypto", awsModule, bboltModule, notifyModule}

func TestDirectRequirements(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for line := range strings.Lines(string(text)) {
		path, rest, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "require "), " v")
		if !ok || strings.Contains(rest, "// indirect") {
			continue
		}
		found = append(found, path)
	}
	slices.Sort(found)
	if want := slices.Sorted(slices.Values(direct)); !slices.Equal(found, want) {
		t.Errorf("go.mod requires %q, want %q", found, want)
	}
	if strings.Contains(string(text), "replace ") {
		t.Error("go.mod has a replace directive, which does not hold for those who require the module")
	}
}
