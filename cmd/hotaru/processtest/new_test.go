package processtest

import (
	"debug/elf"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const hotaru = module + "/cmd/hotaru@" + version

// A new user makes a bot with a version of the command, in an empty folder. The second bot needs no
// network, because the modules are then in the cache.
func TestNew(t *testing.T) {
	m := newMachine(t)
	folder := t.TempDir()
	said := m.run(t, folder, nil, "go", "run", hotaru, "new", "example.com/mybot")
	if !strings.Contains(said, "cd mybot") || strings.Contains(said, "go mod tidy") {
		t.Errorf("it says\n%s", said)
	}
	bot := filepath.Join(folder, "mybot")
	m.run(t, bot, nil, "go", "vet", "./...")
	m.run(t, bot, nil, "go", "test", "./...")
	m.run(t, folder, nil, "go", "run", hotaru, "new", "-jobs", "example.com/another") // it downloads what the first does not need
	if said := m.run(t, bot, nil, "go", "tool", "hotaru", "version"); strings.TrimSpace(said) != "hotaru "+version {
		t.Errorf("go tool hotaru version says %q", said)
	}
	gomod := read(t, bot, "go.mod")
	if !strings.Contains(gomod, module+" "+version+"\n") || strings.Contains(gomod, "replace") {
		t.Error(gomod)
	}
	if said := m.run(t, folder, nil, "go", "run", hotaru, "help"); !strings.Contains(said, "The commands are:") {
		t.Error(said)
	}
	if said, err := m.try(t, folder, nil, "go", "run", hotaru, "new", "example.com/mybot"); err == nil || !strings.Contains(said, "nothing is overwritten") {
		t.Errorf("once more: %v\n%s", err, said)
	}

	m.offline = true
	for name, flags := range map[string][]string{
		"both": nil, "onlambda": {"-platforms", "lambda"}, "ongoogle": {"-platforms", "google"}, "alone": {"-platforms", "none"},
		"withstate": {"-state"}, "stateongoogle": {"-state", "-platforms", "google"},
		"withjobs": {"-jobs"}, "jobsonlambda": {"-jobs", "-platforms", "lambda"}, "jobsalone": {"-jobs", "-platforms", "none"},
	} {
		start := time.Now()
		m.run(t, folder, nil, slices.Concat([]string{"go", "run", hotaru, "new"}, flags, []string{"example.com/" + name})...)
		bot := filepath.Join(folder, name)
		m.run(t, bot, nil, "go", "vet", "./...")
		m.run(t, bot, nil, "go", "test", "./...")
		t.Logf("%s, without a network: made, vetted and tested in %s", name, time.Since(start).Round(time.Millisecond))
	}
	tidy(t, m, filepath.Join(folder, "both"))
	tidy(t, m, filepath.Join(folder, "withstate"))
	tidy(t, m, filepath.Join(folder, "withjobs"))
	lambda(t, m, filepath.Join(folder, "onlambda"), "build-Interactions")
	lambda(t, m, filepath.Join(folder, "jobsonlambda"), "build-Interactions", "build-Worker")
	google(t, m, filepath.Join(folder, "ongoogle"))
}

func read(t *testing.T, folder, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// tidy checks that go mod tidy would change nothing in go.mod. The command may need modules that
// only the tests of other modules need, so it may use this machine's own proxy.
func tidy(t *testing.T, m *machine, bot string) {
	t.Helper()
	said, err := m.try(t, bot, m.online(t), "go", "mod", "tidy", "-diff")
	if strings.Contains(said, "current/go.mod") || err != nil && !strings.Contains(said, "current/go.sum") {
		t.Errorf("go mod tidy -diff: %v\n%s", err, said)
	}
}

// lambda builds each function as sam build does.
func lambda(t *testing.T, m *machine, bot string, targets ...string) {
	t.Helper()
	for _, target := range targets {
		artifacts := t.TempDir()
		m.run(t, bot, []string{"ARTIFACTS_DIR=" + artifacts}, "make", target)
		program, err := elf.Open(filepath.Join(artifacts, "bootstrap"))
		if err != nil {
			t.Fatal(err)
		}
		if program.Machine != elf.EM_AARCH64 {
			t.Errorf("%s: built for %v", target, program.Machine)
		}
		program.Close()
	}
}

// google builds as Google's buildpack does. A separate main package imports the package at the
// root, and go mod tidy adds the framework.
func google(t *testing.T, m *machine, bot string) {
	t.Helper()
	folder := filepath.Join(bot, "functions.local", "app")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	const program = `package main

import (
	"os"

	"github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	_ "example.com/ongoogle"
)

func main() {
	if err := funcframework.Start(os.Getenv("PORT")); err != nil {
		panic(err)
	}
}
`
	if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
	m.run(t, bot, m.online(t), "go", "mod", "tidy")
	m.run(t, bot, m.online(t), "go", "build", "-o", os.DevNull, "./functions.local/app")
}
