package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// pkg is the package without its generated files.
type pkg struct {
	types *types.Package
	sizes types.Sizes
	// declared are the functions of the package. used are the names in their bodies.
	declared, used map[string]bool
	// embedded are the structs that are embedded in other structs.
	embedded map[string]bool
	table    table
	// wanted are the functions that are still to be generated.
	wanted []*target
}

// target is a function to generate. It is for a value, a list or a map, or only for the members of
// a struct.
type target struct {
	function string
	of       types.Type
	members  bool
}

func load(dir string) (*pkg, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	set := token.NewFileSet()
	p := &pkg{declared: map[string]bool{}, used: map[string]bool{}, embedded: map[string]bool{}, sizes: types.SizesFor("gc", "amd64")}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_gen.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
		p.look(file)
		if err := p.table.collect(file); err != nil {
			return nil, err
		}
	}
	if err := p.table.check(); err != nil {
		return nil, err
	}
	if len(p.table.components) > 0 {
		file, err := parser.ParseFile(set, "component_gen.go", p.table.code(files[0].Name.Name), parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
		p.look(file)
	}
	// Bodies call functions that are not generated yet.
	config := types.Config{Importer: importer.ForCompiler(set, "source", nil), IgnoreFuncBodies: true}
	if p.types, err = config.Check("discord", set, files, nil); err != nil {
		return nil, err
	}
	p.findEmbedded()
	return p, nil
}

func (p *pkg) findEmbedded() {
	for _, name := range p.types.Scope().Names() {
		if s, ok := p.types.Scope().Lookup(name).Type().Underlying().(*types.Struct); ok {
			for f := range s.Fields() {
				p.embedded[f.Name()] = p.embedded[f.Name()] || f.Embedded()
			}
		}
	}
}

func (p *pkg) look(file *ast.File) {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if f.Recv == nil {
			p.declared[f.Name.Name] = true
		}
		if f.Body != nil {
			ast.Inspect(f.Body, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					p.used[id.Name] = true
				}
				return true
			})
		}
	}
}

// called returns the functions with a prefix that the package uses for its own types but does not
// declare.
func (p *pkg) called(prefix string) []*target {
	var list []*target
	for _, name := range p.types.Scope().Names() {
		of, ok := p.types.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		function := prefix + upper(name)
		list = append(list,
			&target{function: function, of: of.Type()},
			&target{function: function + "Members", of: of.Type(), members: true},
			&target{function: function + "List", of: types.NewSlice(of.Type())})
	}
	return slices.DeleteFunc(list, func(t *target) bool { return !p.used[t.function] || p.declared[t.function] })
}

// want adds a function to wanted, unless it is hand-written, and returns its name.
func (p *pkg) want(t *target) string {
	if !p.declared[t.function] {
		p.wanted = append(p.wanted, t)
	}
	return t.function
}

// name returns the part of function names that represents a type: UserList, SnowflakeUserMap.
func (p *pkg) name(t types.Type) (string, error) {
	switch t := t.(type) {
	case *types.Named:
		return upper(t.Obj().Name()), nil
	case *types.Alias:
		// On Go 1.27 json.RawMessage is an alias of jsontext.Value. Its functions keep their name.
		if o := t.Obj(); o.Pkg() != nil && o.Pkg().Path() == "encoding/json" {
			return upper(o.Name()), nil
		}
		return p.name(types.Unalias(t))
	case *types.Basic:
		return upper(t.Name()), nil
	case *types.Slice:
		elem, err := p.name(t.Elem())
		return elem + "List", err
	case *types.Map:
		key, err := p.name(t.Key())
		if err != nil {
			return "", err
		}
		elem, err := p.name(t.Elem())
		return key + elem + "Map", err
	}
	return "", fmt.Errorf("a field of type %s needs functions by hand", p.source(t))
}

// source returns a type as Go source in the package.
func (p *pkg) source(t types.Type) string {
	return types.TypeString(t, func(other *types.Package) string {
		if other == p.types {
			return ""
		}
		return other.Name()
	})
}

// field is a field of a struct, and a member of a JSON object.
type field struct {
	name     string // as in JSON
	goName   string
	of       types.Type
	omitZero bool
	embedded bool
}

func (p *pkg) fields(t types.Type) ([]field, error) {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil, fmt.Errorf("%s is not a struct: it needs functions by hand", p.source(t))
	}
	var list []field
	for i := range s.NumFields() {
		f := s.Field(i)
		tag, tagged := reflect.StructTag(s.Tag(i)).Lookup("json")
		if f.Embedded() && !tagged {
			list = append(list, field{goName: f.Name(), of: f.Type(), embedded: true})
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "-" || !f.Exported() {
			continue
		}
		if name == "" || options != "" && options != "omitzero" {
			return nil, fmt.Errorf("%s.%s: the tag %q has more than a name and omitzero", p.source(t), f.Name(), tag)
		}
		list = append(list, field{name: name, goName: f.Name(), of: f.Type(), omitZero: options == "omitzero"})
	}
	return list, nil
}

func upper(name string) string {
	first := []rune(name)
	first[0] = unicode.ToUpper(first[0])
	return string(first)
}

// wireMethod returns the name of the method of package wire that reads or writes a basic kind.
func wireMethod(basic *types.Basic) string {
	if basic.Kind() == types.String {
		return "Text"
	}
	return upper(basic.Name())
}
