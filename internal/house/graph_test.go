// Package house_test checks the structure of the repository: which folder may import which, and
// what a bot links.
package house_test

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const module = "github.com/hotaru-go/hotaru"

// listed is the output of go list for one package.
type listed struct {
	ImportPath   string
	Dir          string
	Standard     bool
	GoFiles      []string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// folder is the first element of a package's path inside the module, and the first two below
// internal if the house has a row for them: "." for the root, "" outside of the module.
func folder(path string) string {
	if path == module {
		return "."
	}
	inside, ok := strings.CutPrefix(path, module+"/")
	if !ok {
		return ""
	}
	first, below, _ := strings.Cut(inside, "/")
	if first == "internal" {
		second, _, _ := strings.Cut(below, "/")
		if _, placed := house[first+"/"+second]; placed {
			return first + "/" + second
		}
	}
	return first
}

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

var list = sync.OnceValues(func() (map[string]*listed, error) {
	command := exec.Command("go", "list", "-deps",
		"-json=ImportPath,Dir,Standard,GoFiles,Imports,TestImports,XTestImports", module+"/...")
	out, err := command.Output()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return nil, errors.New("go list: " + string(failed.Stderr))
	}
	if err != nil {
		return nil, err
	}
	packages := map[string]*listed{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		p := new(listed)
		if err := decoder.Decode(p); err == io.EOF {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages[p.ImportPath] = p
	}
})

func packages(t *testing.T) map[string]*listed {
	t.Helper()
	all, err := list()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// ours returns the packages of this module, sorted by path.
func ours(t *testing.T) []*listed {
	t.Helper()
	all := packages(t)
	var own []*listed
	for _, path := range slices.Sorted(maps.Keys(all)) {
		if folder(path) != "" {
			own = append(own, all[path])
		}
	}
	return own
}

// linked returns every package that a program links if it imports the packages of these folders.
func linked(t *testing.T, folders ...string) map[string]bool {
	t.Helper()
	all, seen := packages(t), map[string]bool{}
	var visit func(string)
	visit = func(path string) {
		if p := all[path]; p != nil && !seen[path] {
			seen[path] = true
			for _, next := range p.Imports {
				visit(next)
			}
		}
	}
	for _, f := range folders {
		if all[module+"/"+f] == nil {
			t.Fatalf("there is no package in %s", f)
		}
		visit(module + "/" + f)
	}
	return seen
}
