package main

import (
	"bytes"
	"fmt"
	"go/types"
	"reflect"
	"strings"
)

// checking generates the functions that check limits. The tag "check" of a field declares its
// limit:
//
//	check:"1-100"    a text of so many characters, a list of so many elements, or an integer in that range
//	check:"received" the field is only received, and must be zero in what is sent
//	check:"emoji"    the method of the checker of that name checks the field
//
// A component's ID and CustomID are checked because of their names. Rules that relate fields are
// hand-written, in a method "rules" of the component.
type checking struct {
	*pkg
	wanted    []*types.Named
	functions map[string]string
}

// checks returns check_gen.go.
func (p *pkg) checks() ([]byte, error) {
	c := &checking{pkg: p, functions: map[string]string{}}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\n\npackage %s\n\n", header, p.types.Name())
	out.WriteString("// known checks a component of this package, and returns false for anything else.\n")
	out.WriteString("func (c *checker) known(component Component, p *parts) bool {\nswitch x := component.(type) {\n")
	for _, one := range p.table.components {
		if !one.sent() {
			continue
		}
		named := p.types.Scope().Lookup(one.name).Type().(*types.Named)
		body, err := c.component(named)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
		c.functions[one.name] = fmt.Sprintf("func check%s(c *checker, x *%[1]s, p *parts) {\n%s}\n", one.name, body)
		fmt.Fprintf(&out, "case %s:\ncheck%[1]s(c, &x, p)\n", one.name)
	}
	out.WriteString("default:\nreturn false\n}\nreturn true\n}\n\n")
	for len(c.wanted) > 0 {
		named := c.wanted[0]
		c.wanted = c.wanted[1:]
		name := named.Obj().Name()
		if c.functions[name] != "" {
			continue
		}
		body, err := c.fields(named)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		c.functions[name] = fmt.Sprintf("func check%s(c *checker, x *%[1]s) {\n%s}\n", name, body)
	}
	for _, name := range sortedKeys(c.functions) {
		out.WriteString(c.functions[name] + "\n")
	}
	return out.Bytes(), nil
}

func (c *checking) component(named *types.Named) (string, error) {
	body, err := c.fields(named)
	if method, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, c.types, "rules"); method != nil {
		body += "x.rules(c, p)\n"
	}
	return "c.identify(x.ID, p)\n" + body, err
}

func (c *checking) fields(named *types.Named) (string, error) {
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return "", fmt.Errorf("%s is no struct", named.Obj().Name())
	}
	var out strings.Builder
	for i := range s.NumFields() {
		f, tag := s.Field(i), reflect.StructTag(s.Tag(i))
		name, options, _ := strings.Cut(tag.Get("json"), ",")
		text, err := c.field(f, name, tag.Get("check"), options == "omitzero")
		if err != nil {
			return "", fmt.Errorf("%s: %w", f.Name(), err)
		}
		out.WriteString(text)
	}
	return out.String(), nil
}

// field returns the code that checks one field: its own limit, and the limits inside it.
func (c *checking) field(f *types.Var, name, check string, omitZero bool) (string, error) {
	place := "x." + f.Name()
	if f.Name() == "CustomID" && !omitZero {
		return fmt.Sprintf("c.customID(%s, p)\n", place), nil
	}
	many, one := c.table.holds(&componentField{of: c.source(f.Type())})
	own, err := c.limit(f.Type(), place, name, check)
	switch {
	case err != nil:
		return "", err
	case many:
		return own + fmt.Sprintf("checkList(c, %q, %s, p)\n", name, place), nil
	case one:
		return own + fmt.Sprintf("c.in(%q)\nc.component(%s, p)\nc.out()\n", name, place), nil
	}
	inner, err := c.inner(f.Type(), place, name)
	return own + inner, err
}

func (c *checking) limit(of types.Type, place, name, check string) (string, error) {
	least, most, isRange := strings.Cut(check, "-")
	switch {
	case check == "":
		return "", nil
	case check == "received":
		return fmt.Sprintf("c.absent(%q, %s, received)\n", name, writing{c.pkg}.notZero(place, of)), nil
	case !isRange:
		return fmt.Sprintf("c.%s(%s)\n", check, place), nil
	}
	pointer, isPointer := of.(*types.Pointer)
	if isPointer {
		text, err := c.limit(pointer.Elem(), "*"+place, name, check)
		return fmt.Sprintf("if %s != nil {\n%s}\n", place, text), err
	}
	switch basic := of.Underlying().(type) {
	case *types.Slice:
		return fmt.Sprintf("c.count(%q, len(%s), %s, %s)\n", name, place, least, most), nil
	case *types.Basic:
		if basic.Kind() == types.String {
			return fmt.Sprintf("c.text(%q, %s, %s, %s)\n", name, converted("string", c.source(of), place), least, most), nil
		}
		if basic.Info()&types.IsInteger != 0 {
			return fmt.Sprintf("c.number(%q, %s, %s, %s)\n", name, converted("int", c.source(of), place), least, most), nil
		}
	}
	return "", fmt.Errorf("no limit fits a field of type %s", c.source(of))
}

// inner returns the code that checks the limits in a struct, or in each struct of a list.
func (c *checking) inner(of types.Type, place, name string) (string, error) {
	form := "c.in(%[2]q)\ncheck%[3]s(c, &%[1]s)\nc.out()\n"
	if slice, ok := of.(*types.Slice); ok {
		of, form = slice.Elem(), "for i := range %[1]s {\nc.inAt(%[2]q, i)\ncheck%[3]s(c, &%[1]s[i])\nc.out()\n}\n"
	}
	named, err := c.limited(of)
	if err != nil || named == nil {
		return "", err
	}
	c.wanted = append(c.wanted, named)
	return fmt.Sprintf(form, place, name, named.Obj().Name()), nil
}

// limited returns the type if it is a struct that has limits, and nil otherwise.
func (c *checking) limited(of types.Type) (*types.Named, error) {
	named, ok := of.(*types.Named)
	if !ok {
		return nil, nil
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return nil, nil
	}
	text, err := (&checking{pkg: c.pkg}).fields(named)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", named.Obj().Name(), err)
	}
	if text == "" {
		return nil, nil
	}
	return named, nil
}

// converted returns an expression of a basic type.
func converted(to, from, place string) string {
	if to == from {
		return place
	}
	return to + "(" + place + ")"
}
