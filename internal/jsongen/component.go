package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// placeRow is a place where components may be. A directive declares it:
//
//	//jsongen:place row RowComponent in an [ActionRow]
type placeRow struct{ key, name, where string }

// component is a struct that a directive declares as a component, with its type number and its
// places:
//
//	//jsongen:component 2 row accessory
//
// A component without places is only received. It is an old form of the component with the same
// number.
type component struct {
	name   string
	number int
	places []string
	fields []componentField
}

type componentField struct {
	name, json, of string
	omitZero       bool
}

// table holds the declarations in the directives of a package.
type table struct {
	places     []placeRow
	components []component
}

const (
	placeDirective     = "//jsongen:place "
	componentDirective = "//jsongen:component "
)

// collect reads the directives of a file.
func (t *table) collect(file *ast.File) error {
	for _, group := range file.Comments {
		for _, line := range group.List {
			if rest, ok := strings.CutPrefix(line.Text, placeDirective); ok {
				words := strings.SplitN(rest, " ", 3)
				if len(words) < 3 {
					return fmt.Errorf("%q: a key, the name of the interface and the words for its doc are needed", line.Text)
				}
				t.places = append(t.places, placeRow{words[0], words[1], words[2]})
			}
		}
	}
	for _, d := range file.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.TYPE || d.Doc == nil {
			continue
		}
		for _, line := range d.Doc.List {
			rest, ok := strings.CutPrefix(line.Text, componentDirective)
			if !ok {
				continue
			}
			c, err := newComponent(d.Specs[0].(*ast.TypeSpec), strings.Fields(rest))
			if err != nil {
				return fmt.Errorf("%q: %w", line.Text, err)
			}
			t.components = append(t.components, c)
		}
	}
	return nil
}

func newComponent(spec *ast.TypeSpec, words []string) (c component, err error) {
	c.name = spec.Name.Name
	body, ok := spec.Type.(*ast.StructType)
	if !ok || len(words) == 0 {
		return c, fmt.Errorf("%s needs to be a struct, and a type number", c.name)
	}
	if c.number, err = strconv.Atoi(words[0]); err != nil {
		return c, err
	}
	c.places = words[1:]
	for _, f := range body.Fields.List {
		tag := ""
		if f.Tag != nil {
			tag = strings.Trim(f.Tag.Value, "`")
		}
		name, options, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
		for _, n := range f.Names {
			c.fields = append(c.fields, componentField{n.Name, name, types.ExprString(f.Type), options == "omitzero"})
		}
	}
	return c, nil
}

// check sorts the table, and fails if two entries contradict each other.
func (t *table) check() error {
	slices.SortFunc(t.components, func(a, b component) int {
		if a.number != b.number {
			return a.number - b.number
		}
		return len(b.places) - len(a.places)
	})
	numbers := map[int]string{}
	for _, c := range t.components {
		if !c.sent() {
			continue
		}
		if other := numbers[c.number]; other != "" {
			return fmt.Errorf("%s and %s both have the type %d", other, c.name, c.number)
		}
		numbers[c.number] = c.name
		for _, key := range c.places {
			if !slices.ContainsFunc(t.places, func(p placeRow) bool { return p.key == key }) {
				return fmt.Errorf("%s: there is no place %q", c.name, key)
			}
		}
	}
	for _, c := range t.components {
		if numbers[c.number] == "" {
			return fmt.Errorf("%s: no component of type %d has a place", c.name, c.number)
		}
	}
	return nil
}

// sent reports whether the component may be sent, and not only received.
func (c *component) sent() bool { return len(c.places) > 0 }

// constant returns the name of the component's type number: ComponentButton, and ComponentFile for
// FileComponent.
func (c *component) constant() string { return "Component" + strings.TrimSuffix(c.name, "Component") }

// named returns the component with a name, or nil.
func (t *table) named(name string) *component {
	for i := range t.components {
		if c := &t.components[i]; c.name == name {
			return c
		}
	}
	return nil
}

// constantOf returns the name of a type number.
func (t *table) constantOf(number int) string {
	for _, c := range t.components {
		if c.number == number && c.sent() {
			return c.constant()
		}
	}
	return strconv.Itoa(number)
}

// field returns the field with a name and a type, or nil.
func (c *component) field(name, of string) *componentField {
	for i := range c.fields {
		if f := &c.fields[i]; f.name == name && f.of == of {
			return f
		}
	}
	return nil
}

// isPlace reports whether a type is the interface of a place.
func (t *table) isPlace(of string) bool {
	return slices.ContainsFunc(t.places, func(p placeRow) bool { return p.name == of })
}

// holds reports whether a field holds many components, in a list, or one component.
func (t *table) holds(f *componentField) (many, one bool) {
	inner := strings.TrimPrefix(f.of, "[]")
	isComponent := slices.ContainsFunc(t.components, func(c component) bool { return "[]"+c.name == f.of })
	return strings.HasPrefix(f.of, "Components[") || inner != f.of && isComponent, t.isPlace(f.of)
}

// wantComponents returns the functions that read or write components.
func (p *pkg) wantComponents(prefix string) (list []*target) {
	for _, c := range p.table.components {
		if of := p.types.Scope().Lookup(c.name); of != nil {
			function := prefix + c.name
			if !p.declared[function] {
				list = append(list, &target{function: function, of: of.Type()})
			}
		}
	}
	return list
}

func lower(name string) string { return strings.ToLower(name[:1]) + name[1:] }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
