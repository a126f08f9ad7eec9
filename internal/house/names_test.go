package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// No parameter or local variable has the name of a function, a type, a variable or a constant of
// its package, because a reader would have to find out which of the two a line means.
func TestLocalNamesHideNothing(t *testing.T) {
	packages := map[string][]*ast.File{}
	files := token.NewFileSet()
	eachHandWritten(t, func(name string, text []byte) {
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return
		}
		file, err := parser.ParseFile(files, name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Dir(name)
		packages[folder] = append(packages[folder], file)
	})
	if len(packages) < 30 {
		t.Fatalf("%d packages were read", len(packages))
	}
	for _, syntax := range packages {
		outer := map[string]bool{}
		for _, file := range syntax {
			for _, name := range packageNames(file) {
				outer[name] = true
			}
		}
		for _, file := range syntax {
			for _, name := range localNames(file) {
				if outer[name.Name] {
					t.Errorf("%s: %s is also a name of the package", files.Position(name.Pos()), name.Name)
				}
			}
		}
	}
}

// packageNames returns what a file declares for the whole package, without methods.
func packageNames(file *ast.File) (names []string) {
	for _, declared := range file.Decls {
		switch declared := declared.(type) {
		case *ast.FuncDecl:
			if declared.Recv == nil {
				names = append(names, declared.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range declared.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names = append(names, spec.Name.Name)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						names = append(names, name.Name)
					}
				}
			}
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "_" })
}

// localNames returns the parameters, results and local variables in a file.
func localNames(file *ast.File) (names []*ast.Ident) {
	add := func(expressions ...ast.Expr) {
		for _, expression := range expressions {
			if name, ok := expression.(*ast.Ident); ok {
				names = append(names, name)
			}
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncType:
			for _, list := range []*ast.FieldList{node.Params, node.Results} {
				if list == nil {
					continue
				}
				for _, field := range list.List {
					names = append(names, field.Names...)
				}
			}
		case *ast.AssignStmt:
			if node.Tok == token.DEFINE {
				add(node.Lhs...)
			}
		case *ast.RangeStmt:
			if node.Tok == token.DEFINE {
				add(node.Key, node.Value)
			}
		case *ast.DeclStmt:
			if declared := node.Decl.(*ast.GenDecl); declared.Tok == token.VAR || declared.Tok == token.CONST {
				for _, spec := range declared.Specs {
					names = append(names, spec.(*ast.ValueSpec).Names...)
				}
			}
		}
		return true
	})
	return names
}
