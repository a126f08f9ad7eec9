package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"
)

// platform holds the constants and variables that a platform sets, not a person.
var platform = []string{`"K_SERVICE"`, "runtimeVariable", "initVariable"}

// TestValuesFromTheEnvironmentAreTreatedAlike checks that libraries read environment variables that
// people set only through internal/pasted, which accepts a line end or quotes around the value.
func TestValuesFromTheEnvironmentAreTreatedAlike(t *testing.T) {
	for _, p := range ours(t) {
		f := folder(p.ImportPath)
		if _, placed := house[f]; !placed || f == pasted {
			continue
		}
		for _, name := range p.GoFiles {
			files := token.NewFileSet()
			parsed, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || !isGetenv(call) || slices.Contains(platform, nameOf(call.Args[0])) {
					return true
				}
				t.Errorf("%s reads %s by package os: use internal/pasted", files.Position(n.Pos()), nameOf(call.Args[0]))
				return true
			})
		}
	}
}

func isGetenv(call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	of, _ := selector.X.(*ast.Ident)
	return of != nil && of.Name == "os" && (selector.Sel.Name == "Getenv" || selector.Sel.Name == "LookupEnv")
}

func nameOf(argument ast.Expr) string {
	switch a := argument.(type) {
	case *ast.BasicLit:
		return a.Value
	case *ast.Ident:
		return a.Name
	}
	return "a variable"
}
