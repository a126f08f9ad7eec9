package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAddAComponent adds a made-up component as CONTRIBUTING.md says, to copies of discord and
// discordtest: a struct with its rules, go generate, and its place in discordtest. Then it runs
// tests that build, encode, check and send one.
func TestAddAComponent(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	copied := t.TempDir()
	replace := map[string]string{}
	put := func(path string, text []byte) {
		to := filepath.Join(copied, strings.ReplaceAll(path, "/", "_"))
		if err := os.WriteFile(to, text, 0o600); err != nil {
			t.Fatal(err)
		}
		replace[filepath.Join(root, path)] = to
	}
	// The struct, and go generate.
	vocabulary := filepath.Join(copied, "discord")
	if err := os.CopyFS(vocabulary, os.DirFS(filepath.Join(root, "discord"))); err != nil {
		t.Fatal(err)
	}
	gauge := read(t, "testdata/gauge.go.txt")
	if err := os.WriteFile(filepath.Join(vocabulary, "gauge.go"), gauge, 0o600); err != nil {
		t.Fatal(err)
	}
	put("discord/gauge.go", gauge)
	files, err := Files(vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		put("discord/"+name, text)
	}
	// The place in discordtest.
	const before = "discord.ComponentSeparator}"
	places := string(read(t, filepath.Join(root, "discordtest/rulescomponent.go")))
	if !strings.Contains(places, before) {
		t.Fatalf("discordtest/rulescomponent.go has no list that ends with %q", before)
	}
	put("discordtest/rulescomponent.go", []byte(strings.Replace(places, before, "discord.ComponentSeparator, discord.ComponentGauge}", 1)))
	put("internal/jsongen/testdata/gauge_test.go", read(t, "testdata/gauge_test.go.txt"))

	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(copied, "overlay.json")
	if err := os.WriteFile(overlay, text, 0o600); err != nil {
		t.Fatal(err)
	}
	// Six packages are compiled only for this test. Inlining and the data for debuggers would take
	// a third of the time.
	command := exec.Command("go", "test", "-vet=off", "-overlay", overlay, "-ldflags=-s -w",
		"-gcflags=github.com/hotaru-go/hotaru/...=-l -dwarf=false", "./internal/jsongen/testdata")
	command.Dir = root
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestDirectivesThatContradict checks that a contradictory table causes an error that names the
// contradiction.
func TestDirectivesThatContradict(t *testing.T) {
	t.Parallel()
	const begin = "package p\n//jsongen:place row Row in a row\n\n"
	for name, test := range map[string]struct{ code, want string }{
		"two of a number":   {"//jsongen:component 2 row\ntype A struct{}\n//jsongen:component 2 row\ntype B struct{}\n", "A and B both have the type 2"},
		"an unknown place":  {"//jsongen:component 2 shelf\ntype A struct{}\n", `A: there is no place "shelf"`},
		"no number":         {"//jsongen:component row\ntype A struct{}\n", `"//jsongen:component row": strconv.Atoi: parsing "row": invalid syntax`},
		"no struct":         {"//jsongen:component 2 row\ntype A int\n", `"//jsongen:component 2 row": A needs to be a struct, and a type number`},
		"a place too short": {"//jsongen:place x\n", `"//jsongen:place x": a key, the name of the interface and the words for its doc are needed`},
		"nowhere":           {"//jsongen:component 2\ntype A struct{}\n", "A: no component of type 2 has a place"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(begin+test.code), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Files(dir); err == nil || err.Error() != test.want {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}
