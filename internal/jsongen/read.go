package main

import (
	"fmt"
	"go/types"
	"strings"
)

// reading generates functions that read from a *wire.Reader into a pointer.
type reading struct{ *pkg }

func (l reading) function(name string, t *target) (string, error) {
	head := fmt.Sprintf("func %s(r *wire.Reader, v *%s) ", name, l.source(t.of))
	var body string
	var err error
	switch of := t.of.Underlying().(type) {
	case *types.Slice:
		body, err = l.list(of, t.of)
	case *types.Map:
		body, err = l.mapping(of)
	default:
		if t.members {
			body, err = l.members(t.of, "return false")
			return head + "bool {\n" + body + "return true\n}\n", err
		}
		body, err = l.object(t.of)
	}
	return head + "{\n" + body + "}\n", err
}

func (l reading) object(t types.Type) (string, error) {
	inner, err := l.inner(t)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("if r.Null() {\n*v = %s{}\nreturn\n}\nfor r.Open('{'); r.Member(); {\n%s}\n", l.source(t), inner), nil
}

// inner returns the code that reads one member. It calls the function for the struct's members if
// there is one anyway.
func (l reading) inner(t types.Type) (string, error) {
	name, err := l.name(t)
	if err != nil || !l.embedded[name] {
		return l.members(t, "r.Skip()")
	}
	function := l.want(&target{function: "read" + name + "Members", of: t, members: true})
	return fmt.Sprintf("if !%s(r, v) {\nr.Skip()\n}\n", function), nil
}

// members returns a switch over the names of a struct's members, and then of the structs embedded
// in it.
func (l reading) members(t types.Type, otherwise string) (string, error) {
	fields, err := l.fields(t)
	if err != nil {
		return "", err
	}
	var cases strings.Builder
	for _, f := range fields {
		if f.embedded {
			function := l.want(&target{function: "read" + f.goName + "Members", of: f.of, members: true})
			otherwise = fmt.Sprintf("if !%s(r, &v.%s) {\n%s\n}", function, f.goName, otherwise)
			continue
		}
		read, err := l.value("v."+f.goName, f.of)
		if err != nil {
			return "", fmt.Errorf("%s: %w", f.goName, err)
		}
		fmt.Fprintf(&cases, "case %q:\n%s\n", f.name, read)
	}
	return fmt.Sprintf("switch string(r.Name) {\n%sdefault:\n%s\n}\n", cases.String(), otherwise), nil
}

func (l reading) list(of *types.Slice, whole types.Type) (string, error) {
	read, err := l.value("list[n]", of.Elem())
	elem := l.source(of.Elem())
	size := l.sizes.Sizeof(of.Elem())
	// A few small elements come together, and one large one alone. Scalars are counted.
	first := fmt.Sprint(max(1, min(4, 512/max(size, 1))))
	if l.isScalar(of.Elem()) {
		first = "max(1, r.Scalars()-len(list))"
	}
	return fmt.Sprintf(`if r.Null() {
	*v = nil
	return
}
list := %[1]s{}
for r.Open('['); r.More(']'); {
	n := len(list)
	if n == cap(list) {
		list = slices.Grow(list, r.Room(n, %[2]s, %[5]d))
		if r.Failed() {
			return
		}
	}
	var zero %[3]s
	list = append(list, zero)
	%[4]s
}
*v = list
`, l.source(whole), first, elem, read, size), err
}

// isScalar reports whether a type is a string, a number or a snowflake in JSON.
func (l reading) isScalar(t types.Type) bool {
	_, basic := t.Underlying().(*types.Basic)
	return basic
}

func (l reading) mapping(of *types.Map) (string, error) {
	key := fmt.Sprintf("key := %s(r.Key())", l.source(of.Key()))
	if name, _ := l.name(of.Key()); name == "Snowflake" {
		key = "key := snowflakeKey(r)"
	}
	read, err := l.value("value", of.Elem())
	// A map takes up to four times its entries while it grows.
	size := 4 * (l.sizes.Sizeof(of.Key()) + l.sizes.Sizeof(of.Elem()))
	return fmt.Sprintf(`if r.Null() {
	*v = nil
	return
}
if *v == nil {
	*v = map[%[1]s]%[2]s{}
}
for r.Open('{'); r.Member(); {
	%[3]s
	value := (*v)[key]
	r.Take(%[5]d)
	%[4]s
	(*v)[key] = value
}
`, l.source(of.Key()), l.source(of.Elem()), key, read, size), err
}

// value returns the code that reads a value into a place.
func (l reading) value(place string, t types.Type) (string, error) {
	if pointer, ok := t.(*types.Pointer); ok {
		return l.pointer(place, pointer.Elem())
	}
	name, err := l.name(t)
	if err != nil {
		return "", err
	}
	if name == "Component" || l.table.isPlace(name) {
		return fmt.Sprintf("%s = readIn[%s](r)", place, l.source(t)), nil
	}
	if _, named := types.Unalias(t).(*types.Named); named && l.declared["read"+name] {
		return fmt.Sprintf("read%s(r, &%s)", name, place), nil
	}
	if basic, ok := t.Underlying().(*types.Basic); ok {
		if basic.Kind() == types.String {
			// To pass a pointer takes less code than to store a string.
			pointer := "&" + place
			if t != basic {
				pointer = "(*string)(" + pointer + ")"
			}
			return fmt.Sprintf("r.TextInto(%s)", pointer), nil
		}
		return place + " = " + l.basic(basic, t), nil
	}
	return fmt.Sprintf("%s(r, &%s)", l.want(&target{function: "read" + name, of: t}), place), nil
}

// basic returns the expression that reads a string, a number or a boolean.
func (l reading) basic(basic *types.Basic, t types.Type) string {
	value := "r." + method(basic) + "()"
	if t != basic {
		value = l.source(t) + "(" + value + ")"
	}
	return value
}

func (l reading) pointer(place string, elem types.Type) (string, error) {
	name, err := l.name(elem)
	if err != nil {
		return "", err
	}
	fill := ""
	if basic, ok := elem.Underlying().(*types.Basic); ok && !l.declared["read"+name] {
		fill = fmt.Sprintf("%s = new(%s)", place, l.basic(basic, elem))
	} else {
		fill = fmt.Sprintf("if %[1]s == nil {\nr.Take(%[4]d)\n%[1]s = new(%[2]s)\n}\n%[3]s(r, %[1]s)", place, l.source(elem),
			l.want(&target{function: "read" + name, of: elem}), l.sizes.Sizeof(elem))
	}
	return fmt.Sprintf("if r.Null() {\n%[1]s = nil\n} else {\n%[2]s\n}", place, fill), nil
}
