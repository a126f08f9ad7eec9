package house_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// direct are exactly the modules that the module requires itself. Dependencies of tests and tools
// are in separate modules.
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

// The module voi is for users, who also get its requirements. So it must require little, and none
// of our modules, because their versions would have to be released first.
func TestRequirementsOfVoi(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "voi", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, required, _ := strings.Cut(string(text), "require (")
	required, _, _ = strings.Cut(required, ")")
	var paths []string
	for line := range strings.Lines(strings.TrimSpace(required)) {
		path, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		paths = append(paths, path)
	}
	// The first one is for tests.
	if want := []string{"filippo.io/edwards25519", "github.com/oasisprotocol/curve25519-voi"}; !slices.Equal(paths, want) {
		t.Errorf("voi/go.mod requires %q, want %q", paths, want)
	}
	if strings.Contains(string(text), module+" ") || strings.Contains(string(text), "replace ") {
		t.Error("voi/go.mod requires the main module, or replaces another one")
	}
}
