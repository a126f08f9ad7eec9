package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"
)

// The packages below the transports may use net/http to call Discord and to name statuses, but not
// to serve.
var serving = []string{
	"Handle", "HandleFunc", "Handler", "HandlerFunc", "ListenAndServe", "ListenAndServeTLS", "NewServeMux", "Request",
	"ResponseController", "ResponseWriter", "Serve", "ServeMux", "ServeTLS", "Server",
}

func TestCoreKnowsNoTransport(t *testing.T) {
	for _, use := range usesOf(t, "core", "net/http") {
		if slices.Contains(serving, use.name) {
			t.Errorf("%s: core uses http.%s", use.at, use.name)
		}
	}
}

func TestDiscordDoesNoIO(t *testing.T) {
	for _, p := range ours(t) {
		if folder(p.ImportPath) != "discord" {
			continue
		}
		for _, path := range p.Imports {
			if within(path, []string{"net", "os", "log", "context", "syscall"}) && path != "net/textproto" {
				t.Errorf("%s imports %s", p.ImportPath, path)
			}
		}
	}
}

type use struct {
	name string
	at   token.Position
}

// usesOf returns the names that the packages of a folder use from a package of the standard library.
func usesOf(t *testing.T, f, imported string) (uses []use) {
	t.Helper()
	files := token.NewFileSet()
	for _, p := range ours(t) {
		if folder(p.ImportPath) != f {
			continue
		}
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			local := localName(file, imported)
			ast.Inspect(file, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == local {
						uses = append(uses, use{s.Sel.Name, files.Position(s.Pos())})
					}
				}
				return true
			})
		}
	}
	if len(uses) == 0 {
		t.Fatalf("%s takes nothing from %s: is the list right?", f, imported)
	}
	return uses
}

// localName returns the name of an import in a file, or nothing if the file does not import it.
func localName(file *ast.File, imported string) string {
	for _, i := range file.Imports {
		if i.Path.Value != `"`+imported+`"` {
			continue
		}
		if i.Name != nil {
			return i.Name.Name
		}
		return filepath.Base(imported)
	}
	return ""
}
