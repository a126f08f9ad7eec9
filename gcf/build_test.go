package gcf_test

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const declarations = "github.com/GoogleCloudPlatform/functions-framework-go/functions"

// generatedMain is like the main package that Google's build writes: it imports the function's
// package for its init functions, and serves what they registered.
const generatedMain = `package main

import (
	"os"

	"github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	_ "PACKAGE"
)

func main() {
	if err := funcframework.Start(os.Getenv("PORT")); err != nil {
		panic(err)
	}
}
`

// buildpack builds an uploaded source folder in the steps of Google's buildpack for functions in Go.
//
// It adds -trimpath. Without it, the build cache identifies a package by its folder, and the
// packages of each new upload would be compiled again.
//
// See https://github.com/GoogleCloudPlatform/buildpacks/tree/main/cmd/go/functions_framework.
func buildpack(t *testing.T, source, program string) {
	t.Helper()
	if imports := onlyPackage(t, source); !slices.Contains(imports, declarations) {
		t.Fatalf("the package at the source's root does not import %s: the build would take the target for a Go function", declarations)
	}
	module := run(t, source, "go", "list", "-m")
	if first, _, _ := strings.Cut(module, "/"); !strings.Contains(first, ".") {
		t.Fatalf("the first element of the module's path has no dot: %s", module)
	}
	folder := filepath.Join(source, "functions.local", "app")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(generatedMain, "PACKAGE", module)
	if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, source, "go", "mod", "tidy")
	run(t, source, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, folder)
}

// onlyPackage returns the imports of the one package at the root of a folder.
func onlyPackage(t *testing.T, folder string) (imports []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	packages := map[string]bool{}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		packages[file.Name.Name] = true
		for _, i := range file.Imports {
			imports = append(imports, strings.Trim(i.Path.Value, `"`))
		}
	}
	if len(packages) != 1 {
		t.Fatalf("at the root of the source stand the packages %v, want one", packages)
	}
	return imports
}

func run(t *testing.T, folder string, command ...string) string {
	t.Helper()
	c := exec.Command(command[0], command[1:]...)
	c.Dir = folder
	// The build does not see this machine's workspace and flags. Without cgo and with -trimpath, it
	// shares the compiled packages with the builds of the tests of examples/bot.
	c.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "CGO_ENABLED=0")
	var failed strings.Builder
	c.Stderr = &failed
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", command, err, &failed)
	}
	return strings.TrimSpace(string(out))
}

// example returns the example's program, built once from an upload of this repository, as Google's
// build does.
func example(t *testing.T) string {
	t.Helper()
	building.Lock()
	defer building.Unlock()
	program := filepath.Join(programs, "example")
	if _, err := os.Stat(program); err != nil {
		buildpack(t, upload(t, ".."), program)
	}
	return program
}

var building sync.Mutex
