package playground

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// imported finds the modules that a module of the page imports: import … from './x.js',
// import './x.js', export … from './x.js' and import('./x.js').
var imported = regexp.MustCompile(`(?s)(?:\bfrom\s*|\bimport\s*\(?\s*)['"](\./[^'"]+)['"]`)

// comment is a line or a block that may speak of imports.
var comment = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:^\s*//.*$)`)

// importsOf returns what each module of a folder imports, by the modules' names.
func importsOf(folder fs.FS) (map[string][]string, error) {
	names, err := fs.Glob(folder, "*.js")
	if err != nil {
		return nil, err
	}
	imports := map[string][]string{}
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		imports[name] = []string{}
		for _, found := range imported.FindAllStringSubmatch(comment.ReplaceAllString(string(text), ""), -1) {
			to := path.Clean(found[1])
			if !slices.Contains(names, to) {
				return nil, fmt.Errorf("%s imports %s, which is not there", name, to)
			}
			imports[name] = append(imports[name], to)
		}
	}
	return imports, nil
}

// circle returns a path of imports from a module back to itself, or nil if there is none.
func circle(imports map[string][]string) []string {
	done := map[string]bool{}
	var follow func(way []string) []string
	follow = func(way []string) []string {
		at := way[len(way)-1]
		if n := slices.Index(way, at); n < len(way)-1 {
			return way[n:]
		}
		if done[at] {
			return nil
		}
		for _, to := range imports[at] {
			if found := follow(append(slices.Clone(way), to)); found != nil {
				return found
			}
		}
		done[at] = true
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(imports)) {
		if found := follow([]string{name}); found != nil {
			return found
		}
	}
	return nil
}

// No module of the page imports itself through other modules.
func TestModulesHaveNoCircle(t *testing.T) {
	folder, err := fs.Sub(web, "web/js")
	if err != nil {
		t.Fatal(err)
	}
	imports, err := importsOf(folder)
	if err != nil {
		t.Fatal(err)
	}
	arrows := 0
	for _, to := range imports {
		arrows += len(to)
	}
	if arrows < 2*len(imports) {
		t.Errorf("only %d imports were found in %d modules", arrows, len(imports))
	}
	if found := circle(imports); found != nil {
		t.Errorf("a circle: %s", strings.Join(found, " → "))
	}
}

func TestCircle(t *testing.T) {
	folder := fstest.MapFS{
		"a.js": {Data: []byte("// from './c.js'\nimport { x,\n  y } from './b.js';\n")},
		"b.js": {Data: []byte("const later = () => import('./c.js');\n")},
		"c.js": {Data: []byte("import './d.js';\n")},
		"d.js": {Data: []byte("export { z } from \"./b.js\";\n")},
	}
	imports, err := importsOf(folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := circle(imports); !slices.Equal(got, []string{"b.js", "c.js", "d.js", "b.js"}) {
		t.Errorf("%q, of %q", got, imports)
	}
	if got := imports["a.js"]; !slices.Equal(got, []string{"b.js"}) {
		t.Errorf("a.js imports %q", got)
	}
	imports["d.js"] = nil
	if got := circle(imports); got != nil {
		t.Errorf("%q where there is none", got)
	}
	folder["d.js"].Data = []byte("import './e.js';")
	if _, err := importsOf(folder); err == nil {
		t.Error("no error for a module that is not there")
	}
}
