package house_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// direct are the modules that a user's module graph gets. What only tests or tools need is in
// modules of its own.
var direct = []string{frameworkModule, lambdaModule, "golang.org/x/crypto", awsModule, bboltModule, notifyModule}

func TestDirectRequirements(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for line := range strings.Lines(string(text)) {
		path, rest, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "require "), " v")
		if !ok || strings.Contains(rest, "// indirect") {
			continue
		}
		found++
		if !slices.Contains(direct, path) {
			t.Errorf("go.mod requires %s, which is none of %q", path, direct)
		}
	}
	if found == 0 {
		t.Error("go.mod has no requirement that this test can read")
	}
	if strings.Contains(string(text), "replace ") {
		t.Error("go.mod has a replace directive, which does not hold for those who require the module")
	}
}
